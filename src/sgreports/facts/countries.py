"""The country of a count, as a reader of the whole report would fill it (GUIDELINES, *Rows*).

Its candidates, in order of preference: the places that `count_in` names; the country of the headings above; the one
that the report is about; none. After them come those that have no rank: another State of the paragraph,
and those that it does not name (`_Standing`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sgreports.facts.clause_evidence import ClauseEvidence
from sgreports.facts.count_context import CountContext
from sgreports.facts.named import cities_in
from sgreports.knowledge.names.keys import state_in
from sgreports.knowledge.names.series import disputed_missions
from sgreports.model.facts import CountrySource, Mention
from sgreports.relations.counts.places import is_locative
from sgreports.sentence.clauses import is_initial, word_before

NEAREST = 3  # States of the paragraph that are looked at
MOST_ABOUT = 3  # countries of a report on several that are candidates


@dataclass(frozen=True, slots=True)
class CountCountry:
    """A country that a count may have, its source, and what speaks for and against it."""

    country: str | None = None
    source: CountrySource | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Standing:
    """The States that stand out for a count beside those that its paragraph names: of cities and national bodies of
    its sentence; those that the report is about; those that report and section name most; the one that the section
    named last."""

    cities: Sequence[str]
    bodies: Sequence[str]
    about: Sequence[str]
    report: Sequence[str]
    section: Sequence[str]
    last: str | None

    @property
    def states(self) -> Iterator[str]:
        """Each once, in the order in which they are weighed."""
        last = [self.last] if self.last else []
        yield from dict.fromkeys([
            *self.cities, *self.bodies, *(self.about or self.report), *self.section, *last,
        ])  # fmt: skip

    def evidence(self, state: str | None) -> Iterator[str]:
        """How a State stands among them."""
        for name, ranked in (("report", self.report), ("section", self.section), ("among", self.about)):
            yield f"{name} rank={ranked.index(state) if state in ranked else None}"
        yield f"last={self.last == state}"
        yield f"city={state in self.cities}"
        yield f"body={state in self.bodies}"


def _standing(place: CountContext) -> _Standing:
    """Those of a count; in a disputed area cities and bodies alone say a State."""
    named, sentence = place.named, place.scene.heads[place.count.id].sent
    cities = [c for c in cities_in(place.scene.doc.text) if sentence.start_char <= c[0] < sentence.end_char]
    keys = (m.entity for m in place.scene.mentions if m.label == "AGENCY" and m.entity and place.same_sentence(m))
    near = [state for _, state in sorted(cities, key=lambda c: abs(c[0] - place.count.start))]
    bodies = [state for key in keys if (state := state_in(key))]
    if place.report.masthead.mission in disputed_missions():
        return _Standing(near, bodies, (), (), (), None)
    return _Standing(
        near, bodies, list(place.about[:MOST_ABOUT]), named.states, named.sections.get(place.section, ()),
        named.before.get(place.count.paragraph),
    )  # fmt: skip


def country_candidates(place: CountContext, clause: ClauseEvidence) -> list[CountCountry]:
    """The candidates, the preferred one first."""
    linked, standing = place.objects("count_in"), _standing(place)
    keys = list(dict.fromkeys(m.entity for m in linked))
    found = [_linked(place, linked, standing, clause)] if len(keys) == 1 and keys[0] else []
    several = [_candidate(CountCountry(), clause, "several")] if len(keys) > 1 or (keys and not keys[0]) else []
    default = list(_of_report(place, standing, clause))
    none = [] if several else [_candidate(CountCountry(), clause, "none", *_around(place))]
    known = {c.country for c in (*found, *default)}
    others = [_other(place, m, standing, clause) for m in _others(place) if m.entity not in known]
    known |= {c.country for c in others}
    unnamed = [_unnamed(place, state, standing, clause) for state in standing.states if state not in known]
    return [*found, *several, *default, *none, *others, *unnamed]


def _linked(place: CountContext, linked: list[Mention], standing: _Standing, clause: ClauseEvidence) -> CountCountry:
    source: CountrySource = "said" if any(map(place.same_sentence, linked)) else "carried"
    score = min(r.score for r in place.linked("count_in"))
    about = linked[0].entity in place.about
    return _candidate(
        CountCountry(linked[0].entity, source), clause, source, f"sure={int(score * 10)}", f"about={about}",
        *_around(place), *standing.evidence(linked[0].entity),
    )  # fmt: skip


def _of_report(place: CountContext, standing: _Standing, clause: ClauseEvidence) -> Iterator[CountCountry]:
    """The one country of the headings above, else the one that the report is about."""
    name = "heading" if place.heading_country else "document"
    for country in place.about if len(place.about) == 1 else ():
        found = CountCountry(country, "document")
        yield _candidate(found, clause, name, *_around(place), *standing.evidence(country))


def _around(place: CountContext) -> Iterator[str]:
    """What other States the sentence and the paragraph name."""
    about, found = set(place.about), [m for m in place.states if m.form != "demonym"]
    sentence = [m for m in found if place.same_sentence(m) and m.entity not in about]
    yield f"others here={min(len({m.entity for m in sentence}), 2)}"
    yield f"others={min(len({m.entity for m in found if m.entity not in about}), 2)}"
    yield f"places here={min(sum(is_locative(place.scene, m) for m in sentence), 2)}"
    yield f"named={any(m.entity in about for m in found)}"
    yield f"about={min(len(place.about), 2)}"


def _others(place: CountContext) -> list[Mention]:
    """The States of the paragraph, those nearest to the count first."""
    return sorted(place.states, key=lambda m: abs(m.start - place.count.start))[:NEAREST]


def _other(place: CountContext, mention: Mention, standing: _Standing, clause: ClauseEvidence) -> CountCountry:
    before = word_before(place.scene.spans[mention.id])
    source: CountrySource = "said" if place.same_sentence(mention) else "carried"
    return _candidate(
        CountCountry(mention.entity, source), clause, "other",
        f"locative={is_locative(place.scene, mention)}", f"form={mention.form}",
        f"apart={max(-1, min(place.count.sentence - mention.sentence, 3))}",
        f"after={mention.start > place.count.start}", f"initial={is_initial(place.scene.heads[mention.id])}",
        f"preposition={before.lower_ if before is not None else None}", f"about={mention.entity in place.about}",
        *_around(place), *standing.evidence(mention.entity),
    )  # fmt: skip


def _unnamed(place: CountContext, state: str, standing: _Standing, clause: ClauseEvidence) -> CountCountry:
    """A State that the paragraph does not name."""
    said = state in standing.cities or state in standing.bodies
    source: CountrySource = "said" if said else "document" if state in place.about else "carried"
    return _candidate(CountCountry(state, source), clause, "unnamed", *_around(place), *standing.evidence(state))


def _candidate(country: CountCountry, clause: ClauseEvidence, source: str, *more: str) -> CountCountry:
    """The country with its evidence: its source with each fact of the clause, and what else is said of it."""
    own = (f"src={source}", *(f"{source} {each}" for each in more))
    crossed = (f"{source} {fact}" for fact in (*clause.facts, *clause.words))
    pairs = (f"{source} {one} {two}" for n, one in enumerate(more) for two in more[n + 1 :])
    return CountCountry(country.country, country.source, (*own, *crossed, *pairs))
