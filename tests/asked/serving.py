"""A server on this machine that speaks the protocol of chat completions, and answers what a test tells it to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


def claim(quote: str, **more: Any) -> dict[str, Any]:
    """A claim as a model would give it."""
    told = {"quote": quote, "type": "capture", "modality": "asserted", "chain": [], "trigger": ""}
    return {**told, "subjects": [], "objects": [], "places": [], "times": [], **more}


def speaker(name: str, cue: str = "said", role: str = "speaker") -> dict[str, str]:
    return {"name": name, "cue": cue, "role": role}


def completion(*claims: dict[str, Any], words: str | None = None, reason: str = "stop") -> dict[str, Any]:
    """The body of an answer with these claims, or with these words."""
    content = json.dumps({"claims": claims}) if words is None else words
    usage = {"prompt_tokens": 100, "completion_tokens": 20}
    return {"choices": [{"message": {"content": content}, "finish_reason": reason}], "usage": usage}


@dataclass
class Model:
    """What the server answers, one after the other (the last again and again), and what it was asked."""

    answers: list[tuple[int, Any]]
    address: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def next(self) -> tuple[int, Any]:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@contextmanager
def serving(*answers: Any) -> Iterator[Model]:
    """A model at `address`; each answer is a body, or a status with a body, or what answers by itself."""
    model = Model([a if isinstance(a, tuple) else (200, a) for a in answers])

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            model.asked.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
            model.headers.append(dict(self.headers))
            status, body = model.next()
            if callable(body):
                body(self)
                return
            sent = body.encode() if isinstance(body, str) else json.dumps(body).encode()
            self.send_response(status)
            self.send_header("content-length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        model.address = f"http://127.0.0.1:{server.server_address[1]}/v1"
        try:
            yield model
        finally:
            server.shutdown()
