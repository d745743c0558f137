"""What `respectively` tells apart: each number of a list has its own member of another list, as long and in order."""

from collections.abc import Sequence
from itertools import pairwise

from sgreports.parsing.tokens import Parse, Span, Token
from sgreports.sentence.clauses import brackets, is_in_any
from sgreports.sentence.comparison import COMPARED_WITH
from sgreports.sentence.counted import own_noun
from sgreports.sentence.tags import FINITE, FINITE_OR_MODAL, SUBJECTS

BEGINS = (*FINITE_OR_MODAL, "VBG", "WDT", "WP", "WP$", "WRB", ":")  # of words with which a clause begins
Numbers = list[list[Span]]  # a list, with two numbers together in `from 4 to 9 and from 3 to 7`


def told_apart(doc: Parse, numbers: Sequence[Span], lists: Sequence[Sequence[Span]] | None = None) -> dict[int, Span]:
    """What each number has, by its first token: of the lists, else its noun or verb, or an earlier number."""
    found: dict[int, Span] = {}
    for said in (doc[i] for i in doc.places.get("respectively", ())):
        sentence, aside = said.sent, brackets(said.sent)
        here = [n for n in numbers if n.sent is sentence and is_in_any(aside, n.start) == is_in_any(aside, said.i)]
        ours = _number_lists(here) if len(sentence.tokens_of("respectively")) == 1 else []
        if lists is not None or not ours:
            found |= _aligned(ours, [each for each in lists or () if each[0].sent is sentence])
        else:
            before = _number_lists([n for n in numbers if n.sent.end == sentence.start])
            bare = [each for each in ours if own_noun(each[-1][-1]) is None]
            found |= _earlier(ours[-1], ours[:-1] or before)
            found |= _aligned(bare, _word_lists(said, "NOUN")) | _aligned(ours, _word_lists(said, "VERB"))
    return found


def _aligned(numbers: Sequence[Numbers], others: Sequence[Sequence[Span]]) -> dict[int, Span]:
    """The two lists that are equally long; nothing if several could be meant."""
    pairs = [(ours, other) for ours in numbers for other in others if len(ours) == len(other)]
    told = zip(*pairs[0], strict=True) if len(pairs) == 1 else ()
    return {each.start: own for both, own in told for each in both}


def _earlier(ours: Numbers, lists: Sequence[Numbers]) -> dict[int, Span]:
    """The numbers before, unless the sentence says another thing of ours: `it sent 40 and 20 and lost 2 and 1`."""
    first = ours[0][0]
    between = first.doc.span(max(first.sent.start, *(each[-1][-1].end for each in lists), 0), first.start + 1)
    says = any(t.pos_ == "VERB" and t.tag_ in FINITE for t in between)
    return {} if says else _aligned([ours], [[both[-1] for both in each] for each in lists])


def _number_lists(numbers: Sequence[Span]) -> list[Numbers]:
    """The lists of numbers, with a comma or conjunction between and no other clause or comparison."""
    lists: list[Numbers] = [[[number]] for number in numbers[:1]]
    for last, number in pairwise(numbers):
        between = last.doc.span(last.end, number.start)
        begins = any(t.tag_ in BEGINS and t.lower_ != "including" for t in between)
        compared = COMPARED_WITH.search(last.doc.text, last.end_char, number.start_char + 1)
        if between.text == "to":
            lists[-1][-1].append(number)
        elif any(t.text == "," or t.pos_ == "CCONJ" for t in between) and not begins and not compared:
            lists[-1].append([number])
        else:
            lists.append([[number]])
    return [each for each in lists if len(each) > 1]


def _word_lists(said: Token, part: str) -> list[list[Span]]:
    """Lists of nouns or passive verbs that begin before the word, the later ones without number, subject or object."""
    words = said.doc[said.sent.start : said.i]
    chains = {id(chain): chain for t in words if len(chain := t.doc.chain_of(t)[0]) > 1}
    alike = [c for c in chains.values() if all(t.pos_ == part and (part == "NOUN" or t.tag_ == "VBN") for t in c)]
    own = ("nummod", "dobj", *SUBJECTS)
    plain = [c for c in alike if not any(each.dep_ in own for t in c[1:] for each in t.children)]
    return [[said.doc.span(t.i, t.i + 1) for t in sorted(chain, key=lambda t: t.i)] for chain in plain]
