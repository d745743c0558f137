"use strict";
// A page from the file system may read no file, but may load scripts: each hands its content over with take(name,
// content).
const KEPT = 60; // documents that are held at a time
const taken = new Map();
const waiting = new Map();

function take(name, content) {
  waiting.get(name)?.(content);
  waiting.delete(name);
}

function load(name) {
  const known = taken.get(name) || request(name);
  taken.delete(name); // and put last again: the longest unused comes first
  taken.set(name, known);
  const documents = [...taken.keys()].filter((each) => each.startsWith("documents/"));
  for (const old of documents.slice(0, -KEPT)) taken.delete(old);
  return known;
}

function request(name) {
  return new Promise((done, fail) => {
    waiting.set(name, done);
    const script = document.createElement("script");
    script.src = `data/${name}.js`;
    script.onload = () => script.remove();
    script.onerror = () => {
      script.remove();
      taken.delete(name);
      fail(new Error(`The file data/${name}.js is missing; unpack the whole dataset.`));
    };
    document.head.append(script);
  });
}
