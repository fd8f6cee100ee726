"""Who may ask: nobody but the page that was opened with the token."""

from __future__ import annotations

from datetime import UTC, datetime
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect
from tests.web.conftest import HOME, PORT, served

from khabar.model import Block, BlockKind, Document, Reading, Span, When
from khabar.record import Reader
from khabar.store import Store
from khabar.web.gate import Gate

NOW = datetime(2024, 5, 1, tzinfo=UTC)
ADDRESSES = ["/api/about", "/api/table", "/api/openapi.json", "/api/nothing", "/assets/main.js", "/favicon.ico"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_is_told_without_the_token(stranger: TestClient, address: str) -> None:
    answer = stranger.get(address)
    assert answer.status_code == 403
    assert "token" in answer.json()["error"]


def test_the_first_page_says_what_is_missing(stranger: TestClient) -> None:
    for address in ("/", "/?token=guessed", "/?token="):
        answer = stranger.get(address)
        assert answer.status_code == 403
        assert "khabar serve" in answer.text
        assert "set-cookie" not in answer.headers


def test_the_token_becomes_a_cookie_and_leaves_the_address(stranger: TestClient, gate: Gate) -> None:
    answer = stranger.get("/", params={"token": gate.token, "place": "al-Qaim"}, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/?place=al-Qaim"
    cookie = SimpleCookie(answer.headers["set-cookie"])[gate.cookie]
    assert (cookie["samesite"], bool(cookie["httponly"])) == ("strict", True)
    assert gate.token not in cookie.value


def test_the_browsers_ticket_is_good_once(demo: Path, reader: Reader, page: Path) -> None:
    """It stands on the browser's command line, where others who use the machine can read it. Who comes first with it is
    let in; comes it again, nobody knows who was first, and neither is."""
    first, gate = served(demo, reader, page)
    with first:
        assert first.get("/", params={"token": gate.ticket}).status_code == 200
        assert first.get("/api/about").status_code == 200
        second = TestClient(first.app, base_url=HOME)
        assert second.get("/", params={"token": gate.ticket}).status_code == 403
        assert second.get("/api/about").status_code == first.get("/api/about").status_code == 403
        assert first.get("/", params={"token": gate.token}).status_code == 200
        assert first.get("/api/about").status_code == 200


@pytest.mark.parametrize("address", ["/", "/api/about"])
def test_nobody_comes_in_by_a_web_socket(client: TestClient, address: str) -> None:
    with pytest.raises(WebSocketDisconnect), client.websocket_connect(address, headers={"Origin": HOME}):
        pass


@pytest.mark.parametrize(
    "host", ["evil.example", f"evil.example:{PORT}", "127.0.0.1", "127.0.0.1:1", f"127.0.0.1.nip.example:{PORT}", ""]
)
def test_a_rebound_name_is_turned_away(client: TestClient, gate: Gate, host: str) -> None:
    assert client.get("/api/about", headers={"Host": host}).status_code == 403
    assert client.get("/", params={"token": gate.token}, headers={"Host": host}).status_code == 403


@pytest.mark.parametrize("host", [f"127.0.0.1:{PORT}", f"LOCALHOST:{PORT}", f"[::1]:{PORT}"])
def test_the_own_names_are_known(client: TestClient, host: str) -> None:
    headers = {"Host": host, "Cookie": "; ".join(f"{k}={v}" for k, v in client.cookies.items())}
    assert client.get("/api/about", headers=headers).status_code == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "null", f"http://localhost:{PORT}", "http://127.0.0.1:1"])
def test_another_page_may_not_ask(client: TestClient, origin: str) -> None:
    assert client.get("/api/about", headers={"Origin": origin}).status_code == 403
    assert client.post("/api/about", headers={"Origin": origin}).status_code == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_page_may_not_load_answers_as_scripts(client: TestClient, site: str) -> None:
    headers = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "no-cors"}
    assert client.get("/api/table", headers=headers).status_code == 403
    assert client.get("/", headers=headers).status_code == 403


def test_somebody_may_follow_the_address_from_elsewhere(stranger: TestClient, gate: Gate) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    assert stranger.get("/", params={"token": gate.token}, headers=headers, follow_redirects=False).status_code == 303


def test_nothing_is_taken_without_cookie_or_origin(client: TestClient, stranger: TestClient) -> None:
    assert stranger.post("/api/judgements", json={}, headers={"Origin": HOME}).status_code == 403
    assert client.post("/api/judgements", json={}).status_code == 403


def test_every_answer_keeps_the_browser_on_a_short_leash(client: TestClient, stranger: TestClient) -> None:
    for answer in (client.get("/"), client.get("/api/about"), client.get("/api/nothing"), stranger.get("/")):
        policy = answer.headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert "server" not in answer.headers


