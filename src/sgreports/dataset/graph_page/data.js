const data = JSON.parse(document.getElementById("data").textContent);
const $ = (id) => document.getElementById(id);
const stage = $("graph"), panel = $("panel");
const FAMILIES = [
  ["Together", ["works_with", "member_of"]],
  ["Mandate", ["leads", "reports_to", "mandated_by"]],
  ["Help and presence", ["supports", "active_in", "launched"]],
  ["Texts", ["issued", "adopted", "signed", "ratified"]],
  ["Dates", ["dated"]],
  ["Counts", ["count_in", "count_at", "count_by", "part_of"]],
];
const QUIET = new Set(["dated", "count_in", "count_at", "count_by", "part_of"]);
const VERBS = {
  works_with: "works with", member_of: "is a member of", leads: "leads", reports_to: "reports to", mandated_by: "is mandated by",
  supports: "supports", active_in: "is active in", launched: "launched", dated: "is dated", count_in: "were counted in",
  count_at: "were counted at", count_by: "were counted by", part_of: "are part of",
};
const LABELS = { AGENCY: "Agencies", COUNTRY: "Countries", INSTRUMENT: "Texts", PROGRAMME: "Programmes", YEAR: "Dates", COUNT: "Counts" };
const ONE = { AGENCY: "Agency", COUNTRY: "Country", INSTRUMENT: "Text", PROGRAMME: "Programme", YEAR: "Date", COUNT: "Count" };
const FIRST_LIMIT = 40;
const verb = (type) => VERBS[type] || spoken(type);
const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

const nodes = new Map(data.nodes.map((n, i) => [n.key, { ...n, index: i, x: 0, y: 0, placed: false }]));
const ends = (e) => [nodes.get(e.subject), nodes.get(e.object)];
/** How many relations statements are: a joined entity has one for each of its parts. */
const relationsOf = (statements) => new Set(statements.map((s) => s.relation)).size;
const documentOf = (s) => data.sentences[s.sentence].document;
