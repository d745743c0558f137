// What is asked before a paragraph is accepted. Each question is asked once: the next Enter says yes.

import * as adjudicating from "./adjudicating.js";
import { change, desk, say } from "./desk.js";
import { looked } from "./editing.js";
import { mention } from "./marks.js";

let empty = null; // the paragraph for which it was asked whether nothing is to be marked
let open = null; // the corrected mention that was asked for

/** Asks the next open question; false where there is none left. */
export const asks = () => nothingMarked() || corrected() || adjudicating.warned();

/** A paragraph without a proposal, in which nothing is marked: it may not have been read yet. */
function nothingMarked() {
  const { here, marks } = desk;
  if (here.proposed === "ready" || marks.mentions.length || empty === here) return false;
  empty = here;
  say("Nothing is marked here. Enter again accepts it as a paragraph without mentions.");
  return true;
}

/** A mention whose span was corrected, with a normal form that nobody has looked at. */
function corrected() {
  if (open) looked(open);
  open = [...desk.checks.keys()].find((id) => mention(desk.marks, id)) ?? null;
  if (!open) return false;
  const it = mention(desk.marks, open);
  const was = desk.checks.get(open);
  const form = (its) => [its.entity ?? "none", its.kind].filter(Boolean).join(", ");
  change({
    focus: { mention: open },
    says: `Is the normal form of “${it.text}” ${form(it)}? It was ${form(was)} for “${was.text}”. Enter says yes, e changes it.`,
  });
  return true;
}
