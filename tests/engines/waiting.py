"""A program that hires a process, says which, and waits for ever."""

from __future__ import annotations

import multiprocessing
import sys

from tests.engines.jobs import Shouting

from khabar.engines import Processes, Task

if __name__ == "__main__":
    with Processes(1).hire(Shouting()) as crew:
        crew.give(Task("a", "a", 60.0))
        crew.wait()
        (child,) = multiprocessing.active_children()
        print(child.pid, flush=True)  # noqa: T201
        sys.stdin.read()
