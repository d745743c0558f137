"""Every example of the relation rules is found by its own rule, no counterexample by any."""

from functools import lru_cache

import pytest
from spacy.tokens import Doc

from invented.paragraphs import MODEL, unit_of
from markup import parse_markup
from sgreports.knowledge.statements.relations import Counterexample, RelationRules, relation_rules
from sgreports.knowledge.statements.rules import CountStep, Phrase, Rule
from sgreports.links.find import find_relations
from sgreports.links.rules.between import matches_between
from sgreports.links.rules.patterns import matches
from sgreports.model.facts import Relation
from sgreports.parsing.language import language
from sgreports.scene.scene import Scene

pytestmark = pytest.mark.model
EXAMPLES = [
    pytest.param(rules, rule, text, id=f"{rules.type}-{rule.id}-{i}")
    for rules in relation_rules()
    for rule in rules.rules
    for i, text in enumerate(rule.examples)
]
COUNTEREXAMPLES = [
    pytest.param(rules, case, id=f"{rules.type}-{i}")
    for rules in relation_rules()
    for i, case in enumerate(rules.counterexamples)
]


@lru_cache(maxsize=1)
def parsed() -> dict[str, Doc]:
    """The rules' own sentences, parsed together, as those of a report are."""
    examples = [text for rules in relation_rules() for rule in rules.rules for text in rule.examples]
    examples += [case.text for rules in relation_rules() for case in rules.counterexamples]
    texts = [parse_markup(text).text for text in examples]
    return dict(zip(texts, language(MODEL).pipe(texts), strict=True))


def parse(text: str) -> Doc:
    return parsed().get(text) or language(MODEL)(text)


def found(source: str, key: str = "1") -> tuple[list[Relation], dict[str, set[str]]]:
    """The relations of a marked sentence, and the mention ids by role."""
    unit, mentions = unit_of(source, key, parse)
    roles: dict[str, set[str]] = {}
    for made, span in zip(mentions, parse_markup(source).spans, strict=True):
        for role in span.roles:
            roles.setdefault(role, set()).add(made.id)
    return find_relations([unit], mentions), roles


def holding(source: str, rules: RelationRules, key: str) -> set[str]:
    """The rules of a type that hold between the marked arguments, the surest or not."""
    unit, mentions = unit_of(source, key, parse)
    scene = Scene(unit.parse, mentions)
    held = (*matches(scene), *matches_between(scene, key.startswith("fn")))
    roles = {m.id: set(span.roles) for m, span in zip(mentions, parse_markup(source).spans, strict=True)}
    ends = [(m, roles[m.subject.id] | roles[m.object.id]) for m in held if m.rules == rules]
    return {match.rule.id for match, both in ends if both >= {"subject", "object"}}


def told(source: str) -> set[tuple[str, str, str]]:
    """Type, subject's and object's words of each relation of a marked sentence."""
    unit, mentions = unit_of(source, parse=parse)
    words = {m.id: m.text for m in mentions}
    return {(r.type, words[r.subject], words[r.object]) for r in find_relations([unit], mentions)}


def between(relations: list[Relation], roles: dict[str, set[str]], rules: RelationRules) -> list[Relation]:
    """The relations of the type between the marked arguments, either way round for a symmetric type."""
    ends = [(s, o) for s in roles["subject"] for o in roles["object"]]
    ends += [(o, s) for s, o in ends] if rules.symmetric else []
    return [r for r in relations if r.type == rules.type and (r.subject, r.object) in ends]


@pytest.mark.parametrize(("rules", "rule", "text"), EXAMPLES)
def test_an_example_is_found_by_its_own_rule(rules: RelationRules, rule: Rule, text: str) -> None:
    key = "fn-1" if isinstance(rule, Phrase) and rule.footnote else "1"
    relations, roles = found(text, key)
    told_by = {r.rule for r in between(relations, roles, rules)}
    assert rule.id in (told_by if isinstance(rule, CountStep) else told_by and holding(text, rules, key))


