"""The errors in their paragraphs as one self-contained HTML page, the worst paragraph first."""

from collections.abc import Mapping, Sequence
from html import escape

from sgreports.annotation.gold.letters import letters
from sgreports.annotation.scoring.comparison import Comparison, Slip

STYLE = """
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --line: #d0d7de; --faint: #57606a;
  --missed: #fff1c2; --spurious: #ffd7d5; --value: #d8e9ff; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --paper: #0d1117; --line: #30363d; --faint: #9198a1;
  --missed: #4d3800; --spurious: #67060c; --value: #0c2d6b; } }
body { font: 16px/1.55 system-ui, sans-serif; color: var(--ink); background: var(--paper);
  max-width: 54rem; margin: 2rem auto; padding: 0 1rem; }
article { border-top: 1px solid var(--line); padding: 1rem 0; }
h1 { font-size: 1.4rem; } h2 { font-size: 1rem; margin: 0 0 .4rem; } h2 span { color: var(--faint); font-weight: 400; }
mark { color: inherit; padding: .1em .15em; border-radius: 3px; }
.missed { background: var(--missed); } .spurious { background: var(--spurious); }
.entity, .unit { background: var(--value); }
table { border-collapse: collapse; font-size: .87rem; margin-top: .6rem; width: 100%; }
td { padding: .15rem .6rem .15rem 0; vertical-align: top; overflow-wrap: anywhere; }
td:nth-child(-n+2), td:last-child { white-space: nowrap; } td:last-child { color: var(--faint); }
"""


def page(each: Sequence[Comparison], texts: Mapping[tuple[str, str], str]) -> str:
    """HTML of all paragraphs with errors; `texts` by (document, paragraph) as in the gold."""
    ranked = sorted((c for c in each if c.slips), key=lambda c: -len(c.slips))
    n = sum(len(c.slips) for c in ranked)
    legend = " · ".join(f'<mark class="{w}">{w}</mark>' for w in ("missed", "spurious", "entity", "unit"))
    body = "\n".join(_article(c, texts.get((c.document, c.paragraph), "")) for c in ranked)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>sgreports: errors</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{STYLE}</style></head><body><h1>{n} errors in {len(ranked)} of {len(each)} paragraphs</h1>"
        f"<p>{legend}</p>\n{body}\n</body></html>\n"
    )


def _article(c: Comparison, text: str) -> str:
    rows = "".join(f"<tr><td>{_cell(s)}</td><td>{escape(s.name)}</td><td>{escape(s.detail)}</td>"
                   f"<td>{escape(s.rule)}</td></tr>" for s in c.slips)  # fmt: skip
    head = f"{escape(c.document)} ¶{escape(c.paragraph)} <span>{len(c.slips)} errors</span>"
    return f"<article><h2>{head}</h2><p>{_marked(text, c.slips)}</p><table>{rows}</table></article>"


def _cell(s: Slip) -> str:
    return f'<mark class="{s.what}">{s.what}</mark>'


def _marked(text: str, slips: Sequence[Slip]) -> str:
    """The text with the spans of errors marked; where errors overlap, the first stands."""
    starts: dict[int, Slip] = {}
    for s in sorted((s for s in slips if s.end), key=lambda s: (s.start, -s.end)):
        if not starts or s.start >= max(x.end for x in starts.values()):
            starts[s.start] = s
    out, count, closing = [], 0, -1
    for ch in text:
        size = len(letters(ch))
        if size and count in starts:
            out.append(f'<mark class="{starts[count].what}">')
            closing = starts[count].end
        out.append(escape(ch))
        count += size
        if size and count >= closing >= 0:
            out.append("</mark>")
            closing = -1
    return "".join(out) + ("</mark>" if closing >= 0 else "")
