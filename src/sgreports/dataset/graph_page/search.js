// ---- search ----
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const texts = [...nodes.values()].map((n) => [n, [n.short, n.name, ...n.aliases, n.key.slice(n.key.indexOf(":") + 1)].map(plain)]);
let found = [], marker = 0;

function search() {
  const words = plain($("search").value.trim());
  const rank = (its) => Math.min(...its.map((t) => (t === words ? 0 : t.startsWith(words) ? 1 : t.includes(` ${words}`) ? 2 : t.includes(words) ? 3 : 9)));
  found = words ? texts.map(([n, its]) => [n, rank(its)]).filter(([, r]) => r < 9)
    .sort((a, b) => a[1] - b[1] || b[0].weight - a[0].weight || order(a[0].key, b[0].key)).slice(0, 8).map(([n]) => n) : [];
  marker = 0;
  list();
}

function list() {
  const ul = $("found"), box = $("search");
  const items = found.map((n, i) => make("li", { role: "option", id: `found-${i}`, "aria-selected": String(i === marker), onpointerdown: (e) => { e.preventDefault(); take(n); } },
    n.short, make("small", {}, `${n.name === n.short ? "" : `${n.name} · `}${ONE[n.label]} · ${n.weight || "none"} shown`)));
  if (!items.length && box.value.trim()) items.push(make("li", { "aria-disabled": "true", role: "option" }, make("small", {}, "No entity of that name has a relation.")));
  ul.replaceChildren(...items);
  ul.hidden = !items.length;
  box.setAttribute("aria-expanded", String(!ul.hidden));
  if (found.length) box.setAttribute("aria-activedescendant", `found-${marker}`); else box.removeAttribute("aria-activedescendant");
}

function take(node) { $("search").value = ""; search(); show({ node: node.key }, true); centre(node); }

$("search").addEventListener("input", search);
$("search").addEventListener("blur", () => { $("found").hidden = true; });
$("search").addEventListener("focus", () => { if (found.length) list(); });
$("search").addEventListener("keydown", (e) => {
  if (e.key === "Enter" && found.length) take(found[marker]);
  else if (e.key === "ArrowDown" || e.key === "ArrowUp") {
    e.preventDefault();
    marker = (marker + (e.key === "ArrowDown" ? 1 : found.length - 1)) % (found.length || 1);
    list();
  } else if (e.key === "Escape") { $("search").value = ""; search(); }
});
