"""What the desk's questions for cells of rows are worth; no score of a run.

row asked     of the rows found, the share with a cell that a reader of the desk is asked for
row caught    of the cells measure, years and country that are wrong, the share that is asked for
"""

from collections.abc import Mapping, Sequence

from sgreports_gold.annotation.gold.records import GoldParagraph
from sgreports_gold.annotation.gold.row import CELLS, unsure_cells
from sgreports_gold.annotation.scoring.comparison import Comparison, Row, Span
from sgreports_gold.annotation.scoring.row_scores import right_cells, with_rows

QUESTIONS = ("row asked", "row caught")


def compare_questions(gold: GoldParagraph, found: Sequence[Span], rows: Mapping[str, Row], out: Comparison) -> None:
    """Counts the questions for the rows of a paragraph; `rows` are those of the run by the id of their mention."""
    spans = with_rows(found, rows)
    for m in gold.mentions:
        span = spans.get((m.start, m.end))
        if m.label != "COUNT" or m.row is None or span is None:
            continue
        row = rows[span.row["id"]]
        asked, right = set(unsure_cells(row)), dict(right_cells(m, m.row, span.row, row))
        out.count("tp" if asked else "fn", "row asked")
        for cell in CELLS:
            if not right[cell]:
                out.count("tp" if cell in asked else "fn", "row caught")