@pytest.mark.parametrize(("rules", "case"), COUNTEREXAMPLES)
def test_a_counterexample_is_found_by_none(rules: RelationRules, case: Counterexample) -> None:
    relations, roles = found(case.text)
    assert between(relations, roles, rules) == [], case.why


def kinds(source: str, key: str = "1") -> set[tuple[str, str]]:
    return {(r.type, r.rule) for r in found(source, key)[0]}


TOLD: list[tuple[str, str, set[tuple[str, str, str]]]] = [
    ("a date before a symbol dates it only where the text is of that date 1",
     "My report of [3 May 2031](YEAR) ([S/2031/77](INSTRUMENT)) says so.", {("dated", "S/2031/77", "3 May 2031")}),
    ("a date before a symbol dates it only where the text is of that date 2",
     "The report covering [2031](YEAR) ([S/2032/77](INSTRUMENT)) says so.", set()),
    ("a name between is seen as its label",
     "In [2031](YEAR), the [Assembly](AGENCY), in its [resolution 85/9](INSTRUMENT), praised them.",
     {("dated", "resolution 85/9", "2031")}),
    ("the list after a common noun is its list",
     "[UNDP](AGENCY) cooperated with many partners, notably [FAO](AGENCY), local schools and [IFAD](AGENCY).",
     {("works_with", "UNDP", "FAO"), ("works_with", "UNDP", "IFAD")}),
    ("a purpose is not yet done there", "[FAO](AGENCY) revised the plan to support farmers in [Chad](COUNTRY).",
     set()),
    ("dates and symbols of two lists go one by one",
     "My letters of [3](YEAR) and [5 May](YEAR) ([S/2031/7](INSTRUMENT) and [8](INSTRUMENT)) say so.",
     {("dated", "S/2031/7", "3"), ("dated", "8", "5 May")}),
    ("a subject is found where a parser hangs it on the date before",
     "On [12 May](YEAR), the [Ministry of Education](AGENCY), with support from [UNESCO](AGENCY) and "
     "[UNICEF](AGENCY), held a conference.",
     {("supports", "UNESCO", "Ministry of Education"), ("supports", "UNICEF", "Ministry of Education")}),
    ("a name before a noun is not what was launched",
     "The [World Bank](AGENCY) praised a [FAO](AGENCY) initiative launched by [Chad](COUNTRY).", set()),
    ("a meeting somewhere is not what it is about 1",
     "[UNODC](AGENCY) held a seminar on the floods in [Chad](COUNTRY).", set()),
    ("a meeting somewhere is not what it is about 2",
     "[UNODC](AGENCY) held an exhibition for visitors in [Chad](COUNTRY).", {("active_in", "UNODC", "Chad")}),
    ("a common noun stands for a name of its kind",
     "[UNMIL](AGENCY) left [Chad](COUNTRY) in [May](YEAR). The mission supported [FAO](AGENCY).",
     {("supports", "UNMIL", "FAO")}),
    ("a list goes on over an adjective",
     "[UNDP](AGENCY) supports [FAO](AGENCY) and the reconstituted [Dairy Board](AGENCY).",
     {("supports", "UNDP", "FAO"), ("supports", "UNDP", "Dairy Board")}),
    ("a list goes on over a person",
     "The [Lake Pact](INSTRUMENT) was signed by the President of [Chad](COUNTRY), Jan Maier, and the Prime Minister of "
     "[Mali](COUNTRY), Ida Roth.", {("signed", "Chad", "Lake Pact"), ("signed", "Mali", "Lake Pact")}),
    ("help from a list at the opening goes to the last name",
     "With assistance from [UNMIK](AGENCY), the [Board](AGENCY) and [UNDP](AGENCY), the [Provisional Institutions]"
     "(AGENCY) have partially addressed the shortages.",
     {("supports", name, "Provisional Institutions") for name in ("UNMIK", "Board", "UNDP")}),
    ("whom a verb accuses has done it", "[WHO](AGENCY) accused [UNDP](AGENCY) of supporting the [Militia](AGENCY).",
     {("supports", "UNDP", "Militia")}),
]  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), [case[1:] for case in TOLD], ids=[case[0] for case in TOLD])
def test_what_a_sentence_says(source: str, expected: set[tuple[str, str, str]]) -> None:
    assert told(source) == expected


