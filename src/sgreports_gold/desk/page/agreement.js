// Agreement with another annotator: how often the two differ, by label or relation type and by field, and each difference
// a click away.

import * as api from "./api.js";
import { desk, say } from "./desk.js";
import { byId, el, spoken } from "./dom.js";
import { fieldName } from "./guide.js";
import { openNamed } from "./opening.js";

let answer = null;
let chosen = { name: "", what: "" };

export function begin() {
  byId("agree-with").addEventListener("change", (event) => show(event.target.value));
}

/** Opens the view, against an annotator or the first that there is. */
export async function show(other = "") {
  if (desk.mode === "adjudicate") return say("In adjudication the differences are listed on the right.");
  try {
    answer = await api.agreement(other);
  } catch (trouble) {
    return say(trouble.message);
  }
  if (!answer.other) return say("Nobody else has read anything in this folder.");
  chosen = { name: "", what: "" };
  draw();
  if (!byId("agreement").open) byId("agreement").showModal();
  return null;
}

function draw() {
  const { others, other, paragraphs } = answer;
  byId("agree-with").replaceChildren(
    ...others.map((its) => el("option", { value: its, selected: its === other }, its)),
  );
  byId("agree-words").textContent = paragraphs
    ? `${paragraphs} ${paragraphs === 1 ? "paragraph" : "paragraphs"} accepted by both. Choose a number to list its differences.`
    : "No paragraph is accepted by both yet.";
  drawTable();
  drawList();
}

function drawTable() {
  const order = [...Object.keys(desk.schema.labels), ...Object.keys(desk.schema.relations)];
  const names = order.filter((name) => answer.same[name] || count(name));
  const fields = [...new Set(answer.apart.map((d) => d.what))];
  const head = ["", "both have it", ...fields.map(fieldName)].map((words) => el("th", { scope: "col" }, words));
  const row = (name) =>
    el(
      "tr",
      {},
      el("th", { scope: "row" }, number(spoken(name), name, "")),
      el("td", {}, String(answer.same[name] ?? 0)),
      fields.map((what) => el("td", {}, count(name, what) ? number(count(name, what), name, what) : "")),
    );
  byId("agree-table").replaceChildren(el("thead", {}, el("tr", {}, head)), el("tbody", {}, names.map(row)));
}

const count = (name, what = null) => answer.apart.filter((d) => d.name === name && (!what || d.what === what)).length;

const number = (words, name, what) =>
  el(
    "button",
    {
      type: "button",
      class: "link",
      "aria-pressed": String(chosen.name === name && chosen.what === what),
      onclick: () => {
        chosen = { name, what };
        drawTable();
        drawList();
      },
    },
    String(words),
  );

function drawList() {
  const fits = (d) => (!chosen.name || d.name === chosen.name) && (!chosen.what || d.what === chosen.what);
  const entry = (d) =>
    el(
      "li",
      {},
      el(
        "button",
        { type: "button", class: "link", onclick: () => go(d) },
        el("b", {}, `${d.document} ¶${d.paragraph} `),
        d.says,
      ),
    );
  byId("agree-list").replaceChildren(...answer.apart.filter(fits).map(entry));
}

async function go({ document, paragraph, says }) {
  byId("agreement").close();
  if (await openNamed(document, paragraph)) say(says);
}
