// ---- pointer and keyboard on the graph ----
let grip = null; // what the pointer holds: the ground or a node
stage.addEventListener("pointerdown", (e) => {
  if (e.button) return;
  const g = e.target.closest(".node");
  grip = { node: g ? nodes.get(g.dataset.key) : null, tie: e.target.closest(".reach"), x: e.clientX, y: e.clientY, moved: false };
});
addEventListener("pointermove", (e) => {
  if (!grip) return;
  const dx = e.clientX - grip.x, dy = e.clientY - grip.y;
  if (!grip.moved && Math.hypot(dx, dy) < 4) return;
  grip.moved = true;
  stage.classList.add("moving");
  if (grip.node) { grip.node.x += dx / view.k; grip.node.y += dy / view.k; } else { view.x += dx; view.y += dy; }
  grip.x = e.clientX; grip.y = e.clientY;
  soon();
});
addEventListener("pointerup", () => {
  if (!grip) return;
  const { node, tie, moved } = grip;
  grip = null;
  stage.classList.remove("moving");
  if (moved) return;
  if (node) show({ node: node.key }); else if (!tie && open) show(null);
});
addEventListener("pointercancel", () => { grip = null; });
stage.addEventListener("wheel", (e) => {
  e.preventDefault();
  const box = stage.getBoundingClientRect();
  zoom(Math.exp(-e.deltaY * (e.deltaMode ? .04 : .0016)), e.clientX - box.left, e.clientY - box.top);
}, { passive: false });
const middle = (by) => { const box = stage.getBoundingClientRect(); zoom(by, box.width / 2, box.height / 2); };
$("closer").addEventListener("click", () => middle(1.35));
$("farther").addEventListener("click", () => middle(1 / 1.35));
$("fit").addEventListener("click", fit);

const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
stage.addEventListener("keydown", (e) => {
  if (e.key in WAYS) { e.preventDefault(); step(...WAYS[e.key]); }
  else if (e.key === "Enter" && at) { e.preventDefault(); show({ node: at.key }, true); }
  else if (e.key === "+") middle(1.35); else if (e.key === "-") middle(1 / 1.35); else if (e.key === "0") fit();
});
addEventListener("keydown", (e) => {
  if (e.key !== "Escape" || !open || e.target === $("search")) return;
  show(null);
  stage.focus();
});

/** Goes to the nearest entity in a direction; what lies aside counts double. */
function step(wx, wy) {
  const from = at || { x: 0, y: 0 };
  let best = null, least = Infinity;
  for (const n of shown.nodes) {
    const dx = n.x - from.x, dy = n.y - from.y, along = dx * wx + dy * wy, aside = Math.abs(dx * wy - dy * wx);
    if (n === at || (at && along <= 0)) continue;
    const cost = at ? along + 2 * aside : Math.hypot(dx, dy);
    if (cost < least) { least = cost; best = n; }
  }
  if (!best) return;
  at = best;
  const box = stage.getBoundingClientRect(), x = sx(at), y = sy(at);
  if (x < 20 || y < 20 || x > box.width - 20 || y > box.height - 20) { view.x += box.width / 2 - x; view.y += box.height / 2 - y; }
  hovered = at;
  place();
  $("status").textContent = `${at.name}, ${ONE[at.label].toLowerCase()}, ${plural(at.weight, "relation")}`;
}
