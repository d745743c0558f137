// Which paragraphs of the queue are listed: those of a report, in a state, with a label or relation type. Going on from
// one paragraph to the next keeps to them.

import { change, desk, watch } from "./desk.js";
import { byId, el, spoken } from "./dom.js";

const STATES = { open: "open", saved: "begun", done: "accepted", doubt: "with a doubt", blind: "read blind" };

/** Whether a paragraph is listed. */
export function passes(item) {
  const { report, state, name } = desk.filter;
  const has = { doubt: Boolean(item.note), blind: item.blind }[state] ?? item.state === state;
  return (!report || item.document === report) && (!state || has) && (!name || item.names.includes(name));
}

export function begin() {
  watch(["queue", "schema"], drawChoices);
  watch(["queue", "filter"], drawCount);
  for (const part of ["report", "state", "name"])
    byId(`only-${part}`).addEventListener("change", (event) =>
      change({ filter: { ...desk.filter, [part]: event.target.value } }),
    );
}

let drawn = "";

function drawChoices() {
  const reports = [...new Set(desk.queue.map((item) => item.document))];
  const names = new Set(desk.queue.flatMap((item) => item.names));
  const inOrder = [...Object.keys(desk.schema.labels), ...Object.keys(desk.schema.relations)].filter((n) =>
    names.has(n),
  );
  const now = JSON.stringify([reports, inOrder]);
  if (now === drawn) return;
  drawn = now;
  options(
    "report",
    "All reports",
    reports.map((its) => [its, its]),
  );
  options("state", "Any state", Object.entries(STATES));
  options(
    "name",
    "Any label or relation",
    inOrder.map((its) => [its, spoken(its)]),
  );
}

function options(part, all, its) {
  const chosen = desk.filter[part];
  byId(`only-${part}`).replaceChildren(
    el("option", { value: "" }, all),
    ...its.map(([value, words]) => el("option", { value, selected: value === chosen }, words)),
  );
}

function drawCount() {
  const n = desk.queue.filter(passes).length;
  const some = Object.values(desk.filter).some(Boolean);
  byId("filter-words").textContent = some ? `Listed: ${n} of ${desk.queue.length}` : "Filter";
}
