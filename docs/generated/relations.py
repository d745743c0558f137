"""The types of relations with their declared rules, from the files in knowledge/data/relations."""

import html

from generated.markdown import code, sentence, table
from markup import parse_markup
from sgreports.dataset.publish.codebook import plain
from sgreports.knowledge.statements.relations import RelationRules, relation_rules
from sgreports.knowledge.statements.rules import CountStep, Pattern, Phrase, Rule

HEAD = ("rule", "example", "words", "precision")
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
        f"{table(HEAD, map(_cells, rules.rules))}Not found, and why:\n\n{not_found}\n"
    )


def _cells(rule: Rule) -> tuple[str, ...]:
    measured = "" if rule.precision is None else f"{rule.precision:.2f}"
    return code(rule.id), marked(rule.examples[0]), _words(rule), measured


def _words(rule: Rule) -> str:
    match rule:
        case Phrase():
            return "words between two names"
        case CountStep():
            return f"grammar of counts: {rule.step}"
        case Pattern():
            return plain(", ".join(rule.trigger[:MOST])) + (", …" if rule.trigger[MOST:] else "")
    return ""


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
