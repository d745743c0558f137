"""The counts of a report, each with the fields of the `counts` table."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sgreports.facts.additivity import why_not_additive, without_repeats
from sgreports.facts.count_context import CountContext, joint_probability
from sgreports.facts.countries import country_of
from sgreports.facts.section_countries import section_countries
from sgreports.facts.times import is_cumulative, time_of
from sgreports.knowledge.statements.count_scores import CELLS, calibrated
from sgreports.knowledge.statements.unit_classes import unit_class, unit_lemma
from sgreports.model.facts import CountFact, CountScores, Mention, Relation, RelationType, Role
from sgreports.parsing.tokens import Span
from sgreports.parsing.unit import Unit
from sgreports.relations.counts.count_status import count_status
from sgreports.relations.counts.phrases import agent_text, unit_phrase
from sgreports.relations.grammar.clauses import sentence_of
from sgreports.relations.scene import Scenes, by_paragraph
from sgreports.relations.totals.arithmetic import all_breakdowns, totals_by_part

Mentions = Sequence[Mention]


def count_facts(
    units: Sequence[Unit],
    mentions: Sequence[Mention],
    relations: Sequence[Relation],
    in_text_units: Sequence[Mention] = (),
    scenes: Scenes | None = None,
) -> tuple[CountFact, ...]:
    """One fact a COUNT, in text order, with the shares right on gold as scores. `in_text_units` are the mentions of
    headings, among others; `scenes` are those that the relations were found in."""
    return tuple(
        fact.model_copy(update={"scores": _calibrated(fact.scores)})
        for fact in raw_count_facts(units, mentions, relations, in_text_units, scenes)
    )


def raw_count_facts(
    units: Sequence[Unit],
    mentions: Sequence[Mention],
    relations: Sequence[Relation],
    in_text_units: Sequence[Mention] = (),
    scenes: Scenes | None = None,
) -> list[CountFact]:
    """The facts with raw scores."""
    countries = section_countries(units[0].report.sections if units else (), in_text_units)
    known, whole = {m.id: m for m in mentions}, totals_by_part(relations)
    group = breakdown_numbers({unit.paragraph.key: unit.text for unit in units}, known, whole)
    places = _places(units, known, relations, countries, scenes or Scenes(by_paragraph(mentions)))
    facts = [_fact(place, whole, group) for place in places]
    return without_repeats(facts, known, {unit.paragraph.key: unit.paragraph.part for unit in units})


def breakdown_numbers(
    texts: Mapping[str, str], mentions: Mapping[str, Mention], whole: Mapping[str, str]
) -> dict[str, int]:
    """The number of each part's breakdown of its total, from 1."""
    found = all_breakdowns(texts, mentions, whole).values()
    return {part.id: n for its in found for n, each in enumerate(its, 1) for part in each.parts}


def _places(
    units: Sequence[Unit],
    mentions: Mapping[str, Mention],
    relations: Sequence[Relation],
    countries: Mapping[str, str],
    scenes: Scenes,
) -> Iterator[CountContext]:
    linked: dict[str, dict[RelationType, list[Relation]]] = defaultdict(lambda: defaultdict(list))
    for relation in relations:
        linked[relation.subject][relation.type].append(relation)
    with_counts = {mention.paragraph for mention in mentions.values() if mention.label == "COUNT"}
    for unit in (unit for unit in units if unit.paragraph.key in with_counts):
        scene, above = scenes.of(unit), countries.get(unit.paragraph.section or "")
        counts = [m for m in scene.mentions if m.label == "COUNT"]
        yield from (CountContext(unit.report, scene, count, linked[count.id], mentions, above) for count in counts)


def _fact(place: CountContext, whole: Mapping[str, str], group: Mapping[str, int]) -> CountFact:
    count, scene = place.count, place.scene
    status, country = count_status(scene, count), country_of(place)
    time = time_of(place, status.modality)
    fact = CountFact(
        count=count.id, sentence_text=sentence_of(scene, count).text.strip(),
        unit_lemma=unit_lemma(count.unit) if count.unit else None,
        unit_class=unit_class(count.unit, count.kind or "") if count.unit else None,
        unit_phrase=_text(unit_phrase(scene, count)), event_text=count.event_cue.text if count.event_cue else None,
        polarity=status.polarity, modality=status.modality, attributed_to=status.attributed_to,
        agents=_entities(place, "agent"), reported_by=_entities(place, "source"), whose=_entities(place, "whose"),
        agent_text=_text(agent_text(scene, count)),
        times=time.times, time_from=time.source, awaited_time=time.awaited, time_start=time.start, time_end=time.end,
        country=country.country, country_from=country.source,
        part_of=whole.get(count.id), part_group=group.get(count.id),
        cumulative=is_cumulative(place), scores=_scores(place, time.score, country.score),
    )  # fmt: skip
    return fact.model_copy(update={"not_additive": why_not_additive(fact, count)})


def _text(span: Span | None) -> str | None:
    return span.text.strip() or None if span is not None else None


def _entities(place: CountContext, role: Role) -> tuple[str, ...]:
    """Who has a role in the count, in text order; of joined entities each."""
    named = [place.mentions[r.object].entity for r in place.linked("count_by") if r.role == role]
    return tuple(dict.fromkeys(key for entity in named if entity for key in entity.split("+")))


def _scores(place: CountContext, time: float | None, country: float | None) -> CountScores:
    """The scores of the cells that are filled, and of the row: that all of them are right."""
    agent = joint_probability([r for r in place.linked("count_by") if r.role == "agent"])
    row = place.count.score
    for chance in (place.count.unit_score, place.count.event_score, agent, time, country):
        row *= 1.0 if chance is None else chance
    return CountScores(
        score=round(row, 3), unit_score=place.count.unit_score, event_score=place.count.event_score,
        agent_score=agent, time_score=time, country_score=country,
    )  # fmt: skip


def _calibrated(scores: CountScores) -> CountScores:
    raw_scores = {cell: getattr(scores, f"{cell}_score") for cell in CELLS if cell != "row"}
    cells = {f"{cell}_score": calibrated(cell, raw) for cell, raw in raw_scores.items() if raw is not None}
    return scores.model_copy(update={"score": calibrated("row", scores.score), **cells})
