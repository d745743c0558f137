"""The types of relations with their declared rules, from the files in knowledge/data/relations."""

import html

from generated.markdown import code, sentence, table
from sgreports.dataset.publish.codebook_forms import plain
from sgreports.knowledge.statements.relations import Pattern, RelationRules, relation_rules
from sgreports.model.markup import parse_markup

HEAD = ("rule", "example", "words", "score")
MOST = 8
"""Words of a rule that are shown; the file has all."""


def relations() -> str:
    """A section for each type, in the order of the contract."""
    return "".join(map(_section, relation_rules()))


def _section(rules: RelationRules) -> str:
    subject, object_ = (" or ".join(labels) for labels in (rules.arguments.subject, rules.arguments.object))
    both = " It holds in both directions." if rules.symmetric else ""
    not_found = "".join(f"- {marked(c.text)} ({plain(c.why)})\n" for c in rules.counterexamples)
    return (
        f"## {rules.type}\n\n{sentence(rules.gloss)}{both} Subject: {subject}. Object: {object_}.\n\n"
        f"{table(HEAD, map(_cells, rules.patterns))}Not found, and why:\n\n{not_found}\n"
    )


def _cells(pattern: Pattern) -> tuple[str, ...]:
    return code(pattern.id), marked(pattern.examples[0]), _words(pattern), f"{pattern.precision:.2f}"


def _words(pattern: Pattern) -> str:
    if pattern.between is not None:
        return "words between two names"
    if pattern.frame is not None:
        return f"grammar of counts: {pattern.frame}"
    return plain(", ".join(pattern.trigger[:MOST])) + (", …" if pattern.trigger[MOST:] else "")


def marked(source: str) -> str:
    """An example with its names marked; subject and object are also said in words."""
    read, out, at = parse_markup(source), "", 0
    for span in read.spans:
        role = next((role for role in ("subject", "object") if role in span.roles), "")
        out += plain(html.escape(read.text[at : span.start], quote=False))
        name = plain(html.escape(read.text[span.start : span.end], quote=False))
        out += f'<span class="name">{name}</span>' + (f'<span class="role">{role}</span>' if role else "")
        at = span.end
    return out + plain(html.escape(read.text[at:], quote=False))
