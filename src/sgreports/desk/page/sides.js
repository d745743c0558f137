// In adjudication: both annotators' versions side by side, and the list of what differs.

import { name } from "./allowed.js";
import { both, compared, current, decision, go, take } from "./adjudicating.js";
import { overlap } from "./compare.js";
import { desk, watch } from "./desk.js";
import { byId, el, key, spoken } from "./dom.js";
import { sentence } from "./editing.js";
import { Points } from "./offsets.js";
import { hold, telling } from "./pane.js";
import { TextView } from "./text.js";

let views = [];

export function begin() {
  watch(["mode"], () => {
    document.body.dataset.mode = desk.mode;
  });
  watch(["here", "place"], drawSides);
  watch(["here", "place", "marks", "decided", "done"], drawDifferences);
}

function drawSides() {
  byId("sides").hidden = !desk.here?.sides;
  if (!desk.here?.sides) return;
  if (!views.length) views = ["side-a", "side-b"].map((id) => new TextView(byId(id)));
  const d = current();
  both().forEach((marks, i) => {
    byId(`name-${"ab"[i]}`).replaceChildren(key("ab"[i]), ` ${desk.sides[i]}`);
    views[i].draw(look(marks, d, "ab"[i]));
  });
  byId("side-a").querySelector(".here")?.scrollIntoView({ block: "nearest" });
}

function look(marks, d, side) {
  const { spots, differences } = compared();
  const differing = differences.filter((x) => !x.relation);
  const own = new Set(
    d?.relation
      ? [d.relation.from, d.relation.to].flatMap((i) => spots[i][side].map((m) => m.id))
      : d?.[side].map((m) => m.id),
  );
  const relation = d?.relation?.[side];
  return {
    ...telling(marks),
    points: new Points(desk.here.text),
    marks,
    focus: null,
    selected: null,
    sought: d && !d.relation && !d[side].length ? { start: d.start, end: d.end } : null,
    ghosts: [],
    badge: () => "",
    classes: (m) => [differing.some((x) => overlap(x, m)) && "differs", own.has(m.id) && "here"],
    arcClasses: (named) =>
      relation && name(relation) === named
        ? ["lit"]
        : differences.some((x) => x.relation?.[side] && name(x.relation[side]) === named)
          ? ["differs"]
          : ["dim"],
  };
}

const CHOICES = [
  ["a", "a"],
  ["b", "b"],
  ["both", "+"],
  ["neither", "0"],
];

function drawDifferences() {
  byId("differences-part").hidden = !desk.here?.sides;
  if (!desk.here?.sides) return;
  const { differences } = compared();
  const left = differences.filter((d) => !decision(d)).length;
  byId("differences-title").textContent = differences.length
    ? `${differences.length} differences, ${left} open`
    : "The two agree on everything here";
  byId("differences").replaceChildren(...differences.map((d, i) => entry(d, i)));
  byId("differences").querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
}

function entry(d, i) {
  const here = i === desk.place;
  const [a, b] = both();
  const choice = decision(d);
  const sides = [
    ["a", d.a, a],
    ["b", d.b, b],
  ].map(([side, its, marks], n) =>
    el(
      "span",
      { class: choice === side || choice === "both" ? "side taken" : "side" },
      el("b", {}, desk.sides[n]),
      " ",
      its.length ? its.map((x) => worded(x, marks, d)).join("; ") : "nothing",
    ),
  );
  const words = el(
    "button",
    {
      type: "button",
      class: "link",
      onclick: () => {
        go(i);
        hold();
      },
    },
    el(
      "span",
      { class: "sign", role: "img", "aria-label": choice ? `decided: ${choice}` : "open" },
      choice ? "✓" : "○",
    ),
    el("span", { class: "two" }, sides),
  );
  return el(
    "li",
    { "aria-current": here ? "true" : null },
    words,
    here
      ? el(
          "div",
          { class: "row" },
          CHOICES.map(([what, its]) =>
            el(
              "button",
              {
                type: "button",
                "aria-pressed": String(choice === what),
                onclick: () => {
                  take(what);
                  hold();
                },
              },
              name_(what),
              key(its),
            ),
          ),
        )
      : null,
  );
}

const name_ = (what) => ({ a: desk.sides[0], b: desk.sides[1] })[what] ?? what;

function worded(x, marks, d) {
  if (d.relation) return sentence(x, marks);
  const values = [x.entity ?? "no normal form", x.kind && spoken(x.kind), x.unit];
  return `${x.label} ${x.text}: ${values.filter(Boolean).join(", ")}`;
}
