"use strict";
// The columns of a row of counts, and the rule of what a total leaves out: the same as the macro `selected` in the DuckDB file.
const AT = Object.fromEntries(
  ["document", "paragraph", "start", "end", "amount", "exact", "event", "counted", "phrase", "country", "years", "first", "last", "agent", "series", "reason", "whole", "group", "assumed"]
    .map((name, i) => [name, i]));
const WHY = {
  negated: "denied", none: "count nothing", limit: "limits, targets, requirements, plans", rate: "shares, rates, averages",
  running_total: "running totals", stock: "how many there are at a moment", change: "changes", range: "ranges and vague numbers",
  repeated: "said again in the report", in_an_earlier_report: "said in an earlier report, too",
  part_of_another: "parts of another number here", another_breakdown: "another breakdown of the same total",
};

// The numbers of the rows that fit, each with the reason why no total takes it, null where it is summed.
function selected({ rows, reasons }, wanted) {
  const chosen = rows.map((_, i) => i).filter((i) => wanted(rows[i]));
  const known = new Set(chosen);
  const inside = (i) => { for (let whole = rows[i][AT.whole]; whole !== null; whole = rows[whole][AT.whole]) if (known.has(whole)) return true; return false; };
  const first = new Map();
  for (const i of chosen) {
    const row = rows[i];
    if (row[AT.whole] !== null && row[AT.reason] === null) first.set(row[AT.whole], Math.min(row[AT.group], first.get(row[AT.whole]) ?? Infinity));
  }
  return chosen.map((i) => {
    const row = rows[i];
    if (row[AT.reason] !== null) return [i, reasons[row[AT.reason]]];
    if (inside(i)) return [i, "part_of_another"];
    return [i, row[AT.whole] !== null && row[AT.group] > first.get(row[AT.whole]) ? "another_breakdown" : null];
  });
}

// Totals by group: { key, total, exact, counts, assumed, left }, in the order of `compare`; a null key is unknown.
function totals(rows, chosen, key) {
  const found = new Map();
  for (const [i, reason] of chosen) {
    const row = rows[i], name = key(row);
    const group = found.get(name) || { key: name, total: null, exact: true, counts: 0, assumed: 0, left: 0, rows: [] };
    found.set(name, group);
    group.rows.push([i, reason]);
    if (reason !== null) { group.left += 1; continue; }
    group.total = (group.total || 0) + (row[AT.amount] || 0);
    group.exact &&= Boolean(row[AT.exact]);
    group.counts += 1;
    group.assumed += row[AT.assumed];
  }
  return [...found.values()];
}

function amount(value, exact = true) {
  return value === null ? "–" : `${exact ? "" : "~"}${value.toLocaleString("en", { maximumFractionDigits: 2 })}`;
}
