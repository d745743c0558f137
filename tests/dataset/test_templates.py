"""Templates: values are escaped, parts of our own are not, and a value that is missing is an error."""

import json

import pytest
from jinja2 import UndefinedError

from sgreports.dataset.templates import part, render, script_json

PAGE = "sgreports.dataset.changes_page"


def test_values_are_escaped_and_own_parts_are_not() -> None:
    style = part(PAGE, "changes.css")
    page = render(PAGE, "changes.html", title="<b>A & B</b>", style=style, data=script_json(["</script>"]), script="")
    assert "<h1>&lt;b&gt;A &amp; B&lt;/b&gt;</h1>" in page
    assert f"<style>\n{style}\n</style>" in page
    assert 'id="data">["\\u003c/script\\u003e"]</script>' in page


def test_a_missing_value_is_an_error() -> None:
    with pytest.raises(UndefinedError, match="'style' is undefined"):
        render(PAGE, "changes.html", title="A")


def test_escaped_json_is_the_same_json() -> None:
    content = {"a": "<!-- & \u2028 é", "b": [1, None]}
    assert json.loads(script_json(content)) == content
