"""A language model at an OpenAI-compatible address, asked only where the user names one; answers are kept by content.

Nothing here runs unless an `Endpoint` was made. Which claims come of an answer, `khabar.reader.asked` decides.
"""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2
import platformdirs

from khabar.model import Document, DocumentError, StopError, UsageError
from khabar.reader import Draft, Passage, References, asked

_TRIES = 4
_LONGEST_WAIT = 60.0  # seconds before another try, whatever the server asks for
_LARGEST_ANSWER = 4_000_000  # bytes
_SMALLEST_PART = 400  # code points; an answer about so little that is cut off again is given up
_LATER = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_WITH_PASSWORD = re.compile(r"^(https?://)[^/?#]*@")
_ABOUT_A_TOKEN = 4  # characters, in English


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: its words, how many tokens it took, and whether it was cut off at the model's limit."""

    words: str
    asked_tokens: int = 0
    answered_tokens: int = 0
    cut: bool = False


@dataclass(slots=True)
class Tally:
    """What asking came to: requests that were sent, answers that were there already, tokens, and dropped claims."""

    sent: int = 0
    kept: int = 0
    asked_tokens: int = 0
    answered_tokens: int = 0
    claims: int = 0
    dropped: Counter[asked.Dropped] = field(default_factory=Counter)

    def __str__(self) -> str:
        tokens = f"{self.asked_tokens:,} tokens out, {self.answered_tokens:,} in"
        kept = f"; {self.kept:,} answers were there already" if self.kept else ""
        why = "; ".join(f"{number:,} {reason}" for reason, number in sorted(self.dropped.items()) if number)
        return f"{self.sent:,} requests, {tokens}{kept}; {self.claims:,} claims{f', dropped: {why}' if why else ''}"


class Endpoint:
    """An address that speaks the protocol of OpenAI's chat completions, with the name of a model.

    `address` is what comes before `/chat/completions`; `key` is sent as bearer and shown nowhere; `patience` is how
    long one answer may take, in seconds. Raises `UsageError` for an address that is none.
    """

    def __init__(
        self,
        address: str,
        model: str,
        key: str | None = None,
        *,
        patience: float = 180.0,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        if not address.startswith(("http://", "https://")):
            raise UsageError(
                f"{address!r} is no address of a language model; give one such as http://127.0.0.1:8080/v1"
            )
        self.model = model
        self._address = f"{address.rstrip('/')}/chat/completions"
        self._wait = wait
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._patience = patience
        self._client = httpx2.Client(headers=headers, timeout=patience, follow_redirects=False)
        self._bound = True  # whether the server takes a schema

    @property
    def name(self) -> str:
        """Where and which."""
        return f"{self.model} at {shown(self._address)}"

    def ask(self, messages: Sequence[Mapping[str, str]]) -> Answer:
        """One question. Raises `StopError` where the server cannot be had or refuses, after some tries."""
        failed = ""
        for attempt in range(_TRIES):
            try:
                status, headers, body = self._sent(messages)
            except httpx2.HTTPError as error:
                failed = f"{type(error).__name__}: {error}"
                self._wait(min(_LONGEST_WAIT, 2.0**attempt))
                continue
            if status == 400 and self._bound:
                self._bound = False  # an older server: it is asked for JSON alone, and what comes is checked anyway
                continue
            if status in _LATER:
                failed = f"it answers {status}"
                self._wait(_asked_to_wait(headers.get("retry-after"), 2.0**attempt))
                continue
            if status != 200:
                said = " ".join(body[:800].decode("utf-8", "replace")[:200].split())
                raise StopError(f"the language model {self.name} answers {status}: {said}")
            return _answer(body, self.name)
        raise StopError(f"the language model {self.name} cannot be had ({failed}); what was read until here is kept")

    def _sent(self, messages: Sequence[Mapping[str, str]]) -> tuple[int, httpx2.Headers, bytes]:
        """Status, headers and body of one answer; no more of it is taken than any answer has, and no longer waited."""
        begun, body = time.monotonic(), bytearray()
        with self._client.stream("POST", self._address, json=self._body(messages)) as response:
            for piece in response.iter_bytes():
                body += piece
                if len(body) > _LARGEST_ANSWER:
                    raise StopError(f"the language model {self.name} answers with more than any answer has")
                if time.monotonic() - begun > self._patience:
                    raise httpx2.ReadTimeout(f"not done after {self._patience:g} seconds")
            return response.status_code, response.headers, bytes(body)

    def _body(self, messages: Sequence[Mapping[str, str]]) -> dict[str, Any]:
        shape: dict[str, Any] = {"type": "json_object"}
        if self._bound:
            schema = {"name": "claims", "strict": True, "schema": asked.SCHEMA}
            shape = {"type": "json_schema", "json_schema": schema}
        return {"model": self.model, "messages": list(messages), "temperature": 0, "response_format": shape}


def shown(address: str) -> str:
    """An address as it may be printed: without a name and password in it."""
    return _WITH_PASSWORD.sub(r"\1", address)


def _asked_to_wait(told: str | None, otherwise: float) -> float:
    try:
        return max(0.0, min(_LONGEST_WAIT, float(told or otherwise)))
    except ValueError:
        return min(_LONGEST_WAIT, otherwise)


def _answer(body: bytes, name: str) -> Answer:
    try:
        row = json.loads(body)
        choice = row["choices"][0]
        usage = row.get("usage") or {}
        return Answer(
            str(choice["message"]["content"] or ""),
            int(usage.get("prompt_tokens") or 0),
            int(usage.get("completion_tokens") or 0),
            choice.get("finish_reason") == "length",
        )
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError) as error:
        raise StopError(
            f"the language model {name} does not speak the protocol of chat completions ({error})"
        ) from error


