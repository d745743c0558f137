// Elements are built here, and only from text: nothing that comes from a report or a name is ever read as HTML.

const SVG = "http://www.w3.org/2000/svg";

export const byId = (id) => document.getElementById(id);

/**
 * An element. `class`, `role`, `tabindex`, `aria-…`, `data-…` become attributes, `on…` listeners, all else properties;
 * null children are left out.
 */
export function el(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) set(node, name, value);
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

function set(node, name, value) {
  if (value === null || value === undefined) return;
  if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
  else if (["class", "role", "for", "tabindex"].includes(name) || name.includes("-")) node.setAttribute(name, value);
  else node[name] = value;
}

export function svg(tag, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

/** Gives a node these children; those that it has already, in this order, are not touched. */
export function replaceChanged(node, children) {
  const wanted = new Set(children);
  for (const child of [...node.childNodes]) if (!wanted.has(child)) child.remove();
  let at = node.firstChild;
  for (const child of children) {
    if (child === at) at = at.nextSibling;
    else node.insertBefore(child, at);
  }
}

/** A key as it is printed on a keyboard. */
export const key = (name) => el("kbd", {}, name);

/** `works_with` as it is read. */
export const spoken = (type) => type.replaceAll("_", " ");
