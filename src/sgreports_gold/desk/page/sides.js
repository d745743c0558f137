// In adjudication: both annotators' versions side by side, over the same text.

import { name } from "./allowed.js";
import { both, compared, current } from "./adjudicating.js";
import { overlap } from "./compare.js";
import { desk, watch } from "./desk.js";
import { byId, key } from "./dom.js";
import { Points } from "./offsets.js";
import { telling } from "./pane.js";
import { TextView } from "./text.js";

let views = [];

export function begin() {
  watch(["mode"], () => {
    document.body.dataset.mode = desk.mode;
  });
  watch(["here", "place"], drawSides);
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
