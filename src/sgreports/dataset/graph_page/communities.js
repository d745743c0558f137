// ---- communities: entities that have more to do with one another than with the rest, by modularity ----
const RESOLUTION = 1;

/** The number of the community of each entity, the largest first; moves single entities, then joins whole communities. */
function communities(ns, pairs) {
  const n = ns.length, strength = new Float64Array(n), near = ns.map(() => []);
  let all = 0;
  for (const [a, b, w] of pairs) {
    near[a].push([b, w]); near[b].push([a, w]);
    strength[a] += w; strength[b] += w; all += 2 * w;
  }
  const of = Int32Array.from(ns, (_, i) => i), sums = Float64Array.from(strength);
  for (let round = 0, moved = true; moved && round < 20; round += 1) {
    moved = false;
    for (let i = 0; i < n; i += 1) {
      const to = new Map([[of[i], 0]]);
      for (const [j, w] of near[i]) to.set(of[j], (to.get(of[j]) || 0) + w);
      sums[of[i]] -= strength[i];
      const gain = (c) => to.get(c) - (RESOLUTION * sums[c] * strength[i]) / (all || 1);
      let best = of[i];
      for (const c of to.keys()) if (gain(c) > gain(best) + 1e-9) best = c;
      moved ||= best !== of[i];
      of[i] = best;
      sums[best] += strength[i];
    }
  }
  join(of, sums, pairs, all);
  const sizes = new Map();
  for (const c of of) sizes.set(c, (sizes.get(c) || 0) + 1);
  const rank = new Map([...sizes].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([c], i) => [c, i]));
  return Array.from(of, (c) => rank.get(c));
}

/** Joins the two communities that gain most by it, until none gains. */
function join(of, sums, pairs, all) {
  for (;;) {
    const between = new Map();
    for (const [a, b, w] of pairs) if (of[a] !== of[b]) {
      const key = of[a] < of[b] ? `${of[a]} ${of[b]}` : `${of[b]} ${of[a]}`;
      between.set(key, (between.get(key) || 0) + w);
    }
    let best = null, most = 1e-9;
    for (const [key, w] of between) {
      const [a, b] = key.split(" ").map(Number), gain = w - (RESOLUTION * sums[a] * sums[b]) / all;
      if (gain > most) { most = gain; best = [a, b]; }
    }
    if (!best) return;
    for (let i = 0; i < of.length; i += 1) if (of[i] === best[1]) of[i] = best[0];
    sums[best[0]] += sums[best[1]];
  }
}

/** The corners around points, in order. */
function hull(points) {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const turn = (o, a, b) => (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);
  const half = (its) => its.reduce((line, p) => {
    while (line.length > 1 && turn(line.at(-2), line.at(-1), p) <= 0) line.pop();
    return [...line, p];
  }, []);
  return [...half(sorted).slice(0, -1), ...half(sorted.reverse()).slice(0, -1)];
}
