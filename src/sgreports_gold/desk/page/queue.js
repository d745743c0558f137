// The left side: the paragraphs of the queue, why each is there, and how far one is.

import { desk, watch } from "./desk.js";
import { byId, el } from "./dom.js";
import { passes } from "./filtering.js";
import { meantFor } from "./keys.js";
import { open } from "./opening.js";
import { hold } from "./pane.js";

const SIGNS = { done: "✓", saved: "◐", open: "○" };
const WORDS = { done: "accepted", saved: "begun", open: "open" };

export function begin() {
  watch(["queue"], drawAll);
  watch(["queue", "filter"], drawListed);
  watch(["queue", "here"], drawHere);
  watch(["here"], bringHere);
  watch(["progress", "loading"], drawProgress);
}

function drawListed() {
  desk.queue.forEach((item, i) => {
    byId("queue").children[i].hidden = !passes(item);
  });
}

let drawn = [];

// Only what changed is drawn anew, so that a long list stays where it was scrolled to and keeps the focus.
function drawAll() {
  const list = byId("queue");
  desk.queue.forEach((its, i) => {
    if (its === drawn[i]) return;
    if (list.children[i]) list.children[i].replaceWith(item(its));
    else list.append(item(its));
  });
  drawn = desk.queue;
}

function item({ index, document, paragraph, why, blind, state, note }) {
  const signs = [blind && "blind", note && "doubt"].filter(Boolean);
  return el(
    "li",
    {},
    el(
      "button",
      { type: "button", class: state, "data-index": index, onclick: () => go(index), title: note },
      el("span", { class: "sign", role: "img", "aria-label": WORDS[state] }, SIGNS[state]),
      el("span", { class: "which" }, `${document} ¶${paragraph}`),
      ...signs.map((sign) => el("span", { class: "tag" }, sign)),
      el("span", { class: "why" }, why),
    ),
  );
}

function drawHere() {
  for (const button of byId("queue").querySelectorAll("[data-index]")) {
    const here = Number(button.dataset.index) === desk.here?.index;
    if (here) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
}

let shown = null;

// When another paragraph is opened, and only then: a save that is answered leaves the list where it was scrolled to.
function bringHere() {
  if (shown === desk.here?.index) return;
  shown = desk.here?.index;
  byId("queue").querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
}

/** The keys that follow are meant for the paragraph: Enter accepts it. */
function go(index) {
  meantFor(open(index));
  hold();
}

function drawProgress() {
  const { done, saved, of } = desk.loading ? { ...desk.loading, saved: 0 } : desk.progress;
  const words = desk.loading
    ? `${desk.loading.what} (${done} of ${of})`
    : `${done} of ${of} accepted${saved ? `, ${saved} begun` : ""}`;
  byId("progress-words").textContent = words;
  Object.assign(byId("progress"), { max: of || 1, value: done });
}
