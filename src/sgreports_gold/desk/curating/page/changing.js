// Changes a cell where it stands: a line to type in, or a list to choose from.

import { ask } from "./api.js";
import { byId, el, spoken } from "./dom.js";
import { CELLS, worded } from "./showing.js";
import { standing } from "./standing.js";

const HINTS = {
  value: "173, >190, <5, ~300, 10..15, 12/17 or 100s",
  unit: "what is counted, as the sentence names it; empty: none",
  years: "2023 or 2023-2024; empty: unknown",
  country: "name or code, several with commas; empty: unknown",
  note: "what you doubt, or why",
};
const chosen = { event: () => standing.events, measure: () => standing.measures };

/** A field for a cell: its element, and what it says, in the words of gold. */
export function field(name, row) {
  if (chosen[name]) {
    const none = name === "event" ? [el("option", { value: "" }, "none")] : [];
    const options = chosen[name]().map((value) => el("option", { value }, spoken(value)));
    const input = el("select", {}, ...none, ...options);
    input.value = row.cells[name] ?? "";
    return { input, said: async () => input.value || null };
  }
  const input = el("input", { type: "text", autocomplete: "off", spellcheck: false, placeholder: HINTS[name] });
  input.value = name === "value" ? (row.cells.value ?? "") : worded(row, name);
  if (name !== "country") return { input, said: async () => input.value.trim().replace(/[–—]/g, "-") || null };
  input.setAttribute("list", "countries");
  return {
    input,
    said: async () => (input.value.trim() ? (await ask("countries", { names: input.value })).codes : null),
  };
}

/** Opens the editor of a cell; `keep` sends what it says, `leave` closes it. */
export function change(name, row, keep, leave) {
  const place = byId("cells").querySelector(`[data-cell="${name}"]`);
  const { input, said } = field(name, row);
  const trouble = el("p", { class: "trouble", role: "alert" });
  const id = `edit-${name}`;
  input.id = id;
  if (input.tagName === "SELECT") input.size = Math.min(input.options.length, 9);
  const form = el(
    "form",
    { class: "editor", onsubmit: submit, onkeydown: pressed },
    el("label", { for: id }, CELLS[name][1]),
    input,
    el(
      "span",
      { class: "row" },
      el("button", { type: "submit" }, "Keep"),
      el("button", { type: "button", onclick: leave }, "Leave"),
    ),
    trouble,
  );
  async function submit(event) {
    event.preventDefault();
    try {
      await keep(await said());
      leave();
    } catch (refused) {
      trouble.textContent = refused.message;
      input.focus();
    }
  }
  function pressed(event) {
    if (event.key === "Escape") leave();
    else if (event.key === "Enter" && input.tagName === "SELECT" && event.target === input) submit(event);
    else return;
    event.stopPropagation();
    event.preventDefault();
  }
  place.replaceChildren(form);
  input.focus();
  input.select?.();
}
