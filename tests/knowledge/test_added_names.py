"""Names that a user adds by a CSV file: what they become, and what is said of a file that is wrong."""

from pathlib import Path

import pytest

from sgreports.errors import UsageError
from sgreports.knowledge.names.added import added_names, adding
from sgreports.knowledge.names.countries import country_names
from sgreports.knowledge.names.entities import EntityRecord, registry
from sgreports.knowledge.names.instruments import entity_record

EXAMPLE = Path(__file__).parents[2] / "docs/guides/names.csv"


def test_the_lists_have_them_as_long_as_they_are_added() -> None:
    keys = ("lsb", "boats-for-all", "unicef", "MWI")
    before = {key: entity_record(key) for key in keys}
    with adding(str(EXAMPLE)):
        lsb, boats, unicef, malawi = (entity_record(key) for key in keys)
    assert {key: entity_record(key) for key in keys} == before
    assert lsb == EntityRecord(
        entity="lsb", label="AGENCY", kind="intergovernmental", name="Lake Shore Board", abbreviation="LSB",
        aliases=("Shore Board", "Board of the Shore"),
    )  # fmt: skip
    assert boats == EntityRecord(entity="boats-for-all", label="PROGRAMME", name="Boats for All")
    assert _apart(before["unicef"], unicef) == {"Children's Emergency Service"}
    assert _apart(before["MWI"], malawi) == {"Land of Lakes"}


def test_a_body_of_the_registries_is_meant_by_its_own_name(tmp_path: Path) -> None:
    file = tmp_path / "names.csv"
    file.write_text("label,name,abbreviation,aliases\nAGENCY,World Food Programme,WFP,Bread Board\n", encoding="utf-8")
    before = entity_record("wfp")
    with adding(str(file)):
        assert _apart(before, entity_record("wfp")) == {"WFP", "Bread Board"}


def _apart(before: EntityRecord | None, after: EntityRecord | None) -> set[str]:
    """The aliases that came; all else is as it was."""
    assert before is not None
    assert after is not None
    assert after.model_copy(update={"aliases": before.aliases}) == before
    return set(after.aliases) - set(before.aliases)


def test_an_added_name_goes_before_one_of_the_lists(tmp_path: Path) -> None:
    file = tmp_path / "names.csv"
    rows = "\n".join(
        ["\ufefflabel,name,abbreviation,kind,key", "COUNTRY,Congo,,,cod", ",,,,", "agency,Water Board,WFP,civil,water"]
    )
    file.write_text(rows, encoding="utf-8")
    with adding(str(file)):
        assert {form.iso3 for form in country_names() if form.name == "Congo"} == {"COD"}
        assert [row.key for _, row in registry() if "WFP" in row.abbreviation] == ["water", "wfp"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "line 1: the column label is missing; label and name are needed"),
        ("label;name\nAGENCY;Board", "line 1: there is no column 'label;name'; did you mean label?"),
        ("label,nmae", "line 1: there is no column 'nmae'; did you mean name?"),
        ("label,name\nAGENCY,Fund, Lake", "line 2: more cells than columns; put a cell that has a comma in"),
        ("label,name\nBODY,Board", "line 2: the label 'BODY' is none of AGENCY, PROGRAMME, COUNTRY"),
        ("label,name\nAGENCY,", "line 2: the name is missing"),
        ("label,name\nAGENCY,Board", "line 2: an agency needs a kind: un, intergovernmental, partnership, national,"),
        ("label,name,kind\nAGENCY,Board,martian", "line 2, entry 'board': kind: Input should be 'un'"),
        ("label,name,key\nPROGRAMME,Boats,Boats for All", "line 2: the key 'Boats for All' is not of the form"),
        ("label,name\nPROGRAMME,A\nPROGRAMME,a", "line 3: the key 'a' came before; give its names in one row"),
        ("label,name\nPROGRAMME,UNICEF", "line 2: the key 'unicef' is that of United Nations Children's Fund"),
        ("label,name,key\nPROGRAMME,X,unicef", "line 2: 'unicef' is United Nations Children's Fund, label AGENCY"),
        ("label,name\nCOUNTRY,Land of Lakes", "line 2: the key of a country is its ISO 3166 code (`SSD`); there"),
        ("label,name,key\nCOUNTRY,Lakes,XXX", "there is no 'XXX'"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, content: str, said: str) -> None:
    file = tmp_path / "names.csv"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        added_names(str(file))
    assert said in str(caught.value)
    assert str(caught.value).startswith(str(file))


def test_a_file_that_is_none(tmp_path: Path) -> None:
    latin = tmp_path / "names.csv"
    latin.write_bytes("label,name\nPROGRAMME,Café".encode("latin-1"))
    with pytest.raises(UsageError, match="is not UTF-8; save it as CSV UTF-8"):
        added_names(str(latin))
    with pytest.raises(
        UsageError, match=r"cannot be read \(No such file or directory\); the setting names is a CSV file"
    ):
        added_names(str(tmp_path / "nowhere.csv"))
