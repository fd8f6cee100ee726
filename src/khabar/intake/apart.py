"""Hostile formats are read by a program of its own, whose time and memory have bounds and which may be ended."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from time import monotonic
from typing import IO, Any


class Unread(Exception):
    """The program could not read it; the message says why."""


class TooSlow(Unread):
    """It had no more time."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How many seconds the program has for its first answer and for any after it, and how many each page adds to the
    bound on all."""

    each: float
    page: float


def rows(program: Path, data: bytes, patience: Patience, *words: str) -> Iterator[dict[str, Any]]:
    """The JSON lines that a program writes of what it gets on stdin, up to an `end`.

    A row with `pages` says how many there are. Raises `Unread` where it ends early or writes an `error`,
    `TooSlow` where it takes too long.
    """
    why = "it needs more memory than a report should"
    call = [sys.executable, "-I", str(program), *words]
    with subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as child:
        try:
            assert child.stdin is not None
            assert child.stdout is not None
            answers: Queue[bytes] = Queue()
            Thread(target=_feed, args=(child.stdin, data), daemon=True).start()
            Thread(target=_collect, args=(child.stdout, answers), daemon=True).start()
            until = monotonic() + patience.each
            while line := answers.get(timeout=max(0.0, min(patience.each, until - monotonic()))):
                row = json.loads(line)
                if "end" in row:
                    return
                if "error" in row:
                    why = row["error"]
                    break
                until += patience.page * row.get("pages", 0)
                yield row
        except Empty:
            raise TooSlow("it takes too long") from None
        finally:
            child.kill()
    raise Unread(why)


def _feed(pipe: IO[bytes], data: bytes) -> None:
    try:
        with pipe:
            pipe.write(data)
    except OSError:
        return  # the program ended before it had read all


def _collect(pipe: IO[bytes], answers: Queue[bytes]) -> None:
    for line in pipe:
        answers.put(line)
    answers.put(b"")
