// One decision for the same words everywhere in a report: what it would change is shown first, the desk's server applies
// it, and each decision can be undone.

import * as api from "./api.js";
import { change, desk, say } from "./desk.js";
import { byId, el } from "./dom.js";
import { edit, saving, settled } from "./editing.js";
import { meantFor } from "./keys.js";
import { bare, mention } from "./marks.js";
import { awaited, forgetAhead } from "./opening.js";

const NAMES = ["AGENCY", "COUNTRY", "INSTRUMENT", "PROGRAMME"]; // what dates and counts mean depends on their sentence
const SHOWN = 200; // places that are listed; those that change what someone did come first
const STATES = { open: "not begun", saved: "begun", done: "accepted" };

/** Shows what the mention in focus would be the rule for; elsewhere, what was decided for this report. */
export async function everywhere() {
  if (!desk.here || desk.here.locked) return say("No paragraph is open.");
  if (desk.mode !== "review") return say("Two readings are compared here: decide for a report when you review it.");
  const it = mention(desk.marks, desk.focus?.mention);
  const rule = it && NAMES.includes(it.label) ? ruleOf(it) : null;
  if (rule && !it.kind && desk.schema.labels[it.label].kinds.length)
    return say(`Choose the kind of “${it.text}” first (k).`);
  if (!(await allSaved())) return null;
  const answer = await api.everywhere(rule ?? { document: desk.here.document }).catch((trouble) => trouble);
  if (answer instanceof Error) return say(answer.message);
  draw(rule, answer);
  byId("everywhere").showModal();
  return byId("everywhere-do").focus();
}

/** What is on its way to the server comes there first: it must not meet what a decision makes of it. */
async function allSaved() {
  await settled();
  await saving.flush(desk.here.index);
  if (saving.unsaved) say("Not everything is saved yet: see above, then decide.");
  return !saving.unsaved;
}

const ruleOf = ({ text, label, entity, kind }) => ({ document: desk.here.document, text, label, entity, kind });

const worded = (its) =>
  its ? [its.label, its.kind, its.entity ?? "no normal form"].filter(Boolean).join(" ") : "not marked";

function draw(rule, { places, blind, pending, decisions }) {
  const mine = places.filter((p) => p.state !== "open" && p.changes);
  const others = places.filter((p) => !mine.includes(p));
  byId("everywhere-title").textContent = rule
    ? `“${rule.text}” is ${worded(rule)} everywhere in ${rule.document}?`
    : `Decided for ${desk.here.document}`;
  byId("everywhere-words").textContent = rule
    ? summary(mine, others, blind, pending)
    : "E at the mention of a name decides what its words are in the whole report.";
  byId("everywhere-places").replaceChildren(...[...mine, ...others].slice(0, SHOWN).map((p) => place(p, rule)));
  byId("everywhere-do").hidden = !rule;
  byId("everywhere-do").onclick = () => meantFor(send({ rule }));
  byId("everywhere-list").replaceChildren(...decisions.map(decision));
  byId("everywhere-decided").hidden = !decisions.length;
}

const n = (its, one, many = `${one}s`) => `${its} ${its === 1 ? one : many}`;

function summary(mine, others, blind, pending) {
  const coming = others.filter((p) => p.changes).length;
  const so = others.length - coming;
  return [
    mine.length &&
      `${n(mine.length, "place")} in paragraphs that you began ${mine.length === 1 ? "changes" : "change"}`,
    `${n(coming, "place")} in paragraphs not begun will be proposed so`,
    so && `${n(so, "place")} ${so === 1 ? "stays as it is" : "stay as they are"}`,
    blind && `${n(blind, "paragraph")} read blind ${blind === 1 ? "stays" : "stay"}`,
    pending &&
      `${n(pending, "paragraph")} not begun ${pending === 1 ? "has" : "have"} no proposals yet, which may mark some of these words otherwise`,
  ]
    .filter(Boolean)
    .join("; ")
    .concat(".");
}

const place = (p, rule) =>
  el(
    "li",
    { class: p.changes ? null : "faint" },
    el("b", {}, `¶${p.paragraph}`),
    el(
      "span",
      {},
      `${STATES[p.state]}: ${p.before}`,
      el("mark", {}, p.words),
      p.after,
      el("span", { class: "faint" }, ` ${worded(p.was)}${p.changes ? ` → ${worded(rule)}` : ""}`),
    ),
  );

const decision = ({ number, rule, changed }) =>
  el(
    "li",
    {},
    el("b", {}, `${number}`),
    el("span", {}, `“${rule.text}” is ${worded(rule)}; ${n(changed, "place")} changed`),
    el("button", { type: "button", onclick: () => meantFor(send({ undo: number })), "aria-label": `Undo ${number}` }, "Undo"),
  );

/** Has the server decide or undo, and shows what that makes of the paragraph that is open. */
async function send(body) {
  const { document } = desk.here;
  byId("everywhere").close();
  if (!(await allSaved())) return null;
  const answer = await api.decide({ document, ...body }).catch((trouble) => trouble);
  if (answer instanceof Error) return say(answer.message);
  forgetAhead();
  change({ queue: desk.queue.map((item) => answer.items.find((its) => its.index === item.index) ?? item) });
  await renew();
  const last = answer.decisions.at(-1);
  change({ ruled: body.rule ? last.number : null });
  return say(body.rule ? made(last) : unmade(body.undo, answer.left));
}

const made = ({ number, rule, changed }) =>
  `Decision ${number}: “${rule.text}” is ${worded(rule)} everywhere; ${n(changed, "place")} changed. u undoes it, E lists all.`;

const unmade = (number, left) =>
  `Decision ${number} is undone${left ? `; ${n(left, "place")} ${left === 1 ? "stays" : "stay"}: changed since, read blind, or in another text now` : ""}.`;

/** The open paragraph as the server has it now, unless it was left or changed meanwhile: a step that can be undone. */
async function renew() {
  const { index } = desk.here;
  const now = await api.paragraph(index);
  if (desk.here.index !== index || saving.pending.has(index)) return;
  saving.versions.set(now.index, now.version ?? "");
  const marks = now.saved ?? (desk.saving === "untouched" ? (now.decided ?? now.proposal) : null) ?? desk.marks;
  change({ here: now });
  if (now.proposed === "pending") awaited(now);
  if (JSON.stringify(bare(marks)) !== JSON.stringify(bare(desk.marks))) edit({ marks }, { kept: true });
}

/** Undoes the decision that was made a moment ago; false where there is none. */
export function takeBack() {
  const { ruled } = desk;
  if (ruled === null) return false;
  change({ ruled: null });
  return send({ undo: ruled });
}
