"""Check labelled reports: what cannot be read, and counts.

`python training/check_corpus.py FOLDER_OR_FILE...`
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from khabar.evaluate.labelled import LabelledReport
from khabar.evaluate.markup import parse

REGISTERS = (
    "wire",
    "party statement",
    "think tank",
    "militia media",
    "ministry release",
    "radio monitoring",
    "live blog",
    "translated agency copy",
    "interview",
    "NGO report",
    "court or UN report",
    "social media quoted by a paper",
    "drills",
)


def main(arguments: list[str]) -> int:
    """Read every `*.txt` under the arguments; 1 where anything in them cannot be read."""
    files = [f for a in map(Path, arguments) for f in (sorted(a.rglob("*.txt")) if a.is_dir() else [a])]
    counts: Counter[str] = Counter()
    bad = 0
    for file in files:
        report = parse(file.read_text(encoding="utf-8"), str(file))
        problems = _problems(report)
        for problem in problems:
            print(f"{file}: {problem}")
        bad += len(problems)
        counts.update(_counts(report))
    for key, count in sorted(counts.items()):
        print(f"{key:32} {count:6}")
    print(f"{bad} problems")
    return 1 if bad else 0


def _problems(report: LabelledReport) -> list[str]:
    problems = list(report.problems)
    if report.header.get("register") not in REGISTERS:
        problems.append(f"register is one of: {', '.join(REGISTERS)}")
    problems += [f"no header {key}" for key in ("outlet", "published", "conflict") if key not in report.header]
    # the full name may be one that the report never spells out
    others = [name for entity in report.entities for name in entity.names[1:]]
    return problems + [f"name {name!r} does not stand in the text" for name in others if name not in report.text]


def _counts(report: LabelledReport) -> Counter[str]:
    counts = Counter(reports=1, sentences=len(report.sentences), words=len(report.text.split()))
    counts.update(claims=len(report.claims), attributions=len(report.attributions), mentions=len(report.mentions))
    counts.update(f"type {c.type}" for c in report.claims)
    counts.update(f"modality {c.modality}" for c in report.claims)
    counts["chains of three or more"] += sum(len(c.chain) > 2 for c in report.claims)
    return counts


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
