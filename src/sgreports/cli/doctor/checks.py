"""What a run needs, tried one by one."""

import os
import platform
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from importlib.metadata import metadata, requires
from pathlib import Path
from typing import Literal, NamedTuple

from sgreports.errors import SgreportsError, UsageError
from sgreports.provenance import installed
from sgreports.settings import PREFIX, Settings, settings_from

State = Literal["ok", "note", "broken"]
ROOM = 1_000_000_000
"""Bytes that a disk should have free: a run of some hundred reports takes less."""
TRIAL = "# A report\n\n1. UNICEF supported 40 schools in Chad in 2043.\n"
EXTRA = re.compile(r"([\w.-]+).*; extra == ['\"](\w+)['\"]")


class Finding(NamedTuple):
    """What was looked at, how it is, what was found, and what to do; `broken` is what no run works with."""

    what: str
    state: State
    said: str
    remedy: str = ""


def findings() -> Iterator[Finding]:
    """All checks, in the order in which they build on one another."""
    yield python()
    try:
        settings = settings_from()
    except UsageError as error:
        yield Finding("settings", "broken", str(error), "mend the setting; what follows needs the settings")
        return
    yield own_settings(settings)
    yield own_names(settings)
    yield from (_tried(name, check, settings) for name, check in TRIED)
    yield recognition(settings)
    yield cache(settings)
    yield from disks(settings)
    yield from extras()


def python() -> Finding:
    """The Python that runs, and that the program is made for."""
    wanted = metadata("sgreports")["Requires-Python"]
    version = platform.python_version_tuple()[:2]
    least, below = (tuple(map(int, text.split("."))) for text in re.findall(r"3\.\d+", wanted))
    fits = min(least, below) <= tuple(map(int, version)) < max(least, below)
    said = f"{platform.python_version()} ({platform.system()} {platform.machine()})"
    return Finding("Python", "ok", said) if fits else Finding("Python", "broken", said, f"install one that is {wanted}")


def own_settings(settings: Settings) -> Finding:
    """Which settings are not the default, and where they may be from."""
    own = {name: value for name, value in settings if value != Settings.model_fields[name].default}
    shown = ", ".join(f"{name} = {value}" for name, value in own.items() if name != "fetch_contact")
    files = [name for name in ("sgreports.toml",) if Path(name).is_file()]
    variables = sorted(name for name in os.environ if name.upper().startswith(PREFIX))
    origins = f" ({', '.join([*files, *variables])})" if files or variables else ""
    return Finding("settings", "ok", f"{shown or 'the defaults'}{origins}")


def own_names(settings: Settings) -> Finding:
    """The file of the user's own names, and how many it adds of each label."""
    from sgreports.knowledge.names.added import added_names

    if settings.names == Settings.model_fields["names"].default:
        return Finding("names", "ok", "those of the program")
    try:
        added = added_names(settings.names)
    except UsageError as error:
        return Finding("names", "broken", str(error), "mend the file, or the setting names")
    labels = Counter(label for label, _ in added.entities)
    told = f"agencies {labels['AGENCY']}, programmes {labels['PROGRAMME']}, names of countries {len(added.countries)}"
    return Finding("names", "ok", f"those of the program and of {settings.names}: {told}")


def program(settings: Settings) -> str:
    """The versions that run.json names; a model that is missing or another program's is an error."""
    from sgreports.provenance import versions

    v = versions(settings)
    return f"sgreports {v.program}, schema {v.dataset_schema}, spaCy {v.spacy}, {v.model}, lexicons {v.lexicons}"


def models(settings: Settings) -> str | Finding:
    """The trained models that the settings name; `accuracy = best` does without the encoder where it cannot run."""
    from sgreports.provenance import versions

    v = versions(settings)
    if settings.accuracy == "best" and v.encoder == "none":
        said = "onnxruntime or tokenizers is not installed: reports are read without the encoder"
        return Finding("models", "note", said, "pip install onnxruntime tokenizers")
    named = (v.relation_model, v.event_model, v.count_model, v.encoder)
    return "; ".join(name for name in named if name != "none") or "none"


