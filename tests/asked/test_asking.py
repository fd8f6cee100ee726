"""A language model at an address: what is sent, what is kept, and what happens where it fails."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from tests.asked.serving import claim, completion, serving, speaker

from khabar.asking import Asker, Endpoint, estimate
from khabar.model import BlockKind, Document, DocumentError, Span, StopError, UsageError
from khabar.reader import Draft, Passage, References, asked

FIRST, SECOND = "The Front took the old mill.", "The army left the bridge."
TEXT = f"{FIRST} {SECOND}" + " Nothing else is known of it." * 20
MIDDLE = len(FIRST) + 1
WHOLE = Span(0, len(TEXT))
SPANS = (Span(0, len(FIRST)), Span(MIDDLE, MIDDLE + len(SECOND)), Span(MIDDLE + len(SECOND) + 1, len(TEXT)))
PASSAGES = [Passage(span, WHOLE, span.of(TEXT), BlockKind.BODY) for span in SPANS]
DOCUMENT = Document("d" * 64, "r.txt", TEXT)

Ask = Callable[..., tuple[Draft, ...]]


class Slept(list[float]):
    """How long one would have waited."""


@pytest.fixture
def slept() -> Slept:
    return Slept()


def asker(address: str, folder: Path, slept: Slept, key: str | None = None) -> Asker:
    return Asker(Endpoint(address, "small", key, wait=slept.append, patience=10), folder)


def quotes(asker: Asker) -> list[str]:
    drafts = asker.claims(PASSAGES, DOCUMENT, "River Post", References(TEXT, [], {}))
    return [d.span.of(TEXT) for d in drafts]


def test_the_report_is_sent_as_data_with_the_shape_of_the_answer(tmp_path: Path, slept: Slept) -> None:
    with serving(completion(claim(FIRST))) as model:
        assert quotes(asker(model.address, tmp_path, slept, key="secret")) == [FIRST]
        (body,) = model.asked
        assert json.loads(body["messages"][1]["content"]) == {"publisher": "River Post", "report": TEXT}
        assert body["response_format"]["json_schema"]["schema"] == asked.SCHEMA
        assert (body["model"], body["temperature"]) == ("small", 0)
        assert model.headers[0]["Authorization"] == "Bearer secret"


def test_the_same_text_is_asked_about_once(tmp_path: Path, slept: Slept) -> None:
    with serving(completion(claim(FIRST))) as model:
        first, again = (asker(model.address, tmp_path, slept) for _ in range(2))
        assert quotes(first) == quotes(again)
        assert len(model.asked) == 1
        assert str(first.tally) == "1 requests, 100 tokens out, 20 in; 1 claims"
        assert str(again.tally) == "0 requests, 0 tokens out, 0 in; 1 answers were there already; 1 claims"
        assert not any("secret" in f.read_text() for f in tmp_path.iterdir())


def test_a_busy_server_is_asked_again_later(tmp_path: Path, slept: Slept) -> None:
    with serving((429, "later"), (503, "later"), completion(claim(FIRST))) as model:
        assert quotes(asker(model.address, tmp_path, slept)) == [FIRST]
        assert slept == [1.0, 2.0]


def test_a_server_that_stays_away_stops_the_run_and_says_so(tmp_path: Path, slept: Slept) -> None:
    with serving((500, "down")) as model, pytest.raises(StopError, match=r"cannot be had \(it answers 500\)"):
        quotes(asker(model.address, tmp_path, slept))
    with pytest.raises(StopError, match="cannot be had"):
        quotes(asker("http://127.0.0.1:9", tmp_path, slept))


def test_a_refusal_is_told_in_the_servers_words(tmp_path: Path, slept: Slept) -> None:
    with serving((401, "no such key")) as model, pytest.raises(StopError, match="answers 401: no such key"):
        quotes(asker(model.address, tmp_path, slept))


def test_an_older_server_is_asked_for_json_alone(tmp_path: Path, slept: Slept) -> None:
    with serving((400, "no json_schema here"), completion(claim(FIRST))) as model:
        assert quotes(asker(model.address, tmp_path, slept)) == [FIRST]
        assert [body["response_format"]["type"] for body in model.asked] == ["json_schema", "json_object"]


def test_an_answer_that_is_cut_off_is_asked_for_in_halves(tmp_path: Path, slept: Slept) -> None:
    cut = completion(words='{"claims": [{"quo', reason="length")
    with serving(cut, completion(claim(FIRST)), completion(claim(SECOND))) as model:
        assert quotes(asker(model.address, tmp_path, slept)) == [FIRST, SECOND]
        assert len(model.asked) == 3


@pytest.mark.parametrize("words", ["I would rather not.", "[" * 100_000, ""])
def test_an_answer_that_is_no_json_costs_that_report_alone(tmp_path: Path, slept: Slept, words: str) -> None:
    with serving(completion(words=words)) as model, pytest.raises(DocumentError, match="is no JSON"):
        quotes(asker(model.address, tmp_path, slept))


def test_a_fence_around_the_json_does_no_harm(tmp_path: Path, slept: Slept) -> None:
    words = "```json\n" + json.dumps({"claims": [claim(FIRST)]}) + "\n```"
    with serving(completion(words=words)) as model:
        assert quotes(asker(model.address, tmp_path, slept)) == [FIRST]


@pytest.mark.parametrize("body", ["hello", {"choices": []}, {"choices": [{"message": None}]}, [1], "[" * 5000])
def test_what_does_not_speak_the_protocol_is_named(tmp_path: Path, slept: Slept, body: Any) -> None:
    with serving(body) as model, pytest.raises(StopError, match="does not speak the protocol"):
        quotes(asker(model.address, tmp_path, slept))


def endless(piece: bytes, sent: list[int]) -> Callable[[BaseHTTPRequestHandler], None]:
    """Answers with the piece again and again, until nobody listens any more."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        with suppress(OSError):
            while True:
                handler.wfile.write(piece)
                sent.append(len(piece))

    return answer


