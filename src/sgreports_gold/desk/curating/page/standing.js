// The rows as they stand, and what is sent to the server: shown at once, kept at once, taken back if it is refused.

import { ask, put } from "./api.js";

export const standing = { order: [], rows: new Map(), current: null, totals: [], undo: 0, counting: false };
const listeners = [];
const touched = new Map(); // when a row was last decided here: what was counted before says nothing of it
let clock = 0;
let version = 0;
let sending = Promise.resolve();
let again = false;
let round = null;

export const onChange = (listener) => listeners.push(listener);
export const changed = (what) => listeners.forEach((listener) => listener(what));
export const current = () => standing.rows.get(standing.current);

export async function begin() {
  const started = await ask("start");
  Object.assign(standing, { ...started, rows: new Map(), order: started.rows.map((row) => row.id) });
  take(started, clock);
  standing.current = standing.order.find((id) => !isDecided(standing.rows.get(id))) ?? standing.order[0] ?? null;
}

export const isDecided = (row) => Boolean(row.verdict && row.verdict !== "disputed") || isSaid(row);
const isSaid = (row) => ["right", "corrected", "wrong"].includes(row.mine);

function take(answer, asked) {
  let whole = true;
  for (const row of answer.rows) {
    if ((touched.get(row.id) ?? 0) > asked) whole = false;
    else {
      if (!standing.rows.has(row.id) && !standing.order.includes(row.id)) standing.order.push(row.id);
      standing.rows.set(row.id, row);
    }
  }
  for (const id of answer.gone) remove(id);
  standing.totals = answer.totals;
  if (whole) version = answer.version;
}

function remove(id) {
  const place = standing.order.indexOf(id);
  if (place < 0) return;
  standing.order.splice(place, 1);
  standing.rows.delete(id);
  if (standing.current === id) standing.current = standing.order[Math.min(place, standing.order.length - 1)] ?? null;
}

/** Counts anew; what is decided meanwhile is counted in a second round, and waited for, too. */
export function count() {
  if (round) again = true;
  else {
    standing.counting = true;
    changed("totals");
    round = counted().finally(() => {
      round = null;
      standing.counting = false;
      changed("all");
    });
  }
  return round;
}

async function counted() {
  do {
    again = false;
    const asked = clock;
    take(await ask("standing", { since: version }), asked);
  } while (again);
}

/** Sends a word; one after the other, so that the file has them in the order in which they were said. */
export function send(path, body, shown = null) {
  if (body.id) touched.set(body.id, (clock += 1));
  if (shown) standing.rows.set(body.id, { ...standing.rows.get(body.id), ...shown });
  const sent = sending.then(() => put(path, body));
  sending = sent.catch(() => {});
  return sent.then(
    (done) => {
      standing.undo = done.undo;
      if (done.id) touched.set(done.id, (clock += 1));
      count().catch(() => {});
      return done;
    },
    (refused) => {
      if (body.id) touched.delete(body.id);
      version = 0;
      count().catch(() => {});
      throw refused;
    },
  );
}
