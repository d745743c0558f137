"""The country of a count, as a reader of the whole report would fill it (GUIDELINES, *Rows*).

Its candidates, in order of preference: the places that `count_in` names; the country of the headings above; the one
that the report is about; none; another State of the paragraph, the nearest first; States that the paragraph does not
name (`_SalientStates`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sgreports.counting.clause_evidence import ClauseEvidence
from sgreports.counting.context import CountContext
from sgreports.counting.defaults import cities_in
from sgreports.counting.place.links import following, is_locative
from sgreports.knowledge.names.keys import state_in
from sgreports.knowledge.names.series import disputed_missions
from sgreports.model.facts import CountrySource, Mention
from sgreports.scene.lists import own_mention
from sgreports.sentence.clauses import ancestors, is_initial, word_before

MAX_OTHERS = 3  # States of the paragraph that are candidates, at most
MAX_ABOUT = 3  # countries that a report is about that are candidates, at most
OUTSIDE = re.compile(r"(?: [^\W\d][\w'’-]*){0,9}? (?:outside (?:the )?|in neighbouring )")  # … to what it is not in
MOVES = {"from": True, "flee": True, "escape": True, "to": False, "into": False, "towards": False}  # whether one left
OF_ALL = re.compile(r"\ball (?:\w+ ){0,2}?peace-?\s?keeping (?:operations|missions)\b")
MEMBERS = re.compile(r"(?: \w+){0,2} members of the Security Council\b")
SIDE = re.compile(r" (?:side|soil|territory|waters)\b")  # of a people: where something is
OPENING, BRACKETS = re.compile(r" \("), re.compile(r" \([^()]*\),? (?:and )?(?:the )?")  # to its number, the next State
AUTHORITIES = ("authority", "police")  # that arrest nobody abroad
IN_CITY = re.compile(r"(?: [a-z][\w'’-]*){0,8}? in ")
ABROAD = re.compile(OUTSIDE.pattern + r"(?:country|countries|republics|States)\b")


@dataclass(frozen=True, slots=True)
class CountryCandidate:
    """A candidate country with its source and features."""

    country: str | None = None
    source: CountrySource | None = None
    evidence: tuple[str, ...] = ()

    @property
    def value(self) -> str | None:
        """What is compared with gold."""
        return self.country


@dataclass(frozen=True, slots=True)
class _SalientStates:
    """States that are salient for a count, though its paragraph need not name them: those of cities and national bodies
    in its sentence; those that the report is about; the most frequent ones of report and section; the last one named
    in the section. `nearby` are features of the States that sentence and paragraph name."""

    nearby: tuple[str, ...]
    cities: Sequence[str]
    bodies: Sequence[str]
    about: Sequence[str]
    report: Sequence[str]
    section: Sequence[str]
    last: str | None

    @property
    def states(self) -> Iterator[str]:
        """All of them in order of preference, without repeats."""
        every = (*self.cities, *self.bodies, *(self.about or self.report), *self.section, self.last)
        yield from dict.fromkeys(filter(None, every))

    def evidence(self, state: str | None) -> Iterator[str]:
        """The features of a State: those nearby, and its ranks among the salient ones."""
        yield from self.nearby
        for name, ranked in (("report", self.report), ("section", self.section), ("among", self.about)):
            yield f"{name} rank={ranked.index(state) if state in ranked else None}"
        yield f"last={self.last == state}"
        yield f"city={state in self.cities}"
        yield f"body={state in self.bodies}"


def _salient_states(place: CountContext) -> _SalientStates:
    """The salient States of a count; in a disputed area only those of cities and bodies."""
    defaults, sentence = place.defaults, place.scene.heads[place.count.id].sent
    cities = [c for c in cities_in(place.scene.doc.text) if sentence.start_char <= c[0] < sentence.end_char]
    keys = (m.entity for m in place.scene.mentions if m.label == "AGENCY" and m.entity and place.same_sentence(m))
    nearest_first = [state for _, state in sorted(cities, key=lambda c: abs(c[0] - place.count.start))]
    bodies = [state for key in keys if (state := state_in(key))]
    nearby = tuple(_nearby_states(place))
    if place.report.masthead.mission in disputed_missions():
        return _SalientStates(nearby, nearest_first, bodies, (), (), (), None)
    return _SalientStates(
        nearby, nearest_first, bodies, list(place.about[:MAX_ABOUT]), defaults.states,
        defaults.sections.get(place.section, ()), defaults.last_state.get(place.count.paragraph),
    )  # fmt: skip


def country_candidates(place: CountContext, clause: ClauseEvidence) -> list[CountryCandidate]:
    """The candidates, the preferred one first; none of what is in others (`90 refugees outside the country`). Beside
    what the report is about, a demonym names no place: gold has 7 of 801 there."""
    own = own_mention(place.scene, place.count, "COUNTRY")
    if own and own.entity and (place.count.kind == "percent" or is_locative(place.scene, own)):
        return [_candidate(CountryCandidate(own.entity, "said"), clause, "said")]
    linked, salient = [m for m in place.objects("count_in") if not _is_left(place, m)], _salient_states(place)
    text, end = place.scene.doc.text, place.count.end
    abroad = ABROAD.match(text, end) or any(OUTSIDE.fullmatch(text, end, m.start) for m in place.states)
    if abroad or _is_of_all(place):
        return [_candidate(CountryCandidate(), clause, "several")]
    if code := _on_side(place) or _in_brackets(place) or _in_city(place) or _where_arrested(place):
        return [_candidate(CountryCandidate(code, "said"), clause, "said")]
    keys = list(dict.fromkeys(m.entity for m in linked))
    found = [_linked(place, linked, salient, clause)] if len(keys) == 1 and keys[0] else []
    several = [_candidate(CountryCandidate(), clause, "several")] if len(keys) > 1 or (keys and not keys[0]) else []
    default = list(_of_report(place, salient, clause))
    none = [] if several else [_candidate(CountryCandidate(), clause, "none", *salient.nearby)]
    known = {c.country for c in (*found, *default)}
    named = {m.entity for m in place.states if not place.about or m.form != "demonym"}.union(place.about)
    states = (m for m in place.states if m.entity in named and not _is_left(place, m))
    nearest = sorted(states, key=lambda m: abs(m.start - place.count.start))[:MAX_OTHERS]
    others = [_other(place, m, salient, clause) for m in nearest if m.entity not in known]
    known |= {c.country for c in others}
    unnamed = [_unnamed(place, state, salient, clause) for state in salient.states if state not in known]
    every = (*found, *several, *default, *none, *others, *unnamed)
    return [replace(each, evidence=(*each.evidence, *_shares(place, each))) for each in every]


def _on_side(place: CountContext) -> str | None:
    """The State on whose side, soil or waters a count is: `in Iraqi territory`."""
    near = [m for m in place.states if place.same_sentence(m) and SIDE.match(place.scene.doc.text, m.end)]
    sides = [m for m in near if place.scene.heads[m.id].head.head.lower_ in ("in", "into", "on")]
    return next((m.entity for m in following(place.scene, place.count, sides)), None)


def _in_brackets(place: CountContext) -> str | None:
    """The State that a count in brackets belongs to, in a list of places: `schools in Chad (12), Togo (4) and Mali
    (3)`. All 5 of train gold that had another or none have it."""
    text, after, chain = place.scene.doc.text, place.count.start, list[Mention]()
    for state in reversed([m for m in place.states if m.end < after]):
        if not (BRACKETS if chain else OPENING).fullmatch(text, state.end, after):
            break
        chain.append(state)
        after = state.start
    return chain[0].entity if chain and is_locative(place.scene, chain[-1]) else None


def _in_city(place: CountContext) -> str | None:
    """The State of a city abroad that a count is in, with no name between: `40 men remain in camps in Nairobi`.
    All 3 of train gold that had the State of the report have it."""
    cities = cities_in(place.scene.doc.text)
    found = (code for at, code in cities if IN_CITY.fullmatch(place.scene.doc.text, place.count.end, at))
    return next((code for code in found if code not in place.about), None)


def _where_arrested(place: CountContext) -> str | None:
    """The State whose authorities made an arrest, where the report is about one other, no heading or place said:
    `two men were arrested by the Chadian police`. Right for both such counts of train gold (S/2017/911 paragraph 11,
    S/2017/95/Rev.1 paragraph 11)."""
    if place.count.event != "detained" or place.heading_country or len(place.about) != 1:
        return None
    said = [m for m in place.objects("count_in") if place.same_sentence(m) and m.form != "demonym"]
    by = [place.mentions[r.object] for r in place.linked("count_by") if r.role == "agent" and not said]
    doers = [
        (m.entity, place.scene.heads[m.id].head) for m in by if m.form == "demonym" and m.entity not in place.about
    ]
    cue = place.count.event_cue
    made = [d for d in doers if cue and d[1].head.lower_ == "by" and d[1].head.head.idx == cue.start]
    return next((code for code, doer in made if doer.lemma_ in AUTHORITIES), None)


def _is_left(place: CountContext, state: Mention) -> bool:
    """Whether the counted left a State: `fled the war in Chad`."""
    words = (token.lemma_ for token in ancestors(place.scene.heads[state.id]))
    moved = place.count.event in ("displaced", "returned")
    return moved and next((MOVES[word] for word in words if word in MOVES), False)


def _is_of_all(place: CountContext) -> bool:
    """Whether what is counted is that of all peacekeeping operations, or members of the Security Council."""
    text, count = place.scene.doc.text, place.count
    before = reversed(place.scene.mentions[: place.scene.order[count.id]])
    last = next((m.end for m in before if m.label == "COUNT"), 0)
    start = max(last, place.scene.heads[count.id].sent.start_char)
    return bool(OF_ALL.search(text, start, count.start) or MEMBERS.match(text, count.end))


def _shares(place: CountContext, candidate: CountryCandidate) -> Iterator[str]:
    """Features: how much of what a report says of States is on the candidate, and on the State that it names most."""
    source, shares = candidate.evidence[0], place.defaults.shares
    share = int(10 * shares.get(candidate.country, 0)) if candidate.country and shares else None
    largest = max(shares.values(), default=0)
    yield from (f"{source} share={share}", f"share={share} largest={int(5 * largest)}")
    yield f"{source} largest={int(10 * largest)} about={len(place.about)}"


def _linked(
    place: CountContext, linked: list[Mention], salient: _SalientStates, clause: ClauseEvidence
) -> CountryCandidate:
    source: CountrySource = "said" if any(map(place.same_sentence, linked)) else "carried"
    score = min(r.score for r in place.linked("count_in"))
    return _candidate(
        CountryCandidate(linked[0].entity, source), clause, source, f"sure={int(score * 10)}",
        f"about={linked[0].entity in place.about}", *salient.evidence(linked[0].entity),
    )  # fmt: skip


def _of_report(place: CountContext, salient: _SalientStates, clause: ClauseEvidence) -> Iterator[CountryCandidate]:
    """The one country of the headings above, else the one that the report is about."""
    name = "heading" if place.heading_country and place.about != place.report.masthead.about_countries else "document"
    for country in place.about if len(place.about) == 1 else ():
        yield _candidate(CountryCandidate(country, "document"), clause, name, *salient.evidence(country))


def _nearby_states(place: CountContext) -> Iterator[str]:
    """Features: how many other States the sentence and the paragraph name."""
    about, found = set(place.about), [m for m in place.states if m.form != "demonym"]
    sentence = [m for m in found if place.same_sentence(m) and m.entity not in about]
    yield f"others here={min(len({m.entity for m in sentence}), 2)}"
    yield f"others={min(len({m.entity for m in found if m.entity not in about}), 2)}"
    yield f"places here={min(sum(is_locative(place.scene, m) for m in sentence), 2)}"
    yield f"named={any(m.entity in about for m in found)}"
    yield f"about={min(len(place.about), 2)}"


def _other(place: CountContext, mention: Mention, salient: _SalientStates, clause: ClauseEvidence) -> CountryCandidate:
    before = word_before(place.scene.spans[mention.id])
    source: CountrySource = "said" if place.same_sentence(mention) else "carried"
    return _candidate(
        CountryCandidate(mention.entity, source), clause, "other",
        f"locative={is_locative(place.scene, mention)}", f"form={mention.form}",
        f"apart={max(-1, min(place.count.sentence - mention.sentence, 3))}",
        f"after={mention.start > place.count.start}", f"initial={is_initial(place.scene.heads[mention.id])}",
        f"preposition={before.lower_ if before is not None else None}", f"about={mention.entity in place.about}",
        *salient.evidence(mention.entity),
    )  # fmt: skip


def _unnamed(place: CountContext, state: str, salient: _SalientStates, clause: ClauseEvidence) -> CountryCandidate:
    """A State that the paragraph does not name."""
    in_sentence = state in salient.cities or state in salient.bodies
    source: CountrySource = "said" if in_sentence else "document" if state in place.about else "carried"
    return _candidate(CountryCandidate(state, source), clause, "unnamed", *salient.evidence(state))


def _candidate(country: CountryCandidate, clause: ClauseEvidence, source: str, *features: str) -> CountryCandidate:
    """The country with its features: alone, in pairs, and crossed with those of the clause."""
    single = (f"src={source}", *(f"{source} {each}" for each in features))
    crossed = (f"{source} {fact}" for fact in (*clause.facts, *clause.words))
    pairs = (f"{source} {one} {two}" for n, one in enumerate(features) for two in features[n + 1 :])
    return replace(country, evidence=(*single, *crossed, *pairs))
