// The buttons: labels above the text, what else there is to do below it. Each does what its key does.

import { desk, watch } from "./desk.js";
import { byId, el, key } from "./dom.js";
import { mention } from "./marks.js";
import { button } from "./panel.js";
import { run } from "./commands.js";
import { hold } from "./pane.js";

export function begin() {
  watch(["schema"], drawLabels);
  watch(["schema", "focus", "marks", "cursor"], drawPressed);
  byId("undoing").replaceChildren(
    button("undo", "Undo"),
    button("redo", "Redo"),
    button("stretch", "Next"),
    button("words", "Words"),
  );
  byId("going").replaceChildren(button("accept", "Accept"), button("later", "Skip"), button("sooner", "Back"));
  byId("more").replaceChildren(button("search", "Search"), button("help", "Keys"));
  byId("reopen").addEventListener("click", () => run("reopen"));
  byId("sheet").addEventListener("click", () => run("picture"));
  byId("theme").addEventListener("click", theme);
}

function drawLabels() {
  byId("labels").replaceChildren(
    ...Object.entries(desk.schema.labels).map(([label, { gloss }], i) =>
      el(
        "button",
        {
          type: "button",
          class: label,
          "data-label": label,
          title: (gloss ?? "").replaceAll("`", ""),
          onclick: () => {
            run("label", { number: i + 1 });
            hold();
          },
        },
        key(i + 1),
        label,
      ),
    ),
  );
}

function drawPressed() {
  const here = mention(desk.marks, desk.focus?.mention)?.label;
  for (const its of byId("labels").children) its.setAttribute("aria-pressed", String(its.dataset.label === here));
}

/** Light, dark, as the system has it: kept while the page is open. */
function theme() {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
}
