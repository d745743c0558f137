// What is not on the disk yet is kept by the browser too, by the folder and annotator of the desk. When the desk is
// started again on the same folder, its page hands over what is left. The desk takes the same port each time where it
// is
// free, so that the browser has one store for it.

import { desk } from "./desk.js";

const UNDO = "undo ";
const STEPS = 20; // that can be undone after a reload
const prefix = () => `desk ${desk.folder} ${desk.annotator} ${desk.mode} `;
const key = ({ document, paragraph }) => `${prefix()}${document} ¶${paragraph}`;

/** Keeps what a paragraph should hold, with the version that it began from. A browser may refuse: then the tab has it. */
export function keep(body, version) {
  try {
    localStorage.setItem(key(body), JSON.stringify({ ...body, version }));
  } catch {
    // full or switched off
  }
}

/** Forgets a paragraph: it is on the disk. */
export function forget(body) {
  try {
    localStorage.removeItem(key(body));
  } catch {
    // switched off: nothing was kept
  }
}

/** All that is kept for this folder and annotator, as it would be saved. */
export function left() {
  try {
    const keys = Object.keys(localStorage).filter((its) => its.startsWith(prefix()) && its.includes(" ¶"));
    return keys.map((its) => JSON.parse(localStorage.getItem(its)));
  } catch {
    return [];
  }
}

/** Keeps the last steps of each paragraph [item, history] while the tab is loaded again. */
export function keepSteps(all) {
  try {
    for (const its of Object.keys(sessionStorage)) if (its.startsWith(UNDO)) sessionStorage.removeItem(its);
    for (const [item, { past, present, future }] of all.filter(([, { past, future }]) => past.length || future.length))
      sessionStorage.setItem(
        UNDO + key(item),
        JSON.stringify({ past: past.slice(-STEPS), present, future: future.slice(-STEPS) }, (_, its) =>
          its instanceof Map ? { map: [...its] } : its,
        ),
      );
  } catch {
    // full or switched off: what is saved stays, undo begins anew
  }
}

/** The steps that were kept of a paragraph of the queue, or null. */
export function stepsOf(item) {
  try {
    return JSON.parse(sessionStorage.getItem(UNDO + key(item)), (_, its) =>
      Array.isArray(its?.map) ? new Map(its.map) : its,
    );
  } catch {
    return null;
  }
}
