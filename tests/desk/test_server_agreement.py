"""Where the annotator and another differ, as the desk answers it."""

from sgreports_gold.annotation.gold.marks import gold_of
from sgreports_gold.annotation.gold.records import Marks

from .conftest import DOCUMENT, TEXTS, Open


def test_differences_are_of_what_both_have_accepted(opened: Open) -> None:
    desk, client = opened("mk")
    empty: dict[str, object] = {"others": [], "other": None, "paragraphs": 0, "same": {}, "apart": []}
    assert client.get("/api/agreement").json() == empty
    chad = {"id": "m1", "label": "COUNTRY", "start": 0, "end": 4, "text": "Chad", "entity": "TCD", "kind": "name"}
    for name, entity, draft in (("mk", "TCD", False), ("ben", "MLI", False), ("cy", "MLI", True)):
        marks = Marks.model_validate({"mentions": [chad | {"entity": entity}]})
        gold = gold_of(marks, TEXTS["3"], DOCUMENT, "3", name).model_copy(update={"draft": draft})
        desk.folder.save(desk.folder.file(name, DOCUMENT), gold, "", ["3"])
    assert client.get("/api/agreement").json() == {
        "others": ["ben", "cy"], "other": "ben", "paragraphs": 1, "same": {"COUNTRY": 1},
        "apart": [{"document": DOCUMENT, "paragraph": "3", "name": "COUNTRY", "what": "entity",
                   "says": "entity of “Chad”: TCD to mk, MLI to ben"}],
    }  # fmt: skip
    assert client.get("/api/agreement?other=cy").json() == empty | {"others": ["ben", "cy"], "other": "cy"}
    assert client.get("/api/agreement?other=nobody").status_code == 404