@pytest.mark.parametrize(
    "path",
    ["/../secret.txt", "/assets/../../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt",
     "/assets/..%5c..%5csecret.txt", "//etc/passwd", "/assets/%00", "/" + "a" * 5000],
)  # fmt: skip
def test_only_the_page_is_given_away(client: TestClient, path: str) -> None:
    answer = client.get(f"{HOME}{path}")
    assert answer.status_code == 404
    assert "not for the page" not in answer.text


def test_the_page_is_served(client: TestClient) -> None:
    assert "khabar" in client.get("/").text
    assert "javascript" in client.get("/assets/main.js").headers["content-type"]


def test_without_a_page_it_says_how_to_build_it(demo: Path, reader: Reader, tmp_path: Path) -> None:
    client, gate = served(demo, reader, tmp_path / "none")
    with client:
        answer = client.get("/", params={"token": gate.token})
        assert answer.status_code == 503
        assert "make page" in answer.text
        assert client.get("/assets/main.js").status_code == 404


WRONG = [
    "state", "state?name=", "state?name=Syria&on=2017-13-01", "state?name=Syria&on=tomorrow", "claims?first=0", "brief",
    "state?name=" + "x" * 1000, "claims?ids=" + ",".join(str(n) for n in range(300)), "search", "export?format=exe",
    "events?type=party&place=Syria", "conflicts?limit=-1", "conflicts?limit=1e9",
    "claims?type=attack", "about?x=1", "brief?name=Syria&format=pdf",
    "brief?name=Syria&on=2017-01-01&since=2018-01-01", "state?name=%ED%A0%80", "state?name=%00",
]  # fmt: skip


@pytest.mark.parametrize("address", WRONG)
def test_what_cannot_be_asked_is_told_in_a_sentence(client: TestClient, address: str) -> None:
    answer = client.get(f"/api/{address}")
    assert answer.status_code == 400
    assert answer.json()["error"]


@pytest.mark.parametrize("id_", ["zz", "x" * 80, "0" * 64, "%F0%9F%92%A3", "' OR 1=1 --", "%00"])
@pytest.mark.parametrize("what", ["claims", "documents"])
def test_what_is_not_there_is_not_found(client: TestClient, what: str, id_: str) -> None:
    answer = client.get(f"/api/{what}/{id_}")
    assert answer.status_code == 404
    assert id_[:2] in answer.json()["error"] or "%" in id_


def test_a_huge_id_is_refused(client: TestClient) -> None:
    assert client.get("/api/claims/" + "f" * 10_000).status_code == 400


_DAYS = st.none() | st.dates().map(str) | st.text(max_size=12)


_PATHS = st.sampled_from(["state", "brief", "events", "conflicts", "search", "export", "claims", "documents"])
_LIMITS = st.none() | st.integers() | st.text(max_size=5)


@settings(deadline=None, max_examples=100)
@given(path=_PATHS, words=st.text(max_size=40), days=st.tuples(_DAYS, _DAYS), limit=_LIMITS)
def test_no_parameters_break_it(
    gate_and_client: tuple[TestClient, Gate], path: str, words: str, days: tuple[str | None, str | None], limit: object
) -> None:
    on, by = days
    named = dict.fromkeys(("name", "q", "place", "ids", "text"), words)
    asked = {**named, "on": on, "known_by": by, "since": by, "from": on, "limit": limit, "format": "json"}
    given = {key: str(value).encode("utf-8", "replace") for key, value in asked.items() if value is not None}
    answer = gate_and_client[0].get(f"/api/{path}", params=given)
    assert answer.status_code in (200, 400, 404), answer.text


HOSTILE = "</script><script>alert(1)</script>\u202e<img src=x onerror=alert(2)> javascript:alert(3) \u2028 {{7*7}}"


def test_a_script_in_a_headline_stays_data(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "hostile.db"
    text = f"{HOSTILE}\n\nThe bridge is open.\n"
    title = Block(Span(0, len(HOSTILE)), BlockKind.TITLE)
    body = Block(Span(len(HOSTILE) + 2, len(text)), BlockKind.BODY)
    document = Document("f" * 64, "a<b>.txt", text, title=HOSTILE, outlet=HOSTILE, blocks=(title, body))
    with Store.open(path, clock=lambda: NOW) as store:
        store.add(Reading(document, "by hand", When()), text.encode())
    client, gate = served(path, reader, tmp_path / "none")
    with client:
        client.get("/", params={"token": gate.token})
        for address in ("table", "documents", f"documents/{'f' * 64}", "search?q=bridge", "state?name=%3Cscript%3E"):
            answer = client.get(f"/api/{address}")
            assert answer.headers["content-type"].startswith("application/json")
            assert b"<" not in answer.content
        assert client.get(f"/api/documents/{'f' * 64}").json()["title"].startswith("</script>")
