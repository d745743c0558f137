// ---- the address holds what is open, so that it can be kept and sent ----
function remember() {
  const hash = open ? address(open.tie || [open.node]) : "";
  if (location.hash !== hash) history.replaceState(null, "", hash || location.pathname + location.search);
}
function recall() {
  let keys;
  try { keys = location.hash.slice(1).split("&").filter(Boolean).map(decodeURIComponent); } catch { return; }
  if (!keys.length || keys.length > 2 || !keys.every((k) => nodes.has(k))) return;
  show(keys.length === 1 ? { node: keys[0] } : { tie: keys.sort(order) });
}

addEventListener("hashchange", recall);
let size = "";
new ResizeObserver(() => {
  const box = stage.getBoundingClientRect(), now = `${box.width}x${box.height}`;
  if (now !== size) { size = now; fit(); }
}).observe(stage);

buildFilters();
refresh();
recall();
