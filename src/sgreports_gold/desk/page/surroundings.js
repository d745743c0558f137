// What is shown around the text: document, section, neighbours, the page with the paragraph's box, and the state of
// saving.

import { image } from "./api.js";
import { desk, watch } from "./desk.js";
import { byId, el } from "./dom.js";

const STATES = {
  untouched: "not changed",
  saved: "saved",
  waiting: "saving …",
  saving: "saving …",
  offline: "not saved: the desk does not answer, trying again",
  disk: "not saved: the disk refuses, trying again",
  refused: "not saved: see what is wrong",
  conflict: "not saved: another tab has saved too",
};

export function begin() {
  watch(["here", "done"], drawHead);
  watch(["here"], drawAround);
  watch(["here"], drawSheet);
  new ResizeObserver(showBox).observe(byId("sheet"));
  watch(["saving", "stuck"], drawSaving);
  watch(["says"], () => {
    byId("says").textContent = desk.says;
  });
}

function drawHead() {
  const { here } = desk;
  if (!here) return;
  document.title = `${here.document} ¶${here.paragraph} · desk`;
  byId("which").textContent = `${here.document} ¶${here.paragraph}`;
  byId("title").textContent = here.title ?? "";
  byId("dated").textContent = [here.date, covered(here.period)].filter(Boolean).join(", ");
  byId("title").title = here.title ?? "";
  drawReport();
  byId("accepted").hidden = !desk.done;
  byId("who").textContent =
    desk.mode === "adjudicate" ? `${desk.annotator} decides between ${desk.sides.join(" and ")}` : desk.annotator;
}

const covered = (period) => (period ? `covers ${period.map((day) => day ?? "?").join(" to ")}` : null);

/** What the report is, beside the text: its title whole, its dates, and its first paragraph. */
function drawReport() {
  const { title, first, paragraph } = desk.here;
  byId("report-part").hidden = !title && !first;
  byId("report-title").textContent = title ?? "";
  byId("report-dated").textContent = byId("dated").textContent;
  drawNeighbour("first", first?.paragraph === paragraph ? null : first);
}

function drawNeighbour(id, its) {
  byId(id).hidden = !its;
  byId(id).replaceChildren(...(its ? [el("span", { class: "number" }, its.paragraph), el("span", {}, its.text)] : []));
}

function drawAround() {
  const { here } = desk;
  const path = here.section.map(({ label, title }) =>
    [label, title].filter(Boolean).join(". ").replace(/\.\. /gu, ". "),
  );
  byId("where").replaceChildren(...path.map((part) => el("span", {}, part)));
  byId("why").textContent = here.why;
  byId("coming").hidden = here.proposed !== "pending";
  for (const side of ["before", "after"]) drawNeighbour(side, here[side]);
}

function drawSaving() {
  const said = byId("saving");
  const others = `${desk.stuck} other ${desk.stuck === 1 ? "paragraph is" : "paragraphs are"} not saved`;
  said.textContent = [STATES[desk.saving] ?? desk.saving, desk.stuck && others].filter(Boolean).join("; ");
  said.className = `state ${desk.saving}${desk.stuck ? " stuck" : ""}`;
}

/** The page images of the paragraph, its boxes drawn on them. */
export function sheets(page) {
  return page.images.map(({ page: number, url, width, height }) => {
    const boxes = page.boxes
      .filter(([on]) => on === number)
      .map(([, x0, top, x1, bottom]) => {
        const box = el("span", { class: "box" });
        Object.assign(box.style, {
          left: `${x0 * 100}%`,
          top: `${top * 100}%`,
          width: `${(x1 - x0) * 100}%`,
          height: `${(bottom - top) * 100}%`,
        });
        return box;
      });
    return el(
      "span",
      { class: "leaf" },
      el("img", { src: image(url), alt: `Page ${number} of ${desk.here.document}`, width, height }),
      ...boxes,
    );
  });
}

function drawSheet() {
  const page = desk.here.page;
  byId("sheet-part").hidden = !page;
  if (!page) return;
  byId("sheet-title").textContent = `Page ${page.number} of ${page.of}`;
  byId("sheet").disabled = !page.images.length;
  byId("sheet").replaceChildren(
    page.images.length ? el("span", { class: "cut" }, sheets(page)) : "The PDF is not at hand.",
  );
  showBox();
}

// The image is cut to the room that is left: the paragraph's box is in the middle of it, or begins at its top.
function showBox() {
  const [cut, box] = [".cut", ".box"].map((its) => byId("sheet").querySelector(its));
  if (!box) return;
  const top = box.closest(".leaf").offsetTop + box.offsetTop;
  cut.scrollTop = top - Math.max(8, (cut.clientHeight - box.offsetHeight) / 2);
}
