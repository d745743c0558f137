// In adjudication: the list of what differs, with what each side has and what was chosen.

import { both, compared, decision, go, take } from "./adjudicating.js";
import { differing } from "./compare.js";
import { desk, watch } from "./desk.js";
import { byId, el, key, spoken } from "./dom.js";
import { sentence } from "./editing.js";
import { fieldName, value } from "./guide.js";
import { hold } from "./pane.js";

export function begin() {
  watch(["here", "place", "marks", "decided", "done"], draw);
}

function draw() {
  byId("differences-part").hidden = !desk.here?.sides;
  if (!desk.here?.sides) return;
  const { differences } = compared();
  const left = differences.filter((d) => !decision(d)).length;
  const n = differences.length === 1 ? "1 difference" : `${differences.length} differences`;
  byId("differences-title").textContent = differences.length
    ? `${n}, ${left} open`
    : "The two agree on everything here";
  byId("differences").replaceChildren(...differences.map(entry));
  byId("differences").querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
}

function entry(d, i) {
  const here = i === desk.place;
  const choice = decision(d);
  const sign = el(
    "span",
    { class: "sign", role: "img", "aria-label": choice ? `decided: ${choice}` : "open" },
    choice ? "✓" : "○",
  );
  const words = el(
    "span",
    { class: "two" },
    what(d),
    ["a", "b"].map((side) => sideOf(d, side, choice)),
  );
  const button = el("button", { type: "button", class: "link", onclick: () => then(() => go(i)) }, sign, words);
  return el("li", { "aria-current": here ? "true" : null }, button, here ? choices(choice) : null);
}

function then(act) {
  act();
  hold();
}

const alone = (d) => !d.relation && d.a.length === 1 && d.b.length === 1;

// Where both have one mention there, its words are said once, and of each side only what differs.
const what = (d) => (alone(d) ? el("span", { class: "side" }, `${d.a[0].label} ${d.a[0].text}`) : null);

function sideOf(d, side, choice) {
  const its = d[side].map((x) => worded(x, d, side)).join("; ") || "nothing";
  const taken = choice === side || choice === "both";
  return el("span", { class: taken ? "side taken" : "side" }, el("b", {}, nameOf(side)), " ", its);
}

function worded(x, d, side) {
  if (d.relation) return sentence(x, both()[side === "a" ? 0 : 1]);
  if (alone(d))
    return differing(d.a[0], d.b[0])
      .map((field) => `${fieldName(field)} ${spoken(value(x, field))}`)
      .join(", ");
  const values = [
    x.entity ?? "no normal form",
    x.kind && spoken(x.kind),
    x.unit,
    x.unit_from,
    x.event && spoken(x.event),
  ];
  return `${x.label} ${x.text}: ${values.filter(Boolean).join(", ")}`;
}

const CHOICES = { a: "a", b: "b", both: "+", neither: "0" };

function choices(chosen) {
  const button = ([choice, its]) => {
    const pressed = {
      type: "button",
      "aria-pressed": String(chosen === choice),
      onclick: () => then(() => take(choice)),
    };
    return el("button", pressed, nameOf(choice), key(its));
  };
  return el("div", { class: "row" }, Object.entries(CHOICES).map(button));
}

const nameOf = (choice) => ({ a: desk.sides[0], b: desk.sides[1] })[choice] ?? choice;
