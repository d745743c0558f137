"""What the desk could not save before it ended is kept by the browser and taken over by the next desk of the folder."""

import pytest

from .conftest import Bench, Open

pytestmark = pytest.mark.slow
PROPOSED = ("[UNICEF]{AGENCY unicef un} helped [Chad]{COUNTRY TCD name}.", "supports m1 m2")
KEPT = "digits => Object.keys(localStorage).filter(key => key.startsWith(`desk ${digits} `)).length"


def end_unsaved(desk: Bench, patch: pytest.MonkeyPatch) -> None:
    """The desk saves no more, the reader changes a kind and notes a doubt, and closes the tab."""

    def gone(*_: object) -> None:
        raise OSError(5, "the desk is gone")

    with patch.context() as here:
        here.setattr("sgreports.desk.server.app.save", gone)
        desk.keys("k n 'why? Enter")
        desk.state("offline")
        desk.page.goto("about:blank")
        desk.settle()
    assert desk.answer().saved is None


def test_the_next_desk_of_the_folder_takes_over_what_was_not_saved(
    at_desk: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = at_desk(PROPOSED, PROPOSED)
    end_unsaved(desk, monkeypatch)
    desk.open(1)
    desk.says("One paragraph that the desk had not saved before was taken over.")
    assert desk.page.locator("#which").text_content() == "A/99/7 ¶2"
    assert (desk.answer().note, desk.kept("m1").kind) == ("why?", "intergovernmental")
    assert desk.page.evaluate(KEPT, desk.desk.folder.digits()) == 0


def test_what_another_saved_meanwhile_is_not_written_over(at_desk: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = at_desk(PROPOSED)
    end_unsaved(desk, monkeypatch)
    here = desk.answer()
    assert here.proposal
    body = {"index": 0, "document": here.document, "paragraph": "1", "hash": here.hash, "version": "", "mentions": [],
            "relations": [], "done": False, "note": "mine"}  # fmt: skip
    sent = desk.page.request.put(
        desk.address.replace("/?", "/api/paragraph?"), data=body, headers={"Content-Type": "application/json"}
    )
    assert sent.status == 200
    desk.open()
    desk.page.locator("#conflict #mine").click()
    assert desk.saved()[0] == "UNICEF AGENCY unicef intergovernmental"
    assert desk.page.evaluate(KEPT, desk.desk.folder.digits()) == 0
