"""Bodies and texts under Spanish and French names."""

import pytest
import spacy

from invented.reports import units_of
from sgreports.names.bodies.foreign_names import find_foreign
from sgreports.names.overlap import resolve

BLANK = spacy.blank("en")


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("won by the Partido Verde de la Laguna, which left.", [("AGENCY", "Partido Verde de la Laguna", "civil")]),
        ("(Ligue du Progrès et l’Avenir Ruritanien)", [("AGENCY", "Ligue du Progrès et l’Avenir Ruritanien", "civil")]),
        ("The Ley de Amnistía and the Loi sur la Pêche.",
         [("INSTRUMENT", "Ley de Amnistía", "law"), ("INSTRUMENT", "Loi sur la Pêche", "law")]),
        ("the Congrès patriotique pour la lagune party and the Union nationale",
         [("AGENCY", "Congrès patriotique pour la lagune", "civil"), ("AGENCY", "Union nationale", "civil")]),
        ("a Commission préparatoire à la réforme du droit et de la pêche met",
         [("AGENCY", "Commission préparatoire à la réforme du droit et de la pêche", "national")]),
        ("European Union social policies, Police de facto, Commission national staff, Forces en route", []),
        ("Radio Zenda and TV Lago aired radio and TV programmes.",
         [("AGENCY", "Radio Zenda", "civil"), ("AGENCY", "TV Lago", "civil")]),
        ("the Partido, the Parti and a Party of Greens", []),
    ],
)  # fmt: skip
def test_foreign_names(text: str, want: list[tuple[str, str, str]]) -> None:
    found = resolve(find_foreign(units_of(BLANK.make_doc, text)[0]))
    assert [(c.label, text[c.start : c.end], c.kind) for c in found] == want
