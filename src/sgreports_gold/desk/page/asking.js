// What is asked before a paragraph is accepted. Each question is asked once: the next Enter says yes.

import * as adjudicating from "./adjudicating.js";
import { change, desk, say } from "./desk.js";
import { looked } from "./editing.js";
import { mention } from "./marks.js";
import * as rows from "./rows.js";

let empty = null; // the paragraph for which it was asked whether nothing is to be marked
let open = null; // the corrected mention that was asked for

/** Asks the next open question; false where there is none left. */
export const asks = () => nothingMarked() || corrected() || unsureRow() || bareCounts() || adjudicating.warned();

/** A paragraph without a proposal, in which nothing is marked: it may not have been read yet. */
function nothingMarked() {
  const { here, marks } = desk;
  if (here.proposed === "ready" || marks.mentions.length || empty === here) return false;
  empty = here;
  say("Nothing is marked here. Enter again accepts it as a paragraph without mentions.");
  return true;
}

const bare = new Set(); // what was asked of counts

/** Counts that say less than counts do (no unit, no row, no relation), unless they were proposed so. */
function bareCounts() {
  const { here, marks, mode } = desk;
  const proposed = (it) => here.proposal?.mentions.some((m) => m.start === it.start && m.end === it.end);
  const linked = new Set(marks.relations.flatMap((r) => [r.subject, r.object]));
  const all = mode === "review" ? marks.mentions.filter((m) => m.label === "COUNT" && !proposed(m)) : [];
  const found = [
    ["no unit (o)", all.filter((m) => !m.unit)],
    ["no row (m)", all.filter((m) => !m.row)],
    ["no relation (r)", all.filter((m) => !linked.has(m.id))],
  ];
  const its = all.filter((m) => !m.unit || !m.row);
  const keyed = `${here.index} ${found.map(([, ms]) => ms.map((m) => m.id))}`;
  if (!its.length || bare.has(keyed)) return false;
  bare.add(keyed);
  const words = found.filter(([, ms]) => ms.length).map(([what, ms]) => `${ms.length} with ${what}`);
  change({ focus: { mention: its[0].id }, says: `Counts: ${words.join(", ")}. Enter again accepts them so.` });
  return true;
}

/** A mention with a normal form that nobody has looked at: its span was corrected, or nothing reads all of its words. */
function corrected() {
  if (open) looked(open);
  open = [...desk.checks.keys()].find((id) => mention(desk.marks, id)) ?? null;
  if (!open) return false;
  const it = mention(desk.marks, open);
  const was = desk.checks.get(open);
  change({ focus: { mention: open }, says: question(it, was) });
  return true;
}

/** A COUNT with a row, as proposed, of which the program is not sure. */
function unsureRow() {
  const found = desk.mode === "review" ? rows.unsure() : null;
  if (!found) return false;
  const { it, cells } = found;
  change({
    focus: { mention: it.id },
    says: `Is “${it.text}” ${rows.worded(it.row)}? Unsure: ${cells.join(", ")}. Enter says yes; m measure, Y years, P country, g again.`,
  });
  return true;
}

function question(it, was) {
  const form = (its) => [its.entity ?? "none", its.kind].filter(Boolean).join(", ");
  if (was.unread)
    return `No reading covers all of “${it.text}”. e writes its date, Enter leaves it ${it.entity ?? "unknown"}.`;
  return `Is the normal form of “${it.text}” ${form(it)}? It was ${form(was)} for “${was.text}”. Enter says yes, e changes it.`;
}
