// The state of the desk, in one place. Views watch parts of it and draw anew when these change; there is no other way
// in which one part of the page tells another that something changed.

import { Points } from "./offsets.js";

export const desk = {
  schema: null, // labels, relations, rulings of /api/start
  annotator: "",
  folder: "", // digits that identify the folder of annotations
  mode: "review",
  sides: null, // the names of both sides, in adjudication
  loading: null,
  queue: [],
  filter: { report: "", state: "", name: "" }, // what is listed of the queue; empty: all
  progress: { done: 0, saved: 0, open: 0, of: 0 },
  here: null, // the paragraph of /api/paragraph
  points: new Points(""),
  words: [],
  marks: { mentions: [], relations: [] },
  note: null,
  done: false,
  focus: null, // {mention: id} or {relation: name}
  resume: null, // what was in focus before words were selected
  walked: null, // the mention whose relations are gone through
  latest: null, // the relation just drawn, by name
  drawn: null, // {relation, from}: the relation drawn last and the mention that it was drawn from
  snapped: () => null, // (start, end) → the span of whole words
  conflict: null, // {answer, body}: another tab has saved since
  cursor: null, // {anchor, head}: the words that are selected, by index
  relating: null, // {from, to, at, instead}: a relation that is being drawn
  choosing: null, // {of, id, at}: what is being chosen from a menu (choosing.js), for which mention
  checks: new Map(), // mentions whose span was corrected, by id: {text, entity, kind} before that
  accepted: null, // the index of the paragraph that was accepted a moment ago
  place: 0, // the difference in view, in adjudication
  decided: new Map(), // differences by their key: a | b | both | neither
  trouble: [], // what the server refused: [{at, what, mention, relation}]
  stuck: 0, // how many other paragraphs could not be saved yet
  saving: "", // the state of saving, once a paragraph is open
  says: "", // one sentence for the person: what just happened, or why not
};

const views = [];

/** Calls `draw` whenever one of these parts changes. */
export function watch(parts, draw) {
  views.push([parts, draw]);
}

/** Changes parts of the desk and draws what shows them. */
export function change(parts) {
  const changed = Object.keys(parts).filter((part) => desk[part] !== parts[part]);
  Object.assign(desk, parts);
  for (const [watched, draw] of views) if (watched.some((part) => changed.includes(part))) draw();
}

/** A sentence in the status line, read out by screen readers. */
export const say = (says) => change({ says });
