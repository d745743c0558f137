"""The input of the steps of this room: a paragraph's scene, a count in it, and its relations."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import prod

from sgreports.counting.defaults import ReportDefaults
from sgreports.counting.event.features import CountView
from sgreports.model.facts import Mention, Relation, RelationType
from sgreports.model.report import Report
from sgreports.scene.scene import Scene


@dataclass(frozen=True, slots=True)
class CountContext:
    """A count in its paragraph, with its relations by type. `mentions` are those of the report by id.

    `defaults` are the report's own year and States; `section` is the key of the count's section, `heading` its title,
    `heading_country` the country that the headings over the paragraph name; `is_part` tells whether the count is part
    of a total; `dated` are the dates that some count of the report has. `dates` and `states` are the paragraph's YEAR
    and COUNTRY mentions that are resolved, in text order; `compared` has the dates that say what is compared with, with
    the first and last offset of the comparison; `view` has all its counts, for features of events.
    """

    report: Report
    scene: Scene
    view: CountView
    count: Mention
    relations: Mapping[RelationType, Sequence[Relation]]
    mentions: Mapping[str, Mention]
    defaults: ReportDefaults = field(default_factory=ReportDefaults)
    section: str = ""
    heading: str = ""
    heading_country: str | None = None
    is_part: bool = False
    dated: frozenset[str] = frozenset()
    dates: Sequence[Mention] = ()
    compared: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    states: Sequence[Mention] = ()

    def linked(self, kind: RelationType) -> list[Relation]:
        """The count's relations of a type, in the order of what they link it to."""
        return sorted(self.relations.get(kind, ()), key=lambda r: self.mentions[r.object].start)

    def objects(self, kind: RelationType) -> list[Mention]:
        """What the relations of a type link the count to, in text order."""
        return [self.mentions[r.object] for r in self.linked(kind)]

    def same_sentence(self, other: Mention) -> bool:
        """Whether a mention stands in the count's sentence."""
        return other.sentence == self.count.sentence

    @property
    def about(self) -> tuple[str, ...]:
        """The country of the headings above, else those that the report is about."""
        by_heading = (self.heading_country,) if self.heading_country else ()
        return by_heading or self.report.masthead.about_countries or self.defaults.about


def joint_probability(relations: Sequence[Relation]) -> float | None:
    """The joint probability of relations; None if there are none."""
    return round(prod(r.score for r in relations), 3) if relations else None
