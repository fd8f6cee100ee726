"""docs/architecture.md, the Makefile and CONTRIBUTING.md are true to the tree."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
PARTS = {p.stem for p in (ROOT / "src" / "khabar").iterdir() if p.suffix == ".py" or (p / "__init__.py").exists()}


def test_the_floors_are_those_of_the_contract() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = (c for c in project["tool"]["importlinter"]["contracts"] if "layers" in c)

    assert " → ".join(contract["layers"]) in PAGE


def test_every_room_and_module_has_its_line_in_the_picture() -> None:
    shown = re.findall(r"^    (\w+)(?:/|\.py) ", PAGE, flags=re.MULTILINE)

    assert sorted(shown) == sorted(PARTS - {"__init__"})


def test_every_room_below_the_record_is_in_the_table() -> None:
    rooms = {p.name for p in (ROOT / "src" / "khabar").iterdir() if (p / "__init__.py").exists()}
    told = set(re.findall(r"^\| `(\w+)` \|", PAGE, flags=re.MULTILINE))

    assert rooms - {"answers", "web", "cli", "model"} <= told


def test_the_targets_that_contributors_are_told_of_are_made() -> None:
    told = re.findall(r"^    make (\w+) ", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    made = re.findall(r"^(\w+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)

    assert sorted(told) == sorted({*made} - {"help"})
