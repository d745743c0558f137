// The page of decisions: keys and buttons, and what each does.

import { openAdding } from "./adding.js";
import { change } from "./changing.js";
import { byId, el, key } from "./dom.js";
import { decided, draw, fate, named, spot } from "./listing.js";
import { Points } from "./offsets.js";
import { CELLS, detailOf, drawRow, forget, load } from "./showing.js";
import { begin, count, current, isDecided, onChange, send, standing } from "./standing.js";

const REFERENCES = ["part_of", "repeats", "covered_by"];
let editing = null; // the cell that is open
let pointing = null; // { cell, ids, at }: the number that a cell names is looked for

const COMMANDS = [
  [["Enter"], "Right", "it is right as it stands; on to the next open row", accept],
  [["x"], "No such fact", "no total takes it; on to the next open row", () => judge("wrong")],
  [["?"], "Unsure", "asked and not decided; on to the next open row", () => judge("unsure")],
  [["+"], "Add a number", "one of this paragraph that the program has not", add],
  [["u"], "Undo", "takes back what you last said, and goes there", undo],
  [["ArrowUp", "k"], "Back", "to the row before", () => step(-1)],
  [["ArrowDown", "j"], "On", "to the next row", () => step(1)],
  [["."], "Next open", "to the next row that is not decided", () => go(nextOpen(standing.current))],
  [["s"], "Settle", "where readers differ, what you say holds", settle],
  [["h"], "Keys", "this list", () => byId("help").showModal()],
];
const BUTTONS = ["Right", "No such fact", "Unsure", "Add a number", "Undo", "Back", "On", "Settle", "Keys"];

const says = (words) => {
  byId("says").textContent = words;
};
const told = (refused) =>
  says(
    refused.status === 0
      ? "The server does not answer: the last decision is not saved. Start sgreports curate again; what was decided before is kept."
      : refused.message,
  );

function go(id) {
  if (!id) return;
  editing = null;
  pointing = null;
  standing.current = id;
  showList(false);
  drawAll();
  window.scrollTo(0, 0);
  byId("row").scrollTop = 0;
  Promise.all([load(id), load(standing.order[standing.order.indexOf(id) + 1])]).then(() => {
    drawAll();
    showNumber();
  }, told);
}

/** Scrolls the paragraph, where it is longer than its room, to the number. */
function showNumber() {
  const room = byId("row");
  if (room.scrollHeight > room.clientHeight) room.querySelector("mark")?.scrollIntoView({ block: "nearest" });
}

/** On a narrow screen the list lies over the row while it is asked for. */
function showList(open) {
  document.body.classList.toggle("listing", open);
  byId("rows-toggle").setAttribute("aria-expanded", String(open));
}

function step(by) {
  const place = standing.order.indexOf(standing.current) + by;
  if (standing.order[place]) go(standing.order[place]);
  else says(by > 0 ? "This is the last row." : "This is the first row.");
}

function nextOpen(from) {
  const place = standing.order.indexOf(from);
  const ring = [...standing.order.slice(place + 1), ...standing.order.slice(0, place)];
  return ring.find((id) => !isDecided(standing.rows.get(id)) && standing.rows.get(id).mine !== "unsure");
}

function decide(verdict, more = {}, shown = {}) {
  const row = current();
  const changes = more.cells ? { cells: { ...row.cells, ...more.cells } } : {};
  const said = verdict ?? "right";
  const mine = said === "right" && (row.mine === "corrected" || more.cells) ? "corrected" : said;
  forget(row.id);
  return send("decision", { id: row.id, verdict, ...more }, { mine, pending: true, ...changes, ...shown });
}

function judge(verdict, more = {}) {
  const row = current();
  if (!row) return;
  decide(verdict, more).catch(told);
  const next = nextOpen(row.id);
  const right = row.mine === "corrected" ? "right as changed" : "right";
  const word = { right, wrong: "no such fact", unsure: "unsure" }[verdict];
  says(`${named(row)}: ${word}. ${next ? "" : "No row is left to decide."}`);
  if (next) go(next);
  else drawAll();
}

function accept() {
  judge("right");
}

