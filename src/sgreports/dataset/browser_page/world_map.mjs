// Makes pages/world.js, the outlines of the map on the page of counts.
//   npm install world-atlas@2 topojson-client@3 d3-geo@3
//   node world_map.mjs ../../knowledge/data/countries.csv > pages/world.js
// Outlines: Natural Earth (public domain) as world-atlas ships them (ISC): 1:110m; the points of States too small for it from 1:50m.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { merge } from "topojson-client";
import { feature } from "topojson-client";
import { geoNaturalEarth1, geoPath, geoCentroid } from "d3-geo";

const require = createRequire(import.meta.url);
const atlas = (name) => JSON.parse(readFileSync(require.resolve(`world-atlas/${name}`)));
const [coarse, fine] = [atlas("countries-110m.json"), atlas("countries-50m.json")];
const iso = new Map(readFileSync(process.argv[2], "utf8").split("\n").slice(1).map((line) => line.split(",")).map(([code, m49]) => [m49, code]));
// Areas that Natural Earth draws apart and the United Nations does not; Kosovo has no number.
const PART_OF = { Somaliland: "SOM", "N. Cyprus": "CYP", Kosovo: "XKX", Taiwan: "CHN" };
const code = (g) => PART_OF[g.properties.name] || iso.get(g.id);

const projection = geoNaturalEarth1().fitExtent([[2, 2], [998, 518]], { type: "Sphere" });
const path = geoPath(projection).digits(0);
const shapes = new Map();
for (const g of coarse.objects.countries.geometries) {
  if (!code(g) || g.properties.name === "Antarctica") continue;
  shapes.set(code(g), [...(shapes.get(code(g)) || []), g]);
}
const outlines = Object.fromEntries([...shapes].sort().map(([key, its]) => [key, path(merge(coarse, its))]));
const points = {};
for (const f of feature(fine, fine.objects.countries).features) {
  const key = code(f);
  if (key && !(key in outlines) && !(key in points)) points[key] = projection(geoCentroid(f)).map(Math.round);
}
process.stdout.write(`"use strict";\n// Made by world_map.mjs: outlines of Natural Earth (public domain) from world-atlas 2 (ISC), and points of small States.\nconst WORLD = ${JSON.stringify({ width: 1000, height: 520, outlines, points })};\n`);
