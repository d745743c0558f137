// Every change is saved at once: a moment's rest, then one request at a time; what could not be sent is kept and sent
// again.

const REST = 120;
const NO_ROOM = 507; // the disk refused: the desk answers, and says why
const AGAIN = [1000, 2000, 4000, 8000, 15000];

/**
 * Saves paragraphs by their index. `send(body, leaving)` is the request. `store` has `keep(body, version)` and
 * `forget(body)` for what is not saved yet; `bodies` has the same by index. What happens is reported to `on`: `state(index, word)` with
 * saved | saving | waiting | offline | disk | refused | conflict, `saved(index, answer)`,
 * `refused(index, errors, body)`, `conflict(index, answer, body)`, `disk(sentence)`.
 */
export class Saving {
  constructor(send, on, store) {
    Object.assign(this, {
      send,
      on,
      store,
      bodies: new Map(),
      pending: new Map(),
      versions: new Map(),
      stopped: new Map(),
      timer: 0,
      tries: 0,
      why: "offline",
      running: null,
    });
    addEventListener("online", () => this.flush());
    addEventListener("pagehide", () => this.leave());
  }

  /** What a paragraph is to be saved as from now on. */
  put(index, body) {
    this.stopped.delete(index);
    this.pending.set(index, body);
    this.bodies.set(index, body);
    this.store.keep(body, this.versions.get(index) ?? "");
    this.on.state(index, "waiting");
    this.wait(REST);
  }

  /** Saves what waits, now. Resolves to the state of `index`: saved, offline (or disk: no room), refused or conflict. */
  async flush(index) {
    clearTimeout(this.timer);
    do {
      this.running ??= this.run().finally(() => (this.running = null));
      await this.running;
    } while (this.pending.size && !this.tries);
    return this.stopped.get(index) ?? (this.pending.has(index) ? this.why : "saved");
  }

  /** Takes over what was left unsaved elsewhere, begun from that version. */
  takeOver(index, body, version) {
    this.versions.set(index, version);
    this.put(index, body);
  }

  /** After a conflict: what the other saved may be written over. */
  over(index, version) {
    this.versions.set(index, version);
  }

  /** Whether something is not on the disk yet. */
  get unsaved() {
    return this.pending.size + this.stopped.size > 0;
  }

  /** How many paragraphs other than `index` are not on the disk, and will not be without more ado. */
  stuck(index) {
    const its = [...this.stopped.keys(), ...(this.tries ? this.pending.keys() : [])];
    return new Set(its.filter((i) => i !== index)).size;
  }

  wait(time) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), time);
  }

  async run() {
    for (const [index, body] of [...this.pending]) {
      if (!(await this.one(index, body))) return this.wait(AGAIN[Math.min(this.tries++, AGAIN.length - 1)]);
      this.tries = 0;
    }
    return null;
  }

  /** One request; false where no answer came, so that it must be sent again. */
  async one(index, body) {
    this.on.state(index, "saving");
    try {
      this.done(index, body, await this.send({ ...body, version: this.versions.get(index) ?? "" }));
    } catch (trouble) {
      if (!trouble.status || trouble.status >= 500) return (this.waits(index, trouble), false);
      this.stop(index, body, trouble);
    }
    return true;
  }

  waits(index, { status, message }) {
    this.why = status === NO_ROOM ? "disk" : "offline";
    this.on.state(index, this.why);
    if (status === NO_ROOM) this.on.disk(message);
  }

  done(index, body, answer) {
    this.versions.set(index, answer.version);
    const latest = this.pending.get(index) === body;
    if (latest) {
      for (const its of [this.pending, this.bodies]) its.delete(index);
      this.store.forget(body);
    } else this.store.keep(this.pending.get(index), answer.version);
    this.on.saved(index, answer);
    this.on.state(index, latest ? "saved" : "waiting");
  }

  stop(index, body, { status, answer, message }) {
    const latest = this.pending.get(index) === body;
    if (!latest) return;
    this.pending.delete(index);
    this.stopped.set(index, status === 409 ? "conflict" : "refused");
    this.on.state(index, this.stopped.get(index));
    if (status === 409) this.on.conflict(index, answer, body);
    else this.on.refused(index, answer.errors ?? [{ at: "paragraph", what: message }], body);
  }

  leave() {
    for (const [index, body] of this.pending)
      this.send({ ...body, version: this.versions.get(index) ?? "" }, true).catch(() => null);
  }
}
