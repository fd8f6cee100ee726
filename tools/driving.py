"""The page as a reader has it: `khabar serve` in a process of its own, and a Chromium to open it with."""

from __future__ import annotations

import os
import re
import select
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "src/khabar/web/page/index.html"
PATIENCE = 30  # seconds until what does not come counts as lost; nothing is measured by it

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HELP = (
    "The page is tested in a real browser, and none was found or could be installed.\n"
    "Install Chromium or Chrome, or name one: KHABAR_CHROMIUM=/path/to/chromium make test"
)


class CannotDrive(Exception):
    """There is no browser, no page or no server; the message says what to do."""


def chromium() -> Path | None:
    """The browser's program; None for the one that Playwright has installed for itself. Raises `CannotDrive`."""
    named = os.environ.get("KHABAR_CHROMIUM")
    if named:
        if not os.access(named, os.X_OK):
            raise CannotDrive(f"KHABAR_CHROMIUM is {named}, and there is no such program")
        return Path(named)
    here = _on_path()
    if here is None and os.geteuid() == 0 and shutil.which("apt-get"):
        _tried(["apt-get", "update"])
        _tried(["apt-get", "install", "--yes", "--no-install-recommends", "chromium"])
        here = _on_path()
    if here is None and not _tried([sys.executable, "-m", "playwright", "install", "chromium"]):
        raise CannotDrive(HELP)
    return here


def arguments() -> list[str]:
    """Chromium refuses to be run by root in its own sandbox; in containers there is often nobody else."""
    return ["--no-sandbox"] if os.geteuid() == 0 else []


def _on_path() -> Path | None:
    found = next(filter(None, map(shutil.which, NAMES)), None)
    return Path(found) if found else None


def _tried(command: Sequence[str]) -> bool:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(command, env=environment, capture_output=True, check=False).returncode == 0


@contextmanager
def served(record: Path, *words: str) -> Iterator[str]:
    """Serves a record on a free port until the end; gives the address that is printed. Raises `CannotDrive`."""
    if not PAGE.is_file():
        raise CannotDrive("the page is not built: make page")
    command = [sys.executable, "-c", "from khabar.cli import main; main()", "serve", "--no-open", "--port", "0"]
    process = subprocess.Popen([*command, "--record", str(record), *words], stderr=subprocess.PIPE, cwd=ROOT)
    try:
        assert process.stderr is not None
        yield _printed(process.stderr)
    finally:
        process.terminate()
        try:
            process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()


def _printed(lines: IO[bytes]) -> str:
    told = ""
    while select.select([lines], [], [], PATIENCE)[0]:
        piece = os.read(lines.fileno(), 4096).decode()
        told += piece
        found = re.search(r"http://\S+(?=\s)", told)
        if found:
            return found[0]
        if not piece:
            break
    raise CannotDrive(f"khabar serve printed no address but {told!r}")
