"""Places of counts (`count_in`): in the clause, or the country that the paragraph's frame holds.

GUIDELINES, "Frame": a narrower place does not end the country's frame; a demonym names no place.
"""

from collections.abc import Iterator, Mapping, Sequence

from sgreports.counting.links import CountLink, SentenceMentions
from sgreports.knowledge.statements.relations import relation_words
from sgreports.model.facts import Mention
from sgreports.scene.lists import list_members
from sgreports.scene.scene import Scene
from sgreports.scene.scope import in_scope
from sgreports.sentence.clauses import innermost_clause, is_initial, within, word_before, words_between
from sgreports.sentence.counted import is_definite
from sgreports.sentence.scope import has_new_subject

PARTS = ("central", "eastern", "northern", "southern", "western")  # of a State, behind `in`


def places_of_counts(
    scene: Scene, table: Sequence[SentenceMentions], totals: Mapping[str, Mention]
) -> Iterator[CountLink]:
    """The `count_in` of every count of a paragraph; `totals` gives each part its total."""
    frame: Mention | None = None
    for row in table:
        local = [c for c in row.of("COUNTRY") if is_locative(scene, c)]
        for count in row.of("COUNT"):
            found = _places_in_clause(scene, count, [c for c in local if in_scope(scene, c, count)])
            yield from (CountLink("count_in", count, country, "clause") for country in found)
            if not found and frame is not None and count.id not in totals and _carries_place(scene, row, count):
                yield CountLink("count_in", count, frame, "carried")
        frame = _next_place_frame(scene, local, frame)


def is_locative(scene: Scene, country: Mention) -> bool:
    """Whether a country is a place or a host: after `in`, in a list whose first name is, or as the subject of
    `host`."""
    if country.form == "demonym":
        return False
    first = list_members(scene, country, ("COUNTRY",))[0]
    before = word_before(scene.spans[first.id])
    before = before.nbor(-1) if before is not None and before.lower_ in PARTS and before.i else before
    if before is None:
        return False
    words = relation_words()
    if before.i and scene.doc[before.i - 1].lower_ in ("them", "whom", "which"):
        return False
    if before.lower_ == "of" and before.head.lower_ in words["place_of_nouns"]:
        return True
    if before.lower_ == "to":
        return before.head.lemma_ in ("visit", "return", "arrive", "deploy")
    return before.lower_ in words["place_prepositions"] or _is_host(scene, first)


def _is_host(scene: Scene, country: Mention) -> bool:
    head = scene.heads[country.id]
    return head.dep_ == "nsubj" and head.head.lemma_ in relation_words()["holding"]


def _places_in_clause(scene: Scene, count: Mention, local: list[Mention]) -> list[Mention]:
    """The country or list of countries of a count's clause: the next one after it, else the nearest before."""
    arrivals = [c for c in local if _is_destination(scene, c)]
    if arrivals:
        return arrivals[-1:]
    before = [c for c in local if c.start < count.start]
    chosen = before[-1:]
    if not before or not is_initial(scene.heads[before[-1].id]):
        chosen = following(scene, count, local) or chosen
    return [m for c in chosen for m in list_members(scene, c, ("COUNTRY",)) if m in local] if chosen else []


def following(scene: Scene, count: Mention, local: list[Mention]) -> list[Mention]:
    """The first country after a count in its clause, if there is one."""
    for country in local:
        if country.start > count.start:
            words = words_between(scene.spans[count.id], scene.spans[country.id])
            is_relative = any(within(words, scene.doc.labels, ("relcl",)))
            if not is_relative and not has_new_subject(words, scene.heads[count.id]):
                return [country]
    return []


def _is_destination(scene: Scene, country: Mention) -> bool:
    """Whether a country is the destination of an arrival: `arrived in Burundi`."""
    before = word_before(scene.spans[country.id])
    return before is not None and before.head.lemma_ in relation_words()["arrival_verbs"]


def _carries_place(scene: Scene, row: SentenceMentions, count: Mention) -> bool:
    """Whether the paragraph's country still holds: not of known things, nor where the sentence names another place."""
    if is_definite(scene.spans[count.id], count.kind):
        return False
    others = [c for c in row.of("COUNTRY") if c.form != "demonym" and c.start < count.start]
    return not any(t.lower_ in relation_words()["place_breakers"] for t in row.sentence) and not others


def _next_place_frame(scene: Scene, local: list[Mention], frame: Mention | None) -> Mention | None:
    """The country that holds after a sentence: its last place, unless that is one of a list."""
    local = [c for c in local if innermost_clause(scene.heads[c.id]).dep_ != "relcl"]
    if not local:
        return frame
    last = next((c for c in local if _is_destination(scene, c)), local[-1])
    return last if len(list_members(scene, last, ("COUNTRY",))) == 1 else None
