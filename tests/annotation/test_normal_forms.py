"""The normal forms of GUIDELINES.md, and what is none of them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sgreports.knowledge.names.countries import countries
from sgreports.knowledge.names.keys import name_key, state_in, with_state
from sgreports.model.facts import Label
from sgreports_gold.annotation.gold.normal_forms import wrong_form
from sgreports_gold.annotation.scoring.run_rows import load_gold

ANNOTATIONS = Path(__file__).parents[2] / "annotations"


@pytest.mark.parametrize(
    ("label", "right", "wrong"),
    [
        ("COUNTRY", "SDN XKX SUHH PSE", "Sudan sdn ZZZ SD SDN+SSD"),
        ("YEAR", "2015 2015-11 1950-12-01 2013-10-08/2013-10-10 2006/2016 2024/2025 XXXX-06 XXXX-02-29 199X 2024-02-29",
         "15 2015-13 2015-02-30 2023-02-29 2016/2006 2015/2016/2017 mid-2015 XXXX 2015-1 2015-11-1 ２０１５"),
        ("COUNT", "173 >190 >=54 <=20 ~81000 <15500000 10..15 12/17 10/>20 197/100000 12s 100s 7.5 1/5",
         "1,000 >>5 5-10 twelve 10. .5 ~ s 0s 10/ 15%"),
        ("INSTRUMENT", "S/RES/1701(2006) A/RES/57(I) A/68/253 A/78/5(Vol.I) A/RES/ES-10/21 E/DEC/2024/344 SDG SDG/16"
         " SDG/16.2 treaty/crc agenda/2030 name/lake-accord A/79/616+S/2024/839 MDG MDG/4",
         "SDG/18 SDG/16.99 resolution crc name/Lake name/ A/ a/68/253 A/79/616+"),
        ("AGENCY", "un unicef name/lake-board name/tcd/lake-board name/suhh/lake-board srsg-caac+srsg-vac",
         "UNICEF name/Lake unicef+ name/a_b unicef/x -un name/zzz/lake-board name/TCD/lake name/tcd/ name/tcd/a/b"),
        ("PROGRAMME", "cerf name/clean-lakes", "CERF Clean"),
    ],
)  # fmt: skip
def test_a_form_is_right_or_told(label: Label, right: str, wrong: str) -> None:
    assert [form for form in right.split() if wrong_form(label, form)] == []
    assert [form for form in wrong.split() if not wrong_form(label, form)] == []
    assert all("holds a blank" in str(wrong_form(label, form)) for form in ("", "a b", "a\u00a0b"))


@given(st.text(), st.sampled_from(sorted(countries())))
def test_a_key_made_of_any_name_is_right(name: str, state: str) -> None:
    key = name_key(f"Lake {name}")
    assert wrong_form("AGENCY", key) is None
    assert wrong_form("AGENCY", with_state(key, state)) is None
    assert (state_in(key), state_in(with_state(key, state))) == (None, state)


@pytest.mark.parametrize("folder", ["gold", "second"])
def test_every_form_of_gold_is_right(folder: str) -> None:
    forms = {(m.label, m.entity) for p in load_gold(ANNOTATIONS / folder) for m in p.mentions if m.entity is not None}
    assert [form for form in sorted(forms) if wrong_form(*form)] == []