function settle() {
  if (current()?.verdict === "disputed") judge(current().mine === "wrong" ? "wrong" : "right", { settles: true });
  else says("Readers do not differ on this row.");
}

async function undo() {
  try {
    const { id } = await send("undo", {});
    await count();
    if (standing.rows.has(id)) go(id);
    const row = standing.rows.get(id);
    says(row ? `Undone: ${named(row)}, ${fate(row)}.` : "Undone: the added number is taken back.");
  } catch (refused) {
    told(refused);
  }
}

function add() {
  if (current()) openAdding((words) => says(`${words} is added.`));
}

function leave() {
  editing = null;
  drawAll();
  byId("list").focus({ preventScroll: true });
}

function edit(name) {
  const row = current();
  if (!row) return;
  if (REFERENCES.includes(name)) {
    point(name);
    return;
  }
  editing = name;
  drawAll();
  change(name, row, (said) => keep(name, said), leave);
}

async function keep(name, said) {
  const row = current();
  if (name === "note")
    await decide(
      ["wrong", "unsure"].includes(row.mine) ? row.mine : isDecided(row) ? null : "unsure",
      { note: said ?? "" },
      { note: said },
    );
  else await decide(null, { cells: { [name]: said } });
  says(`${CELLS[name][1]}: ${Array.isArray(said) ? said.join(", ") : (said ?? "none")}.`);
}

// The other number of a reference is pointed at: first those of this paragraph, then the rows, of this document first.

function point(cell) {
  const row = current();
  const detail = detailOf(row.id);
  const points = new Points(detail?.text ?? "");
  const near = (detail?.numbers ?? [])
    .filter((n) => n.id && n.id !== row.id && !standing.rows.has(n.id))
    .map((n) => ({
      id: n.id,
      label: points.slice(n.start, n.end),
      context: `${points.slice(Math.max(n.start - 20, 0), n.start)}${points.slice(n.start, n.end + 40)}`,
    }));
  const beside = (detail?.numbers ?? []).filter((n) => n.id !== row.id && standing.rows.has(n.id)).map((n) => n.id);
  const others = standing.order.filter((id) => id !== row.id && !beside.includes(id));
  const here = others.filter((id) => standing.rows.get(id).document === row.document);
  const ids = [...beside, ...near, ...here, ...others.filter((id) => !here.includes(id))];
  pointing = { cell, ids, at: ids[0] };
  showList(true);
  drawAll();
  byId("list").focus();
  says(
    `${named(row)}: point at the number that it ${cell === "part_of" ? "is part of" : cell === "repeats" ? "repeats" : "is covered by"}, and press Enter; Backspace for none, Escape to leave.`,
  );
}

function pointed(id) {
  const { cell } = pointing;
  const row = standing.rows.get(id);
  const name = id === null ? null : row ? `${named(row)}, ${spot(row)}` : `${id.label}, ${spot(current())}`;
  pointing = null;
  showList(false);
  decide(null, { cells: { [cell]: id?.id ?? id } }, { names: { ...current().names, [cell]: name } }).catch(told);
  says(`${CELLS[cell][1]}: ${name ?? "none"}.`);
  drawAll();
}

function pointKey(pressed) {
  const place = pointing.ids.indexOf(pointing.at);
  const move = { ArrowUp: -1, k: -1, ArrowDown: 1, j: 1 }[pressed];
  if (move) pointing.at = pointing.ids[place + move] ?? pointing.at;
  else if (pressed === "Enter" && pointing.at !== undefined) return pointed(pointing.at);
  else if (["Backspace", "Delete"].includes(pressed)) return pointed(null);
  else if (pressed === "Escape") {
    says("");
    pointing = null;
    showList(false);
  } else return false;
  drawAll();
  return true;
}

// What is drawn.

const SIGN = { at_least: "at least ", at_most: "at most ", about: "about " };
const amount = (number, bound) => `${SIGN[bound] ?? ""}${number.toLocaleString("en", { maximumFractionDigits: 2 })}`;