def test_a_bibliography_is_read_in_footnotes_only() -> None:
    source = "[World Bank](AGENCY), [Green Growth](INSTRUMENT) (Washington, D.C., [2031](YEAR))."
    assert kinds(source, "fn-3") == {("issued", "author-then-title"), ("dated", "title-then-year-in-brackets")}
    assert kinds(source) == set()


def test_every_author_of_a_list_issued_the_title() -> None:
    source = "[FAO](AGENCY) and [World Bank](AGENCY), [Green Growth](INSTRUMENT) (Rome, [2031](YEAR))."
    relations = found(source, "fn-3")[0]
    assert [(r.subject, r.object) for r in relations if r.type == "issued"] == [("m1", "m3"), ("m2", "m3")]


def test_an_object_pronoun_is_not_its_own_subject() -> None:
    source = (
        "The [Assembly](AGENCY entity=ga) established [UNICEF](AGENCY) and subsequently expanded it by "
        "[resolution 417 (V)](INSTRUMENT)."
    )
    assert ("mandated_by", "UNICEF", "resolution 417 (V)") in told(source)


def test_the_government_is_that_of_the_one_state_named() -> None:
    source = "Rain fell in [Mali](COUNTRY). The Government ratified the [Pact](INSTRUMENT)."
    assert told(source) == {("ratified", "Mali", "Pact")}
    assert told("[Chad](COUNTRY) and [Mali](COUNTRY) met. " + source[source.index("The Gov") :]) == set()


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("The meeting was co-hosted by [Chad](COUNTRY) and [Mali](COUNTRY).", ("works_with", "Chad", "Mali")),
        ("[UNDP](AGENCY) was unable to support the [Lake Board](AGENCY).", ("supports", "UNDP", "Lake Board")),
        ("The [Mission](AGENCY) is engaged in training the [Police](AGENCY).", ("supports", "Mission", "Police")),
        (
            "I welcome the progress made by the [Lake Board](AGENCY) in implementing the [Pact](INSTRUMENT).",
            ("supports", "Lake Board", "Pact"),
        ),
        ("The [Mission](AGENCY) is in charge of training the [Police](AGENCY).", ("supports", "Mission", "Police")),
        ("The aim of the [Mission](AGENCY) is to support the [Police](AGENCY).", ("supports", "Mission", "Police")),
        ("I thank [Chad](COUNTRY) for supporting the [Lake Board](AGENCY).", ("supports", "Chad", "Lake Board")),
        (
            "Four officers provided by [Chad](COUNTRY) are assisting the [Lake Board](AGENCY).",
            ("supports", "Chad", "Lake Board"),
        ),
        (
            "[Chad](COUNTRY) became the first State to adopt the [Model Law](INSTRUMENT).",
            ("adopted", "Chad", "Model Law"),
        ),
        ("The [Pact](INSTRUMENT), which the [Board](AGENCY) adopted in May, holds.", ("adopted", "Board", "Pact")),
        (
            "I thank [Chad](COUNTRY) and [Mali](COUNTRY) for their support to [UNDP](AGENCY).",
            ("supports", "Mali", "UNDP"),
        ),
        (
            "A team from [OCHA](AGENCY) and from [IOM](AGENCY) carried out a joint survey of the north.",
            ("works_with", "OCHA", "IOM"),
        ),
    ],
)
def test_who_does_it_over_a_clause(source: str, wanted: tuple[str, str, str]) -> None:
    assert wanted in told(source)
