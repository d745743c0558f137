"""README.md of a published dataset: what it is, from what, how made, how good, its limits."""

from collections.abc import Iterable, Iterator

from sgreports.dataset.publish.about import About
from sgreports.dataset.publish.codebook_forms import plain
from sgreports.dataset.publish.scores import Score, ScoreFile
from sgreports.dataset.publish.texts import filled

GROUPS = {
    "strict": "mentions, exact span and label", "relaxed": "mentions, overlapping span and label",
    "entity": "normal form right, where found", "unit": "unit of a count right, where found", "relation": "relations",
    "status": "polarity and modality right",
}  # fmt: skip
SHARES = ("entity", "unit")
BROWSER = "Open `browser/index.html` to look at documents, entities and relations and to search: no server is needed.\n"


def card(about: About) -> str:
    """The file, in Markdown."""
    span = f" Their dates run from {about.years[0]} to {about.years[1]}." if about.years else ""
    address = f" ({about.licence.path})" if about.licence.path else ""
    holes = {
        "title": plain(about.title), "tables": "\n".join(_tables(about)), "browser": BROWSER if about.browser else "",
        "outcomes": ", ".join(f"{n:,} {name}" for name, n in sorted(about.outcomes.items())) or "not told",
        "years": span, "made": "\n".join(_made(about)), "quality": "\n".join(_quality(about)),
        "limits": "".join(f"- {line}\n" for line in _limits(about)), "licence": plain(about.licence.title) + address,
    }  # fmt: skip
    return filled("card.md", holes)


def _tables(about: About) -> Iterator[str]:
    yield from (f"| `{t.name}` | {t.rows:,} | {plain(t.meaning)} |" for t in about.tables)


def _made(about: About) -> Iterator[str]:
    yield from (f"| {plain(name)} | {plain(value)} |" for name, value in about.versions.items())
    yield from (f"| setting `{name}` | {plain(str(value))} |" for name, value in about.settings.items())


def _quality(about: About) -> Iterable[str]:
    if not about.scores:
        return ["No scores came with this dataset: nothing is claimed here about how many rows are right or missing."]
    return [line for file in about.scores for line in _score_table(file)]


def _score_table(file: ScoreFile) -> Iterator[str]:
    yield f"From `quality/{plain(file.name)}` (SHA-256 {file.sha256[:16]}…): the program against paragraphs that"
    yield "annotators marked, as `sgreports score` measures it; 95 % intervals over paragraphs, in brackets.\n"
    yield "| score | precision | recall | F1, or share right | in gold |\n|---|---:|---:|---:|---:|"
    yield from (_score_line(score) for score in file.scores if score.name.split()[0] in GROUPS)


def _score_line(score: Score) -> str:
    group, _, of = score.name.partition(" ")
    share = group in SHARES
    value = score.recall if share else score.f1
    both = ("", "") if share else (f"{score.precision:.3f}", f"{score.recall:.3f}")
    name = f"{GROUPS[group]}: {of or 'all'}"
    return f"| {plain(name)} | {both[0]} | {both[1]} | {value:.3f} [{score.low:.3f}, {score.high:.3f}] | {score.n:,} |"


def _limits(about: About) -> Iterator[str]:
    if about.partial:
        yield f"{about.partial:,} documents could be read in part only (`status` is `partial`)."
    if about.issues:
        told = ", ".join(f"{plain(code)} {n:,}" for code, n in about.issues.items())
        yield f"The table `issues` lists what the program itself noticed: {told}."
