// Undo and redo without limit: whole snapshots of frozen values, which share all that did not change.

export class History {
  constructor(present) {
    this.past = [];
    this.present = present;
    this.future = [];
    this.joint = null;
  }

  /**
   * A new present. Changes with the same `joint` (typing in one field) are one step back. `from` is where the person was
   * when the step was made (focus, words selected): there one is again after it is undone.
   */
  push(next, joint = null, from = null) {
    if (joint === null || joint !== this.joint) this.past.push(from ? { ...this.present, ...from } : this.present);
    this.present = next;
    this.future = [];
    this.joint = joint;
  }

  undo() {
    if (!this.past.length) return null;
    this.future.push(this.present);
    this.present = this.past.pop();
    this.joint = null;
    return this.present;
  }

  redo() {
    if (!this.future.length) return null;
    this.past.push(this.present);
    this.present = this.future.pop();
    this.joint = null;
    return this.present;
  }
}