def test_an_answer_without_end_is_not_waited_for(tmp_path: Path, slept: Slept) -> None:
    sent: list[int] = []
    with serving(endless(b" " * 100_000, sent)) as model, pytest.raises(StopError, match="more than any answer has"):
        quotes(asker(model.address, tmp_path, slept))


def test_an_answer_that_drips_is_given_up(tmp_path: Path, slept: Slept, monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = count(step=11)  # seconds: more than the asker's patience pass between any two looks at the clock
    with serving(endless(b" ", [])) as model:
        monkeypatch.setattr("khabar.asking.time", SimpleNamespace(monotonic=lambda: float(next(ticks))))
        with pytest.raises(StopError, match="not done after 10 seconds"):
            quotes(asker(model.address, tmp_path, slept))


def test_answers_are_kept_for_the_user_alone(tmp_path: Path, slept: Slept) -> None:
    with serving(completion(claim(FIRST))) as model:
        quotes(asker(model.address, tmp_path / "khabar" / "answers", slept))
    assert stat.S_IMODE((tmp_path / "khabar" / "answers").stat().st_mode) == 0o700


def test_the_key_goes_to_no_other_address(tmp_path: Path, slept: Slept) -> None:
    def elsewhere(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(307)
        handler.send_header("location", f"{other.address}/chat/completions")
        handler.send_header("content-length", "0")
        handler.end_headers()

    with serving(completion(claim(FIRST))) as other, serving(elsewhere) as model:
        with pytest.raises(StopError, match="answers 307"):
            quotes(asker(model.address, tmp_path, slept, key="secret"))
        assert other.headers == []


def test_what_is_not_in_the_report_is_dropped_and_counted(tmp_path: Path, slept: Slept) -> None:
    made_up = claim("The king fled."), claim(SECOND, chain=[speaker("the king")])
    with serving(completion(claim(FIRST), *made_up)) as model:
        asking = asker(model.address, tmp_path, slept)
        assert quotes(asking) == [FIRST]
        assert "1 its speaker does not stand in the report; 1 its words do not stand in the report" in str(asking.tally)


def test_an_address_that_is_none_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match="no address of a language model"):
        Endpoint("localhost:8080", "small")


def test_the_cost_is_told_before(tmp_path: Path) -> None:
    requests, tokens = estimate([10, asked.MOST + 1])
    assert requests == 3
    assert tokens > 3 * 300
