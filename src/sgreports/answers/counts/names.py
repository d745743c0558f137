"""Whether a dataset has what a question names; if not, which names are nearest."""

from typing import TYPE_CHECKING

from sgreports.answers.counts.question import Question
from sgreports.answers.named import suggested
from sgreports.answers.queries import records
from sgreports.errors import UsageError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

CALLED = "SELECT entities_called($word) AS called"
COLUMNS = {"agent": "agents", "source": "reported_by", "whose": "whose"}


def check_names(connection: "DuckDBPyConnection", question: Question) -> None:
    """Raises UsageError for a series, an agent, a source or a holder that no count of the dataset has."""
    series = {row["series"] for row in records(connection, "SELECT DISTINCT series FROM facts") if row["series"]}
    if question.series is not None and question.series not in series:
        raise UsageError(f"there is no series {question.series!r} in this dataset{suggested(question.series, series)}")
    for field, column in COLUMNS.items():
        asked = getattr(question, field)
        if asked is not None:
            _check(connection, field, column, asked)


def _check(connection: "DuckDBPyConnection", field: str, column: str, asked: str) -> None:
    names = (
        f"SELECT DISTINCT unnest({column}) AS name FROM facts UNION SELECT DISTINCT unnest({column}_name) FROM facts"
    )
    texts = " UNION SELECT agent_text FROM facts WHERE agent_text IS NOT NULL" if field == "agent" else ""
    known = {row["name"] for row in records(connection, names + texts)}
    called = {key for row in records(connection, CALLED, {"word": asked}) for key in row["called"]}
    if not called & known and not any(asked.casefold() in name.casefold() for name in known):
        raise UsageError(f"no count of this dataset has the {field} {asked!r}{suggested(asked, known)}")
