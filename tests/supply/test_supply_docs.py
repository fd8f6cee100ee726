"""docs/security.md points to what is there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")


def test_the_files_that_it_names_are_there() -> None:
    named = set(re.findall(r"`((?:src|tests|requirements)/[\w./]+|Makefile|pyproject\.toml)`", PAGE))
    assert len(named) > 20
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_its_contents_lead_to_its_headings() -> None:
    headings = re.findall(r"^## (.+)$", PAGE, flags=re.MULTILINE)
    led = re.findall(r"\]\(#([\w-]+)\)", PAGE)
    assert sorted(led) == sorted(heading.lower().replace(" ", "-") for heading in headings)