def kept_in() -> Path:
    """The folder where answers are kept, for the user alone."""
    return Path(platformdirs.user_cache_dir("khabar")) / "answers"


class Asker:
    """Reads claims by asking; every answer is kept by what was asked of which model, so that a run can go on where it
    stopped, and the same text costs once."""

    def __init__(self, endpoint: Endpoint, folder: Path | None = None) -> None:
        self._endpoint = endpoint
        self._folder = folder or kept_in()
        self.tally = Tally()

    @property
    def version(self) -> str:
        """The question's and the model's name."""
        return f"{asked.METHOD} of {self._endpoint.model}"

    def claims(
        self, passages: Sequence[Passage], document: Document, outlet: str, names: References
    ) -> tuple[Draft, ...]:
        """The drafts of a document. Raises `DocumentError` for an answer that is no JSON, `StopError` as `ask`."""
        found: dict[tuple[object, ...], Draft] = {}
        waiting = list(reversed(asked.parts(passages)))
        while waiting:
            part = waiting.pop()
            answer = self._asked(asked.messages(part, document.text, outlet))
            halves = asked.halved(part) if answer.cut and len(part.span) > _SMALLEST_PART else ()
            if halves:  # the answer ran into the model's limit: less is asked at once
                waiting += reversed(halves)
                continue
            grounded = asked.ground(_json(answer.words, document.path), part, document.text, names)
            self.tally.dropped += grounded.dropped
            self.tally.claims += len(grounded.drafts)
            found |= {(d.span, d.type, d.modality): d for d in grounded.drafts}
        return tuple(sorted(found.values(), key=lambda d: d.span))

    def _asked(self, messages: Sequence[Mapping[str, str]]) -> Answer:
        content = json.dumps([asked.METHOD, self._endpoint.model, messages], ensure_ascii=False)
        kept = self._folder / f"{hashlib.sha256(content.encode()).hexdigest()}.json"
        answer = _kept(kept)
        if answer is not None:
            self.tally.kept += 1
            return answer
        answer = self._endpoint.ask(messages)
        self.tally.sent += 1
        self.tally.asked_tokens += answer.asked_tokens
        self.tally.answered_tokens += answer.answered_tokens
        self._keep(kept, answer)
        return answer

    def _keep(self, file: Path, answer: Answer) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            unfinished = file.with_suffix(".part")
            unfinished.write_text(json.dumps([answer.words, answer.cut]), encoding="utf-8")
            unfinished.replace(file)
        except OSError:
            pass  # a full or read-only disk costs money the next time, not the reading


def _kept(file: Path) -> Answer | None:
    try:
        words, cut = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, TypeError):
        return None
    return Answer(str(words), cut=bool(cut))


def _json(words: str, where: str) -> object:
    """The JSON of an answer, without the fence that some models put around it."""
    bare = words.strip().removeprefix("```json").removeprefix("```").removesuffix("```")
    try:
        return json.loads(bare)
    except (ValueError, RecursionError) as error:
        raise DocumentError(where, f"the language model's answer is no JSON ({str(error)[:80]})") from error


def estimate(lengths: Sequence[int]) -> tuple[int, int]:
    """About how many requests, and how many tokens they send, reading texts of so many characters takes."""
    rules = sum(len(m["content"]) for m in asked.messages_without_report())
    requests = sum(1 + length // asked.MOST for length in lengths)
    return requests, (requests * rules + sum(lengths)) // _ABOUT_A_TOKEN
