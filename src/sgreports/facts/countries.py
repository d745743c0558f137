"""The country of a count, as a reader of the whole report would fill it (facts.md, *Country*).

Its candidates, in the contract's order: the places that `count_in` names; the country of the headings above; the one
that the report is about; none; another State of the paragraph; one that the paragraph does not name.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sgreports.facts.clause_evidence import ClauseEvidence
from sgreports.facts.count_context import CountContext
from sgreports.facts.named import cities_in
from sgreports.knowledge.names.keys import state_in
from sgreports.model.facts import CountrySource, Mention
from sgreports.relations.counts.places import is_locative
from sgreports.relations.grammar.clauses import is_initial, sentence_of, word_before

NEAREST = 3  # States of the paragraph that are looked at
MOST_ABOUT = 3  # countries of a report on several that are candidates


@dataclass(frozen=True, slots=True)
class CountCountry:
    """A country that a count may have, its source, and what speaks for and against it."""

    country: str | None = None
    source: CountrySource | None = None
    evidence: tuple[str, ...] = ()


def country_candidates(place: CountContext, clause: ClauseEvidence) -> list[CountCountry]:
    """The candidates, the contract's choice first."""
    linked = place.objects("count_in")
    keys = list(dict.fromkeys(m.entity for m in linked))
    found = [_linked(place, linked, clause)] if len(keys) == 1 and keys[0] else []
    several = [_candidate(CountCountry(), clause, "several")] if len(keys) > 1 or (keys and not keys[0]) else []
    default = list(_of_report(place, clause))
    none = [] if several else [_candidate(CountCountry(), clause, "none", *_around(place))]
    known = {c.country for c in (*found, *default)}
    others = [_other(place, m, clause) for m in _others(place) if m.entity not in known]
    known |= {c.country for c in others}
    unnamed = [_unnamed(place, state, clause) for state in _unnamed_states(place) if state not in known]
    return [*found, *several, *default, *none, *others, *unnamed]


def _linked(place: CountContext, linked: list[Mention], clause: ClauseEvidence) -> CountCountry:
    source: CountrySource = "said" if any(map(place.same_sentence, linked)) else "carried"
    score = min(r.score for r in place.linked("count_in"))
    about = linked[0].entity in place.about
    return _candidate(
        CountCountry(linked[0].entity, source), clause, source, f"sure={int(score * 10)}", f"about={about}",
        *_around(place), *_standing(place, linked[0].entity),
    )  # fmt: skip


def _of_report(place: CountContext, clause: ClauseEvidence) -> Iterator[CountCountry]:
    """The one country of the headings above, else the one that the report is about."""
    name = "heading" if place.heading_country else "document"
    for country in place.about if len(place.about) == 1 else ():
        yield _candidate(CountCountry(country, "document"), clause, name, *_around(place), *_standing(place, country))


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


def _other(place: CountContext, mention: Mention, clause: ClauseEvidence) -> CountCountry:
    before = word_before(place.scene, mention)
    source: CountrySource = "said" if place.same_sentence(mention) else "carried"
    return _candidate(
        CountCountry(mention.entity, source), clause, "other",
        f"locative={is_locative(place.scene, mention)}", f"form={mention.form}",
        f"apart={max(-1, min(place.count.sentence - mention.sentence, 3))}",
        f"after={mention.start > place.count.start}", f"initial={is_initial(place.scene, mention)}",
        f"preposition={before.lower_ if before is not None else None}", f"about={mention.entity in place.about}",
        *_around(place), *_standing(place, mention.entity),
    )  # fmt: skip


def _unnamed_states(place: CountContext) -> list[str]:
    """States that the paragraph does not name: of its sentence's cities and bodies, of the report, of the section, and
    the one named last before."""
    last = place.named.before.get(place.count.paragraph)
    report = place.about[:MOST_ABOUT] or place.named.most()
    found = (
        *_of_cities(place),
        *_of_bodies(place),
        *report,
        *place.named.most(place.section),
        *([last] if last else ()),
    )
    return list(dict.fromkeys(found))


def _of_cities(place: CountContext) -> list[str]:
    """The States of the cities that the count's sentence names as places, the nearest first."""
    sentence = sentence_of(place.scene, place.count)
    its = [c for c in cities_in(place.scene.doc.text) if sentence.start_char <= c[0] < sentence.end_char]
    return [state for _, state in sorted(its, key=lambda c: abs(c[0] - place.count.start))]


def _of_bodies(place: CountContext) -> list[str]:
    """The States of the national bodies that the count's sentence names."""
    its = (m.entity for m in place.scene.mentions if m.label == "AGENCY" and place.same_sentence(m) and m.entity)
    return [state for key in its if (state := state_in(key))]


def _unnamed(place: CountContext, state: str, clause: ClauseEvidence) -> CountCountry:
    """A State that the paragraph does not name."""
    said = state in (*_of_cities(place), *_of_bodies(place))
    source: CountrySource = "said" if said else "document" if state in place.about else "carried"
    return _candidate(CountCountry(state, source), clause, "unnamed", *_around(place), *_standing(place, state))


def _standing(place: CountContext, state: str | None) -> Iterator[str]:
    """How a State stands in the report: among those it is about, how often it is named, who and what is its."""
    named, about = place.named, list(place.about[:MOST_ABOUT])
    for name, ranked in (("report", named.most()), ("section", named.most(place.section)), ("among", about)):
        yield f"{name} rank={ranked.index(state) if state in ranked else None}"
    yield f"last={named.before.get(place.count.paragraph) == state}"
    yield f"city={state in _of_cities(place)}"
    yield f"body={state in _of_bodies(place)}"


def _candidate(country: CountCountry, clause: ClauseEvidence, source: str, *more: str) -> CountCountry:
    """The country with its evidence: its source with each fact of the clause, and what else is said of it."""
    own = (f"src={source}", *(f"{source} {each}" for each in more))
    crossed = (f"{source} {fact}" for fact in (*clause.facts, *clause.words))
    pairs = (f"{source} {one} {two}" for n, one in enumerate(more) for two in more[n + 1 :])
    return CountCountry(country.country, country.source, (*own, *crossed, *pairs))
