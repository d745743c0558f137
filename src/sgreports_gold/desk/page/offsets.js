// The server counts Unicode code points, JavaScript counts UTF-16 units. This is the only place where one becomes the
// other.

/** A text that is addressed by code points. */
export class Points {
  constructor(text) {
    this.text = text;
    this.all = Array.from(text);
    this.length = this.all.length;
  }

  /** The characters from `start` to `end`, both in code points. */
  slice(start, end = this.length) {
    return this.all.slice(start, end).join("");
  }

  /** Code points → UTF-16 units. */
  units(point) {
    let units = 0;
    for (let i = 0; i < point && i < this.length; i += 1) units += this.all[i].length;
    return units;
  }

  /** UTF-16 units → code points; a unit inside a pair counts as the pair's beginning. */
  point(units) {
    let point = 0;
    for (let passed = 0; point < this.length; point += 1) {
      passed += this.all[point].length;
      if (passed > units) break;
    }
    return point;
  }
}
