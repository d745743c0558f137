"""What the desk could not save before it ended is kept by the browser and taken over by the next desk of the folder."""

import pytest

from sgreports.desk.files.folder import AnnotationFolder, StoredParagraph

from .conftest import Bench, Open, keep, said

pytestmark = pytest.mark.slow
PROPOSED = ("[UNICEF]{AGENCY unicef un} helped [Chad]{COUNTRY TCD name}.", "supports m1 m2")
KEPT = "digits => Object.keys(localStorage).filter(key => key.startsWith(`desk ${digits} `)).length"


class Gone(AnnotationFolder):
    """A folder on a disk that takes nothing, whenever the page sends it: at once, again, and while it is left."""

    def save(self, *_: object, **__: object) -> StoredParagraph:
        raise OSError(5, "the disk is gone")


def end_unsaved(desk: Bench) -> None:
    """The desk saves no more, the reader changes a kind and notes a doubt, and closes the tab."""
    desk.desk.folder = Gone(desk.desk.folder.root)
    desk.keys("k n 'why? Enter")
    desk.state("disk")
    desk.page.goto("about:blank")
    assert desk.answer().saved is None


def test_the_next_desk_of_the_folder_takes_over_what_was_not_saved(at_desk: Open) -> None:
    end_unsaved(at_desk(PROPOSED, PROPOSED))
    desk = at_desk(PROPOSED, PROPOSED, index=1)
    desk.says("One paragraph that the desk had not saved before was taken over.")
    assert desk.page.locator("#which").text_content() == "A/99/7 ¶2"
    assert (desk.answer().note, desk.kept("m1").kind) == ("why?", "intergovernmental")
    assert desk.page.evaluate(KEPT, desk.desk.folder.digits()) == 0


def test_what_another_saved_meanwhile_is_not_written_over(at_desk: Open) -> None:
    before = at_desk(PROPOSED)
    end_unsaved(before)
    keep(AnnotationFolder(before.desk.folder.root), before.desk.annotator, [said("UNICEF helped Chad.")])
    desk = at_desk(PROPOSED)
    desk.page.locator("#conflict #mine").click()
    assert desk.saved()[0] == "UNICEF AGENCY unicef intergovernmental"
    assert desk.page.evaluate(KEPT, desk.desk.folder.digits()) == 0