function total({ name, total: sum, bound, counts, decided: done, decided_by: by, alone, alone_bound: aloneBound }) {
  return el(
    "p",
    {},
    el("b", {}, amount(sum, bound)),
    ` ${name}, from ${counts} ${counts === 1 ? "row" : "rows"}; decided so far: `,
    el("b", {}, amount(alone, aloneBound)),
    done ? ` (${by})` : "",
  );
}

function drawTotals() {
  const some = standing.totals.filter((each) => each.counts || each.decided);
  const lines = some.slice(0, 3).map(total);
  if (some.length > 3) lines.push(el("p", { class: "faint" }, `and ${some.length - 3} more`));
  byId("totals").replaceChildren(...(lines.length ? lines : [el("p", {}, "No row is in a total.")]));
  byId("totals").classList.toggle("counting", standing.counting);
  byId("progress").textContent =
    `${decided().toLocaleString("en")} of ${standing.order.length.toLocaleString("en")} rows decided`;
}

function drawAll() {
  drawTotals();
  if (pointing) draw(pointing.ids, pointing.at, (id) => pointed(id));
  else draw(standing.order, standing.current, go);
  byId("pointing").hidden = !pointing;
  if (pointing)
    byId("pointing").replaceChildren(
      `${CELLS[pointing.cell][1]}: point at it `,
      button("None", () => pointed(null)),
      button("Leave", () => pointKey("Escape")),
    );
  drawRow(editing ? "open" : null, edit);
  byId("actions").querySelector("[data-name=Undo]").disabled = !standing.undo;
  byId("actions").querySelector("[data-name=Settle]").hidden = current()?.verdict !== "disputed";
}

const button = (words, onclick) => el("button", { type: "button", onclick }, words);

function pressed(event) {
  const held = event.ctrlKey || event.metaKey || event.altKey;
  if (held || event.isComposing || event.target.closest("input, select, textarea, dialog")) return;
  if (event.key === "Enter" && event.target.closest("button, a")) return;
  let did;
  if (pointing) did = pointKey(event.key) !== false;
  else {
    const command = COMMANDS.find(([keys]) => keys.includes(event.key));
    const cell = Object.keys(CELLS).find((name) => CELLS[name][0] === event.key);
    did = Boolean(command || cell);
    if (command) command[3]();
    else if (cell) edit(cell);
  }
  if (did) event.preventDefault();
}

const PRINTED = { ArrowUp: "↑", ArrowDown: "↓" };

function furnish() {
  const shown = (name) => COMMANDS.find((command) => command[1] === name);
  byId("actions").append(
    ...BUTTONS.map(shown).map(([keys, name, title, work]) =>
      el(
        "button",
        { type: "button", title, "data-name": name, "aria-keyshortcuts": keys.join(" "), onclick: () => work() },
        el("kbd", { "aria-hidden": "true" }, PRINTED[keys[0]] ?? keys[0]),
        name,
      ),
    ),
  );
  const line = (keys, words) =>
    el("tr", {}, el("th", { scope: "row" }, ...keys.map((each) => key(PRINTED[each] ?? each))), el("td", {}, words));
  byId("keys").append(
    ...COMMANDS.map(([keys, name, words]) => line(keys, `${name}: ${words}`)),
    ...Object.values(CELLS).map(([letter, name]) => line([letter], `Change: ${name}`)),
    line(["Backspace"], "None, where another number is pointed at"),
  );
  document.body.append(
    el("datalist", { id: "countries" }, ...Object.values(standing.countries).map((value) => el("option", { value }))),
  );
  byId("question").textContent = standing.question;
  document.title = `${standing.question}: decide rows`;
  says(
    `${standing.order.length.toLocaleString("en")} rows. What you decide is appended to ${standing.file} at once. Press h for the keys.`,
  );
}

byId("rows-toggle").addEventListener("click", () => {
  showList(!document.body.classList.contains("listing"));
  byId("list").focus();
});
byId("text").addEventListener("click", ({ target }) => standing.rows.has(target.dataset.id) && go(target.dataset.id));
document.addEventListener("keydown", pressed);
onChange(drawAll);
begin().then(() => {
  furnish();
  go(standing.current);
  drawAll();
  byId("list").focus({ preventScroll: true });
}, told);
