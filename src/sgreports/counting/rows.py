"""The counts of a report, each with the fields of the `counts` table."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sgreports.counting.additivity import reason_against
from sgreports.counting.agent.phrases import agent_phrases, unit_phrase
from sgreports.counting.agent.roles import did_harm
from sgreports.counting.cells import RULES, Cells, CountModels, decide_cells, row_score, running_total
from sgreports.counting.context import CountContext, joint_probability
from sgreports.counting.defaults import ReportDefaults, report_defaults
from sgreports.counting.measures import count_view
from sgreports.counting.place.section_countries import section_countries
from sgreports.counting.status import count_status, is_asked_for
from sgreports.counting.time.same_period import compared_dates
from sgreports.counting.total.arithmetic import all_breakdowns, totals_by_part
from sgreports.counting.total.pairs import placed_facts, with_pairs
from sgreports.knowledge.statements.unit_classes import unit_class, unit_lemma
from sgreports.model.facts import HARM, LIKELY, CountFact, CountScores, Mention, Relation, RelationType, Role
from sgreports.parsing.tokens import Span
from sgreports.parsing.unit import Unit
from sgreports.scene.scene import Scenes, by_paragraph


def count_facts(
    units: Sequence[Unit],
    mentions: Sequence[Mention],
    relations: Sequence[Relation],
    scenes: Scenes | None = None,
    *,
    models: CountModels = RULES,
) -> tuple[CountFact, ...]:
    """One fact a COUNT, in text order. `scenes` are those that the relations were found in."""
    by_id, total_of = {m.id: m for m in mentions}, totals_by_part(relations)
    group = _breakdown_numbers({unit.paragraph.key: unit.text for unit in units}, by_id, total_of)
    places = count_contexts(units, by_id, relations, scenes or Scenes(by_paragraph(mentions)))
    facts, decided = [], dict[str, Cells]()
    for place in places:
        cells = decided[place.count.id] = decide_cells(place, models, running_total(place, decided))
        score = row_score(place.count, cells, models.rows)
        facts.append(_fact(place, cells, score, total_of.get(place.count.id), group.get(place.count.id)))
    return tuple(with_pairs(placed_facts(facts, by_id, units), models.pairs))


def _breakdown_numbers(
    texts: Mapping[str, str], mentions: Mapping[str, Mention], total_of: Mapping[str, str]
) -> dict[str, int]:
    """The number of each part's breakdown of its total, from 1."""
    found = all_breakdowns(texts, mentions, total_of).values()
    return {part.id: n for breakdowns in found for n, breakdown in enumerate(breakdowns, 1) for part in breakdown.parts}


def count_contexts(
    units: Sequence[Unit],
    mentions: Mapping[str, Mention],
    relations: Sequence[Relation],
    scenes: Scenes,
) -> Iterator[CountContext]:
    """Each count of a report in its paragraph, in text order."""
    sections = units[0].report.sections if units else ()
    defaults = report_defaults(units[0].report, mentions.values()) if units else ReportDefaults()
    countries, titles = section_countries(sections), {s.key: s.title for s in sections}
    linked: dict[str, dict[RelationType, list[Relation]]] = defaultdict(lambda: defaultdict(list))
    for relation in relations:
        linked[relation.subject][relation.type].append(relation)
    dated = frozenset(r.object for r in relations if r.type == "count_at")
    with_counts = {mention.paragraph for mention in mentions.values() if mention.label == "COUNT"}
    for unit in (unit for unit in units if unit.paragraph.key in with_counts):
        scene, section = scenes.of(unit), unit.paragraph.section or ""
        view = count_view(scene)
        known = [m for m in scene.mentions if m.entity and m.id in scene.heads]
        dates, states = ([m for m in known if m.label == label] for label in ("YEAR", "COUNTRY"))
        compared = compared_dates(scene, dates)
        for count in (m for m in scene.mentions if m.label == "COUNT"):
            links = linked[count.id]
            yield CountContext(
                unit.report, scene, view, count, links, mentions, defaults, section, titles.get(section, ""),
                countries.get(section), bool(links.get("part_of")), dated, dates, compared, states,
            )  # fmt: skip


def _fact(place: CountContext, cells: Cells, score: float, part_of: str | None, group: int | None) -> CountFact:
    count, scene, time = place.count, place.scene, cells.time
    status = count_status(scene, count)
    modality = "planned" if is_asked_for(scene, count) else status.modality
    sentence, kinds = scene.heads[count.id].sent.text.strip(), (count.kind, count.event, count.entity)
    return CountFact(
        count=count.id, sentence_text=sentence,
        unit_lemma=unit_lemma(count.unit) if count.unit else None,
        unit_class=unit_class(count.unit, count.kind or "") if count.unit else None,
        unit_phrase=unit_phrase(scene, count), event_text=count.event_cue.text if count.event_cue else None,
        polarity=status.polarity, modality=modality, attributed_to=status.attributed_to,
        agents=_entities(place, "agent"), reported_by=_entities(place, "source"), whose=_entities(place, "whose"),
        agent_text=_text(agent_phrases(scene, count, _linked(place, "agent"))), measure=cells.measure,
        times=time.times, time_from=time.source, awaited_time=time.awaited, time_start=time.start, time_end=time.end,
        country=cells.country.country, country_from=cells.country.source,
        part_of=part_of, part_group=group, scores=_scores(place, cells, score),
        not_additive=reason_against(status.polarity, cells.measure, *kinds, sentence, count.text),
    )  # fmt: skip


def _text(phrases: Iterable[Span]) -> str | None:
    return "; ".join(dict.fromkeys(filter(None, (phrase.text.strip() for phrase in phrases)))) or None


def _linked(place: CountContext, role: Role) -> list[Mention]:
    """Who has a role in the count, in text order."""
    return [place.mentions[r.object] for r in place.linked("count_by") if r.role == role]


def _entities(place: CountContext, role: Role) -> tuple[str, ...]:
    """The entities of those who have a role in the count; of joined entities each."""
    return tuple(dict.fromkeys(key for m in _linked(place, role) if m.entity for key in m.entity.split("+")))


def _scores(place: CountContext, cells: Cells, score: float) -> CountScores:
    """The scores of the cells that are filled, and of the row. Who is not said to have done a harm hardly did it."""
    agent = joint_probability([r for r in place.linked("count_by") if r.role == "agent"])
    doing = (did_harm(place.scene, place.count, m) for m in _linked(place, "agent"))
    if agent and place.count.event in HARM and not all(doing):
        agent = min(agent, LIKELY)
    return CountScores(
        score=score, unit_score=place.count.unit_score, event_score=place.count.event_score,
        agent_score=agent, measure_score=cells.measure_score,
        time_score=cells.time_score if cells.time.source else None,
        country_score=cells.country_score if cells.country.source else None,
    )  # fmt: skip
