"""Work for the tests of the engines: what each word does to whoever is given it."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable
from dataclasses import dataclass

from khabar.engines import Done, Engine, Task
from khabar.model import ReaderError


@dataclass(frozen=True)
class Shouting:
    """A word comes back in capitals; `start` says what becomes of whoever starts."""

    name: str = "shouting"
    begin: str = ""

    def start(self) -> Callable[[str], bytes]:
        """Ready at once, or never."""
        if self.begin:
            shout(self.begin)
        return shout


def shout(word: str) -> bytes:
    """Dies, fails, stops or hangs where the word says so."""
    if word == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if word == "stop":
        raise ReaderError("the model is missing")
    if word == "bug":
        raise ZeroDivisionError("counted to none")
    if word == "hang":
        re.match(r"(a+)+$", "a" * 50 + "b")  # lets no other thread of Python run
    return word.upper().encode()


def all_done(engine: Engine, words: list[str], *, patience: float = 60.0, begin: str = "") -> dict[str, Done]:
    """What becomes of each word."""
    done, waiting = [], list(words)
    with engine.hire(Shouting(begin=begin)) as crew:
        while waiting or crew.busy:
            if waiting and crew.room:
                word = waiting.pop(0)
                crew.give(Task(word, word, patience))
            else:
                done.append(crew.wait())
    return {one.task.name: one for one in done}
