"""Killed at any point, a record keeps all that was acknowledged, and work that is done again comes out the same."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
KILLS = "20"
"""How many; `make soak` does more."""


def test_nothing_acknowledged_is_lost_and_nothing_doubled() -> None:
    """Adding, judging, merging and bringing an old record forward, killed with SIGKILL: see `killing`."""
    words = [sys.executable, "-m", "tests.durability.killing", KILLS]
    paths = {"PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    done = subprocess.run(words, cwd=ROOT, env=os.environ | paths, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert f"{KILLS} kills" in done.stdout
