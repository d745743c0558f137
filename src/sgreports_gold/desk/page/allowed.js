// Which relations two labels allow. `types` is `relations` of /api/start: {type: {subject: [label], object: [label],
// symmetric, roles}}.

/**
 * The relations that are allowed between two mentions, in either direction: [{type, subject, object, role}] (ids), from
 * the first one first. A type with roles comes once for each; `role` is null for all others.
 */
export function options(types, a, b) {
  const forth = Object.keys(types)
    .filter((type) => fits(types[type], a, b))
    .flatMap((type) => directed(types[type], type, a, b));
  const back = Object.keys(types)
    .filter((type) => fits(types[type], b, a))
    .flatMap((type) => directed(types[type], type, b, a));
  const seen = new Set(forth.map(name));
  return [...forth, ...back.filter((r) => !seen.has(name(r)))];
}

/** Whether a relation's two labels allow it. */
export function allows(types, relation, labels) {
  const type = types[relation.type];
  return type.subject.includes(labels.get(relation.subject)) && type.object.includes(labels.get(relation.object));
}

/** A relation's name inside its paragraph: no two have the same. */
export const name = (r) => [r.type, r.subject, r.object, r.role].filter(Boolean).join(" ");

const fits = (type, subject, object) =>
  subject.id !== object.id && type.subject.includes(subject.label) && type.object.includes(object.label);

// A symmetric relation has the mention that comes first as its subject.
function directed(type, name_, subject, object) {
  const turned = type.symmetric && object.start < subject.start;
  const ends = { subject: (turned ? object : subject).id, object: (turned ? subject : object).id };
  return (type.roles?.length ? type.roles : [null]).map((role) => ({ type: name_, ...ends, role }));
}