def lists(settings: Settings) -> str | Finding:
    """Whether the models were fitted with the word lists that are there."""
    from sgreports.provenance import refits

    if again := refits(settings):
        return Finding("words", "note", "not those that models were fitted with", ", ".join(again))
    return "those that the models were fitted with"


def trial(settings: Settings) -> str:
    """Reads an invented sentence with all models, whose files are checked by their hashes."""
    from sgreports.pipeline import extract

    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "trial.txt"
        report.write_text(TRIAL, encoding="utf-8")
        found = extract(report, settings)
    return f"a sentence: {len(found.mentions)} mentions, {len(found.relations)} relations, {len(found.counts)} count"


Check = Callable[[Settings], str | Finding]
"""What was found, where that is well, or the finding; raises where it is broken."""
TRIED: tuple[tuple[str, Check], ...] = (
    ("versions", program), ("models", models), ("reading", trial), ("words", lists)
)  # fmt: skip


def _tried(name: str, check: Check, settings: Settings) -> Finding:
    try:
        found = check(settings)
    except (SgreportsError, OSError, ImportError) as error:
        return Finding(name, "broken", str(error), "install sgreports again, or mend what it names")
    return found if isinstance(found, Finding) else Finding(name, "ok", found)


def recognition(settings: Settings) -> Finding:
    """Tesseract, tried on an empty page; only scans need it, and who forces it."""
    from PIL import Image

    from sgreports.reading.legibility import HOW_TO_INSTALL
    from sgreports.reading.ocr.tesseract import TesseractError, engine_version, words_of

    if settings.ocr == "never":
        return Finding("Tesseract", "ok", "not asked for (ocr = never)")
    lacking: State = "broken" if settings.ocr == "force" else "note"
    version = engine_version()
    if version is None:
        return Finding("Tesseract", lacking, "not installed: pages without text are refused", HOW_TO_INSTALL)
    try:
        words_of(Image.new("L", (400, 100), 255))
    except TesseractError as error:
        return Finding("Tesseract", lacking, f"{version}: {error}", "install its English data (tesseract-ocr-eng)")
    return Finding("Tesseract", "ok", version)


def cache(settings: Settings) -> Finding:
    """The folder of cached results: whether it is ours and may be written, and what it holds."""
    from sgreports.cache import REMEDY, Cache

    if not settings.use_cache:
        return Finding("cache", "ok", "not used (use_cache = false)")
    held = Cache(settings.cache.expanduser())
    try:
        held.check()
    except UsageError as error:
        return Finding("cache", "broken", str(error))
    if not os.access(there(held.folder), os.W_OK):
        return Finding("cache", "broken", f"{held.folder} cannot be written", REMEDY)
    size = sum(size for _, size, _ in held.entries()) / 1e6
    return Finding("cache", "ok", f"{held.folder}: {size:,.1f} of {settings.cache_megabytes:,} MB")


def there(folder: Path) -> Path:
    """The folder, or the nearest one above it that there is."""
    return next(place for place in (folder.absolute(), *folder.absolute().parents) if place.exists())


def disks(settings: Settings) -> Iterator[Finding]:
    """The room where results, temporary files and datasets go; each disk once."""
    places = {"this folder": Path.cwd(), "temporary files": Path(tempfile.gettempdir()), "cache": settings.cache}
    seen = set[int]()
    for name, place in places.items():
        folder = there(place.expanduser())
        if (device := folder.stat().st_dev) in seen:
            continue
        seen.add(device)
        free = shutil.disk_usage(folder).free
        said = f"{free / 1e9:,.1f} GB free for {name} ({folder})"
        yield Finding("disk", "ok", said) if free >= ROOM else Finding("disk", "note", said, "make room before a run")


def extras() -> Iterator[Finding]:
    """The optional parts of the package."""
    needed: dict[str, list[str]] = {}
    for package, extra in (found.groups() for found in map(EXTRA.match, requires("sgreports") or ()) if found):
        needed.setdefault(extra, []).append(package)
    for extra, packages in sorted(needed.items()):
        missing = [package for package in packages if installed(package) == "not installed"]
        versions = ", ".join(f"{package} {installed(package)}" for package in packages)
        how = f"install sgreports with [{extra}]"
        yield Finding(extra, "note", "not installed", how) if missing else Finding(extra, "ok", versions)
