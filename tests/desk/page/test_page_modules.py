"""The page's pure modules, run in the browser they are made for."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from sgreports_gold.desk.server.answering import page_files

pytestmark = pytest.mark.slow
Run = Callable[[str, object], Any]


@pytest.fixture(scope="module")
def run(browser: Browser) -> Iterator[Run]:
    """Runs a function of JavaScript over (modules, argument); the modules are the page's own files."""
    page = browser.new_page()
    files = page_files()
    page.route("http://desk.test/**", lambda route: route.fulfill(
        body=files.get(route.request.url.rsplit("/", 1)[-1], b""),
        content_type="text/javascript" if route.request.url.endswith(".js") else "text/html"))  # fmt: skip
    page.goto("http://desk.test/")
    names = ("offsets", "words", "lines", "compare", "history", "marks", "lanes", "allowed", "markdown", "stretches")
    page.evaluate(
        """async names => {
        window.its = Object.assign({}, ...await Promise.all(names.map(name => import(`/${name}.js`)))); }""",
        names,
    )
    yield lambda code, argument: page.evaluate(f"argument => ({code})(window.its, argument)", argument)
    page.close()


ANY = st.text(st.sampled_from("a é€ 😀𝒳\u0301\u200d-’(.3"), max_size=30)


def test_offsets_count_code_points_as_python_does(run: Run) -> None:
    texts = ["", "plain", "😀 UNICEF 𝒳", "e\u0301 👩\u200d👧 \U0010ffff", "한글"]
    code = """({Points}, texts) => texts.map(text => { const p = new Points(text);
        return Array.from({length: p.length + 1}, (_, i) => [p.units(i), p.point(p.units(i)), p.slice(i)]); })"""
    there = run(code, texts)
    assert there == [[[len(t[:i].encode("utf-16-le")) // 2, i, t[i:]] for i in range(len(t) + 1)] for t in texts]


@settings(max_examples=40)
@given(texts=st.lists(ANY, min_size=20, max_size=20))
def test_words_lie_in_the_text_in_order_and_lines_tile_it(run: Run, texts: list[str]) -> None:
    code = """({Points, words, breakLines}, texts) => texts.map(text => { const p = new Points(text);
        const lines = breakLines(p, 50, s => Array.from(s).length * 7, () => 0);
        return [words(p).map(w => [w.start, w.end]), lines.map(l => [l.start, l.end])]; })"""
    both = run(code, texts)
    for text, (words, lines) in zip(texts, both, strict=True):
        flat = [n for word in words for n in word]
        assert flat == sorted(flat)
        assert all(text[a:b].strip() == text[a:b] != "" for a, b in words)
        assert "".join(text[a:b] for a, b in lines) == text
        assert all(len(text[a:b].rstrip()) <= 7 for a, b in lines)


@pytest.mark.parametrize(
    ("text", "picked", "snapped"),
    [
        ("helped UNICEF’s Board.", "ICE", "UNICEF"),
        ("helped UNICEF’s Board.", "UNICEF’s Bo", "UNICEF’s Board"),
        ("the States’ right", "tates’", "States"),
        ("the “Spotlight Initiative”, then", "“Spotlight Initiative”,", "Spotlight Initiative"),
        ("in resolution 1701 (2006), it", "lution 1701 (20", "resolution 1701 (2006)"),
        ("the Fund (UNICEF) said", "(UNIC", "UNICEF"),
        ("Bolivia (Plurinational State of) said", "Bolivia (Plurinational State o", "Bolivia (Plurinational State of)"),
        ("in A/78/5(Vol.I).", "78/5(Vo", "A/78/5(Vol.I)"),
        ("some 81,000, or US$4.5 million", "1,0", "81,000"),
        ("some 81,000, or US$4.5 million", "4.5 m", "US$4.5 million"),
        ("about 85% of", "85", "85%"),
        ("a UNFPA-UNICEF study", "UNICEF", "UNICEF"),
        ("in 2015-2017 it", "15-2", "2015-2017"),
        ("the 😀😀 sign", "😀", "😀"),
        ("a 👩\u200d👧\u200d👧 and 🇸🇳🇲🇱", "👧", "👩\u200d👧\u200d👧"),
        ("a 👩\u200d👧\u200d👧 and 🇸🇳🇲🇱", "🇱", "🇲🇱"),
        ("a ©© sign", "©", "©©"),
        ("Children’s Fund", "dren’s F", "Children’s Fund"),
        ("𝒳-ray of Côte d’Ivoire.", "te d", "Côte d’Ivoire"),
    ],
)
def test_a_selection_snaps_to_words(run: Run, text: str, picked: str, snapped: str) -> None:
    start = text.index(picked)
    span = run("""({Points, words, snap}, [t, a, b]) => { const p = new Points(t); const s = snap(p, words(p), a, b);
        return p.slice(s.start, s.end); }""", [text, start, start + len(picked)])  # fmt: skip
    assert span == snapped


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Government of Chad and the Mission met.", ["Chad", "Mission"]),
        ("Since May, the Office for Lakes and Rivers met WFP.", ["May", "Office for Lakes and Rivers", "WFP"]),
        ("Chad and Mali’s wells: more than 1,300, or 14 per cent.", ["Chad", "Mali", "more than 1,300", "14 per cent"]),
        ("From 8 to 10 October 2013 and in 2015-2017, five years on", ["8 to 10 October 2013", "2015-2017"]),
        ("by Security Council resolution 1701 (2006) and A/78/5(Vol.I).",
         ["Security Council resolution 1701 (2006)", "A/78/5(Vol.I)"]),
        ("In paragraph 5, Two States paid $4.5 million.", ["Two", "$4.5 million"]),
        ("😀 in Côte d’Ivoire", ["Côte d’Ivoire"]),
        ("no word of it", []),
    ],
)  # fmt: skip
def test_stretches_are_what_capitals_and_digits_show(run: Run, text: str, found: list[str]) -> None:
    code = """({Points, stretches}, t) => { const p = new Points(t);
        return stretches(p).map(({start, end}) => p.slice(start, end)); }"""
    assert run(code, text) == found


SCHEMA = """const types = {works_with: {subject: ["AGENCY", "COUNTRY"], object: ["AGENCY", "COUNTRY"], symmetric: true},
  supports: {subject: ["AGENCY"], object: ["AGENCY", "COUNTRY"]}, count_at: {subject: ["COUNT"], object: ["YEAR"]},
  count_by: {subject: ["COUNT"], object: ["AGENCY"], roles: ["agent", "whose"]},
  part_of: {subject: ["COUNT"], object: ["COUNT"], fixed: true}};
  const said = r => [r.subject, r.type, r.object, r.role].filter(Boolean).join(" ");"""


def test_only_what_two_labels_allow_is_offered_in_either_direction(run: Run) -> None:
    def offered(a: str, b: str) -> list[str]:
        given_ = [{"id": "a", "label": a, "start": 5}, {"id": "b", "label": b, "start": 1}]
        code = f"({{options}}, [a, b]) => {{ {SCHEMA} return options(types, a, b).map(said); }}"
        return list(run(code, given_))

    assert offered("AGENCY", "AGENCY") == ["b works_with a", "a supports b", "b supports a"]
    assert offered("COUNTRY", "AGENCY") == ["b works_with a", "b supports a"]
    assert offered("YEAR", "COUNT") == ["b count_at a"]
    assert offered("YEAR", "COUNTRY") == []
    assert offered("AGENCY", "COUNT") == ["b count_by a agent", "b count_by a whose"]
    assert offered("COUNT", "COUNT") == ["a part_of b", "b part_of a"]


LINE, PLACE = st.integers(0, 3), st.integers(20, 560)
ARCS = st.lists(st.tuples(LINE, PLACE, LINE, PLACE, st.integers(40, 120)), min_size=1, max_size=12)


def piece(line: int, x: int) -> dict[str, int]:
    return {"line": line, "left": x - 20, "right": x + 20}


@settings(max_examples=30)
@given(arcs=ARCS)
def test_no_two_labels_or_runs_of_arcs_lie_on_one_another(run: Run, arcs: list[tuple[int, int, int, int, int]]) -> None:
    given_ = [
        {"name": str(i), "wide": wide, "pieces": [piece(a, x), piece(b, y)]}
        for i, (a, x, b, y, wide) in enumerate(arcs)
    ]
    plan = run("({anchored, plan}, arcs) => plan(anchored(arcs, 600), 4, 600)", given_)
    runs = plan["runs"]
    assert sum(r["says"] for r in runs) == len(arcs)
    for i, r in enumerate(runs):
        assert r["lane"] < plan["lanes"][r["line"]]
        for other in runs[:i]:
            if (other["line"], other["lane"]) == (r["line"], r["lane"]):
                assert r["high"] < other["low"] or other["high"] < r["low"]
        if r["says"]:
            assert r["at"] - r["wide"] / 2 >= -1
            assert r["at"] + r["wide"] / 2 <= 601
    for i, join in enumerate(plan["joins"]):
        beside = [o for o in plan["joins"][:i] if (o["side"], o["slot"]) == (join["side"], join["slot"])]
        assert not any(o["from"] <= join["to"] and join["from"] <= o["to"] for o in beside)


def test_markdown_becomes_elements_and_never_html(run: Run) -> None:
    text = "Mark `a|b`, **not `c`**.\n- one <b>x</b>\n- two\n\n| head | of it |\n|---|---|\n| `d` | <i> |\n"
    assert run("({markdown}, text) => markdown(text).map(e => e.outerHTML)", text) == [
        "<p>Mark <code>a|b</code>, <strong>not <code>c</code></strong>.</p>",
        "<ul><li>one &lt;b&gt;x&lt;/b&gt;</li><li>two</li></ul>",
        "<table><tr><td>head</td><td>of it</td></tr><tr><td><code>d</code></td><td>&lt;i&gt;</td></tr></table>",
    ]


def test_relations_of_two_sides_are_one_at_the_same_places_or_of_the_same_names(run: Run) -> None:
    def mention(name: str, start: int, label: str, entity: str) -> dict[str, object]:
        return {"id": name, "start": start, "end": start + 2, "label": label, "entity": entity}

    mentions = [
        mention("m1", 0, "AGENCY", "unhcr"), mention("m2", 4, "AGENCY", "unhcr"), mention("m3", 8, "COUNT", "5"),
        mention("m4", 12, "COUNT", "5"), mention("m5", 16, "COUNTRY", "TCD"),
    ]  # fmt: skip

    def side(*relations: str) -> dict[str, object]:
        its = (dict(zip(("type", "subject", "object", "modality", "role"), r.split(), strict=False)) for r in relations)
        return {"mentions": mentions, "relations": [{"modality": "actual", "polarity": "affirmed"} | r for r in its]}

    found = run(
        """(its, [a, b]) => its.relationsByPlace(a, b, its.places(a, b))
            .map(r => [r.type, r.a?.object ?? r.a, r.b?.object ?? r.b, r.same])""",
        [side("count_by m3 m1", "count_by m4 m2", "count_in m3 m5"),
         side("count_by m3 m2", "count_by m4 m2", "count_by m4 m1", "count_in m4 m5", "count_in m3 m5 planned")],
    )  # fmt: skip
    assert found == [
        ["count_by", "m1", "m2", True], ["count_in", "m5", "m5", False], ["count_by", None, "m1", False],
        ["count_by", "m2", "m2", True], ["count_in", None, "m5", False],
    ]  # fmt: skip
    roles = run(
        """(its, [a, b]) => its.relationsByPlace(a, b, its.places(a, b))
            .map(r => [r.a?.role ?? null, r.b?.role ?? null, r.same])""",
        [side("count_by m3 m1 actual agent", "count_by m3 m1 actual whose", "count_by m4 m1 actual agent"),
         side("count_by m3 m1 actual source", "count_by m3 m2 actual agent", "count_by m4 m1 actual agent")],
    )  # fmt: skip
    assert roles == [["agent", "agent", True], ["whose", "source", False], ["agent", "agent", True]]


def test_changes_pair_what_overlaps_most(run: Run) -> None:
    def mention(name: str, start: int, end: int, label: str) -> dict[str, object]:
        return {"id": name, "start": start, "end": end, "label": label, "entity": None, "kind": None, "unit": None}

    before = {"mentions": [mention("m1", 0, 9, "AGENCY"), mention("m2", 10, 14, "COUNT")], "relations": []}
    after = {"mentions": [mention("m1", 0, 14, "YEAR"), mention("m2", 20, 24, "AGENCY")], "relations": []}
    code = """({changes}, [before, after]) =>
        changes(before, after).map(c => [c.what, c.was?.start ?? null, c.mention?.start ?? null, c.fields ?? null])"""
    assert run(code, [before, after]) == [
        ["changed", 0, 0, ["span", "label"]], ["removed", 10, None, None], ["added", None, 20, None],
    ]  # fmt: skip
    after["mentions"] = [mention("m7", 10, 14, "COUNT"), mention("m8", 0, 9, "AGENCY")]
    assert run(code, [before, after]) == []


TEXT = "The Wells for Schools in Chad and Mali of 2044, (UNICEF) 😀 said."
EDITS = st.lists(
    st.tuples(st.sampled_from("LLLRDEUFAP"), st.integers(0, 12), st.integers(0, 4), st.integers(0, 2)),
    min_size=1,
    max_size=25,
)
# Runs edits one after the other and answers with every state; each letter is a function of marks.js.
RUN = """(its, [text, edits]) => {
  SCHEMA
  const kinds = {AGENCY: ["un", "civil"], COUNTRY: ["name"], COUNT: ["cardinal"], YEAR: []};
  const names = Object.keys(kinds), labels = Object.fromEntries(names.map(name => [name, {kinds: kinds[name]}]));
  const schema = {relations: types, labels}, empty = {mentions: [], relations: []};
  const p = new its.Points(text), all = its.words(p), history = new its.History(empty), states = [];
  for (const [what, i, long, which] of edits) {
    const now = history.present, at = now.mentions[i % (now.mentions.length || 1)], other = now.mentions[which];
    const first = i % all.length, last = all[Math.min(first + long, all.length - 1)];
    const moved = at && its.moveEdge(p, all, at, which ? "end" : "start", long % 2 ? 1 : -1);
    const free = moved && now.mentions.every(m => m.id === at.id || m.end <= moved.start || m.start >= moved.end);
    const may = at && other ? its.options(types, at, other) : [], held = now.relations[0];
    const done = {
      L: () => its.label(schema, p, now, its.snap(p, all, all[first].start, last.end), names[(long + which) % 4]),
      R: () => may.length && its.relate(schema, now, may[long % may.length]),
      D: () => at && its.drop(schema, now, at.id),
      E: () => free && its.span(schema, p, now, at.id, moved),
      F: () => at && its.fill(schema, now, at.id, at.label === "COUNT"
        ? {entity: "x" + long, unit: long % 2 ? "" : "u", event: "e" + which} : {entity: "x" + long}),
      P: () => held && its.relate(schema, now, {...held, modality: "planned"}, its.name(held)),
      U: () => held && its.unrelate(now, its.name(held)),
      A: () => at && its.add(schema, its.drop(schema, now, at.id), at),
    }[what]();
    history.push(done || now);
    states.push(done || now);
  }
  const same = states.map(s => its.changes(s, s).length), last = states.at(-1), told = its.changes(empty, last).length;
  while (history.undo());
  const back = history.present === empty;
  while (history.redo());
  return {states, same, told, back, again: history.present === last};
}""".replace("SCHEMA", SCHEMA)
LABELS = {
    "works_with": ("AC", "AC"),
    "supports": ("A", "AC"),
    "count_at": ("O", "Y"),
    "count_by": ("O", "A"),
    "part_of": ("O", "O"),
}
LETTER = {"AGENCY": "A", "COUNTRY": "C", "COUNT": "O", "YEAR": "Y"}


@settings(max_examples=60)
@given(edits=EDITS)
def test_any_edits_leave_marks_that_can_be_saved_and_undone(run: Run, edits: list[tuple[str, int, int, int]]) -> None:
    ran = run(RUN, [TEXT, edits])
    for marks in ran["states"]:
        spans = [(m["start"], m["end"]) for m in marks["mentions"]]
        assert all(a < b for a, b in spans)
        assert all(a[1] <= b[0] for a, b in pairwise(spans))
        assert all(TEXT[m["start"] : m["end"]] == m["text"] for m in marks["mentions"])
        assert all((m["unit"] is not None) == (m["label"] == "COUNT") for m in marks["mentions"])
        assert all(bool(m["unit_from"]) == bool(m["unit"]) for m in marks["mentions"])
        assert all(m["event"] is None or m["label"] == "COUNT" for m in marks["mentions"])
        labels = {m["id"]: LETTER[m["label"]] for m in marks["mentions"]}
        assert len(labels) == len(spans)
        named = [(r["type"], r["subject"], r["object"], r["role"]) for r in marks["relations"]]
        assert len(set(named)) == len(named)
        assert {r["modality"] for r in marks["relations"] if r["type"] == "part_of"} <= {"actual"}
        for kind, subject, object_, role in named:
            assert (role is not None) == (kind == "count_by")
            assert subject != object_
            assert labels[subject] in LABELS[kind][0]
            assert labels[object_] in LABELS[kind][1]
    assert ran["same"] == [0] * len(edits)
    assert ran["told"] == len(ran["states"][-1]["mentions"]) + len(ran["states"][-1]["relations"])
    assert ran["back"]
    assert ran["again"]
