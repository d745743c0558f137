"""Who is let in: our own page with this start's token, and no other site, name, path or program."""

import pytest

from asking import HOST, TOKEN, Client

from .conftest import Open

OWN = {"X-Token": TOKEN}


@pytest.fixture
def client(opened: Open) -> Client:
    return opened()[1]


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/api/start", OWN, 200),
        ("/api/start", {}, 403),
        ("/api/start", {"X-Token": TOKEN[:-1]}, 403),
        ("/api/start", {"X-Token": ""}, 403),
        (f"/api/start?token={TOKEN}", {}, 200),
        ("/", {}, 403),
        ("/?token=other", {}, 403),
        (f"/?token={TOKEN}", {}, 200),
        ("/api/start", OWN | {"Origin": f"http://{HOST}"}, 200),
        ("/api/start", OWN | {"Origin": "http://localhost:8765"}, 200),
        ("/api/start", OWN | {"Origin": "https://elsewhere.example"}, 403),
        ("/api/start", OWN | {"Origin": "null"}, 403),
        ("/api/start", OWN | {"Origin": "http://127.0.0.1:9999"}, 403),
        ("/api/start", OWN | {"Sec-Fetch-Site": "same-origin"}, 200),
        ("/api/start", OWN | {"Sec-Fetch-Site": "cross-site"}, 403),
        ("/api/start", OWN | {"Sec-Fetch-Site": "same-site"}, 403),
        ("/api/start", OWN | {"Host": "rebound.example:8765"}, 400),
        ("/api/start", OWN | {"Host": "127.0.0.1"}, 400),
        ("/api/start", OWN | {"Host": "127.0.0.1:80"}, 400),
        ("/page/index.html", {"Host": "rebound.example:8765"}, 400),
        ("/page/index.html", {}, 200),
        (f"/?token={TOKEN}", {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}, 200),
        (f"/?token={TOKEN}", {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}, 403),
        (f"/?token={TOKEN}", {"Origin": "null", "Sec-Fetch-Mode": "navigate"}, 403),
        ("/?token=old", {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}, 403),
        (f"/api/start?token={TOKEN}", {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}, 403),
    ],
)
def test_a_request_is_let_in_or_not(client: Client, path: str, headers: dict[str, str], status: int) -> None:
    assert client.get(path, headers).status_code == status


@pytest.mark.parametrize(
    "path",
    [
        "/page/../app.py", "/page/%2e%2e/app.py", "/page/..%2fapp.py", "/page//etc/passwd", "/page/%2fetc%2fpasswd",
        "/page/__init__.py", "/page/", "/page/index.html/../../app.py", "/page/index.html%00.css", "/etc/passwd",
        "/api/image?document=../../etc/passwd&page=1", "/api/image?document=A/99/7&page=../1", "/api/nothing",
        "/api/paragraph?index=-1", "/api/paragraph?index=99", "/api/paragraph?index=1e1", "/api/paragraph",
    ],
)  # fmt: skip
def test_no_path_of_a_request_reaches_a_file(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": "application/x-www-form-urlencoded"}, 415),
        ({"Content-Type": "application/json", "Content-Length": "1000001"}, 413),
        ({"Content-Type": "application/json"}, 422),
    ],
)
def test_a_save_is_json_of_a_fair_size(client: Client, headers: dict[str, str], status: int) -> None:
    answer = client.ask("PUT", "/api/paragraph", OWN | headers, content=b"{}")
    assert answer.status_code == status
    assert answer.json()["errors"]


def test_every_answer_says_what_a_browser_may_do_with_it(client: Client) -> None:
    for path in ("/api/start", f"/?token={TOKEN}", "/page/index.html", "/api/nothing"):
        headers = client.get(path).headers
        assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'; style-src 'self';")
        assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "no-referrer")
        assert headers["cache-control"] == "no-store"


def test_other_methods_are_refused(client: Client) -> None:
    assert (
        client.ask("POST", "/api/paragraph", OWN | {"Content-Type": "application/json"}, content=b"{}").status_code
        == 405
    )
    assert client.ask("DELETE", "/api/paragraph", OWN).status_code == 415
