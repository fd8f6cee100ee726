"""What the source does not do: unpickle, evaluate, run a shell, start programs that documents have a say in."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "src" / "khabar"
NEVER = frozenset(
    "pickle cPickle _pickle dill cloudpickle joblib shelve marshal yaml jsonpickle torch ctypes xml".split()
)
"""Modules that run what they read, or (`xml`) that expand what they parse without bounds."""
ONLY = {
    "subprocess": {"cli/persons.py", "intake/apart.py"},  # git's own name for the user; khabar's own reader of PDF
    # khabar itself: one is sent no document but the record's place; others are; of what they say only bytes are taken
    "multiprocessing": {"web/workshop.py", "engines/processes.py"},
    # khabar's own commands; pandas and its like; whether OCR is installed
    "importlib": {"cli/program.py", "frames.py", "intake/ocr.py"},
    "webbrowser": {"web/serving.py"},
}
"""What starts programs or loads code, and the modules that may."""
HARMLESS = ("importlib.metadata", "importlib.resources")
EVALUATES = frozenset({"eval", "exec", "compile", "__import__", "breakpoint", "os.system", "os.popen", "os.startfile"})
SAYS_SO = frozenset({"shell", "allow_pickle"})


def found(place: str, source: str) -> Iterator[str]:
    """What a module does that it should not."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
            for top in (name.partition(".")[0] for name in names if not name.startswith(HARMLESS)):
                if top in NEVER or place not in ONLY.get(top, {place}):
                    yield f"{place}: imports {top}"
        elif isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            if called in EVALUATES or called.startswith(("os.exec", "os.spawn")):
                yield f"{place}: calls {called}"
            yield from (f"{place}: {called}({k.arg}=…)" for k in node.keywords if k.arg in SAYS_SO)


def test_nothing_runs_what_it_reads() -> None:
    paths = sorted(ROOT.rglob("*.py"))
    assert len(paths) > 100
    assert [
        what for path in paths for what in found(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
    ] == []


@pytest.mark.parametrize(
    "source",
    [
        "import pickle", "from yaml import load", "import xml.etree.ElementTree", "import subprocess", "eval(words)",
        "from importlib import import_module", "import os; os.system(words)", "run(words, shell=True)",
        "numpy.load(path, allow_pickle=True)",
    ],
)  # fmt: skip
def test_what_should_not_be_is_seen(source: str) -> None:
    assert list(found("intake/mail.py", source))


def test_no_module_may_do_more_than_it_does() -> None:
    for top, places in ONLY.items():
        for place in places:
            assert top in (ROOT / place).read_text(encoding="utf-8")
