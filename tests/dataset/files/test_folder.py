"""A run's folder: the contract's columns in every form, valid, the same from run to run."""

import datetime
import json
import re
from pathlib import Path

import duckdb
import frictionless
import pandas as pd
import pytest

from sgreports import read
from sgreports.dataset.files.folder import DUCKDB, FILES, RUN, check_out, write_run
from sgreports.dataset.files.share import packed, share_of, unpacked
from sgreports.dataset.rows.document_rows import mention_rows, rows_of
from sgreports.dataset.rows.entities import entity_counts, entity_rows
from sgreports.dataset.stored.stored import Form
from sgreports.dataset.views import VIEWS
from sgreports.errors import UsageError
from sgreports.model.facts import Extraction
from sgreports.model.records import ROWS, TABLES
from sgreports.provenance import summary_of
from sgreports.settings import Settings

CONTRACT = """
documents: document symbols title subtitle kind author organs session agenda_items date period_start period_end previous
 distribution original_language language job_number mandates pages source sha256 status about_countries mission series
 period_from corrects
sections: document section level label title parent order
paragraphs: document paragraph number part section order text page_first page_last boxes footnotes styles ocr word_index
tables: document table number title page section cells notes source_line
table_cells: document table_key row_index col_index row_span col_span row_header col_header text number page boxes
figures: document figure number title page section notes source_line
text_units: document text_unit kind text page boxes
mentions: id document paragraph text_unit label kind form start end text entity unit unit_from event page boxes pinpoint
 sentence source score year_start year_end value_min value_max comparator
entities: entity label kind name display_name abbreviation aliases iso3 m49 url mentions documents
relations: id document paragraph type subject object subject_label subject_entity subject_text object_label
 object_entity object_text polarity modality role attributed_to source trigger evidence rule score
counts: count document paragraph page sentence_text text value_min value_max comparator kind unit unit_from unit_lemma
 unit_phrase unit_class thing event event_text said telling brought polarity modality attributed_to agents reported_by
 whose agent_text times
 time_from time_start time_end country country_from part_of part_group measure cumulative additive not_additive repeats
 also_in revised_by covered_by score unit_score event_score agent_score time_score country_score measure_score verdict
 decided_by decided_kind proposed
issues: document code paragraph page detail
"""


def write(folder: Path, *extractions: Extraction) -> Path:
    """A run of these documents."""
    counts = [c for e in extractions for c in entity_counts(mention_rows(e))]
    shares = [*map(rows_of, extractions), {"entities": entity_rows(counts, lambda _: None)}]
    summary = summary_of((), Settings(), "made", folder, datetime.datetime.now(datetime.UTC))
    write_run(folder, map(share_of, shares), summary)
    return folder


def test_the_columns_are_the_contracts() -> None:
    contract = {name: words.split() for name, words in re.findall(r"^(\w+):((?:.|\n )*)", CONTRACT, re.MULTILINE)}
    assert {row.resource: list(row.model_fields) for row in ROWS} == contract


def test_frictionless_accepts_the_package(tmp_path: Path, extraction: Extraction) -> None:
    report = frictionless.validate(str(write(tmp_path / "run", extraction) / "datapackage.json"))
    assert report.flatten(["rowNumber", "fieldName", "message"]) == []
    assert len(report.tasks) == len(ROWS)


def test_frictionless_sees_a_broken_key(tmp_path: Path, extraction: Extraction) -> None:
    run = write(tmp_path / "run", extraction)
    relations = run / "relations.csv"
    relations.write_text(relations.read_text().replace("A/99/7#m2", "A/99/7#m99"))
    assert frictionless.validate(str(run / "datapackage.json")).flatten(["type"]) == [["foreign-key"]]


def test_a_second_run_writes_the_same_bytes(tmp_path: Path, extraction: Extraction) -> None:
    one, two = write(tmp_path / "one", extraction), write(tmp_path / "two", extraction)
    assert {p.name for p in one.iterdir()} == FILES
    differ = {p.name for p in one.iterdir() if p.read_bytes() != (two / p.name).read_bytes()}
    assert differ <= {RUN, DUCKDB}


def test_a_share_comes_back_from_its_archive(extraction: Extraction) -> None:
    share = share_of(rows_of(extraction))
    assert unpacked(packed(share)) == share
    assert packed(share) == packed(share_of(rows_of(extraction)))


def test_a_table_without_rows_is_there(tmp_path: Path) -> None:
    assert {name: len(frame) for name, frame in read(write(tmp_path / "run")).items()} == dict.fromkeys(TABLES, 0)


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_every_form_reads_as_the_same_frames(tmp_path: Path, extraction: Extraction, form: Form) -> None:
    frames = read(write(tmp_path / "run", extraction), form)
    assert list(frames) == [row.resource for row in ROWS]
    assert frames["documents"].date[0] == pd.Timestamp(2044, 5, 6)
    assert frames["documents"].period_start.isna().all()
    assert list(frames["paragraphs"].text) == [p.text for p in extraction.report.paragraphs]
    assert list(frames["mentions"].page) == [2, 2, 2, 2]
    assert frames["mentions"].boxes[1] == [[2, 100, 62, 150, 72]]
    assert frames["mentions"].value_min[2] == 40.0
    assert frames["tables"].cells[0] == [["a", ""], ["+1", "@b"]]
    assert frames["relations"].trigger[0] == {"start": 8, "end": 20, "text": "jointly with"}
    types = {"number": "Int64", "text": "string", "page_first": "Int64", "boxes": "object"}
    assert {c: str(frames["paragraphs"][c].dtype) for c in types} == types
    assert str(frames["documents"].date.dtype) == "datetime64[s]"


def test_duckdb_holds_the_tables(tmp_path: Path, extraction: Extraction) -> None:
    with duckdb.connect(str(write(tmp_path / "run", extraction) / DUCKDB), read_only=True) as connection:
        query = "SELECT m.text, d.date FROM mentions m JOIN documents d USING (document) WHERE m.label = 'COUNTRY'"
        assert connection.execute(query).fetchall() == [("Chad", datetime.date(2044, 5, 6))]
        held = {row[0] for row in connection.execute("SHOW TABLES").fetchall()}
        assert held == {*(row.resource for row in ROWS), *VIEWS}


def test_the_package_holds_no_times(tmp_path: Path, extraction: Extraction) -> None:
    package = json.loads((write(tmp_path / "run", extraction) / "datapackage.json").read_text())
    assert not re.search(r"\d{4}-\d\d-\d\dT", json.dumps(package))
    assert {r["name"]: [f["name"] for f in r["schema"]["fields"]] for r in package["resources"]} == {
        row.resource: list(row.model_fields) for row in ROWS
    }


def test_tables_that_no_run_wrote_are_not_replaced(tmp_path: Path, extraction: Extraction) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "documents.csv").write_text("mine")
    with pytest.raises(UsageError, match=r"holds 'documents\.csv', but no run\.json .*--force"):
        check_out(own)
    check_out(own, force=True)
    run = write(tmp_path / "run", extraction)
    check_out(run)
    (run / RUN).unlink()
    with pytest.raises(UsageError, match=r"but no run\.json of a run"):
        check_out(run)


def test_out_that_cannot_be_a_folder_of_its_own_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("loop").symlink_to("loop")
    for out, words in ((".", "the folder that you are in"), ("/", "is a whole disk"), ("loop", "cannot write to loop")):
        with pytest.raises(UsageError, match=words):
            check_out(Path(out))


def test_out_that_is_a_link_to_a_run_is_followed(tmp_path: Path, extraction: Extraction) -> None:
    run = write(tmp_path / "disk" / "run", extraction)
    (tmp_path / "link").symlink_to(run)
    check_out(tmp_path / "link")
    write(tmp_path / "link", extraction)
    assert (tmp_path / "link").is_symlink()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["disk", "link"]


def test_a_folder_without_a_run_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no dataset"):
        read(tmp_path)
