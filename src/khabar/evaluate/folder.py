"""A folder of labelled reports: reports in khabar's markup, or JSON files with their texts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from khabar.evaluate.labelled import LabelledClaim, LabelledEntity, LabelledQuantity, LabelledReport, LabelledTime, Role
from khabar.evaluate.markup import parse
from khabar.model import ClaimType, Kind, Modality, Span, StopError


def load(folder: Path) -> list[LabelledReport]:
    """Every labelled report under `folder`: `NAME.json` with `texts/NAME.txt`, or else `*.txt` in markup.

    Raises `StopError` where there is none.
    """
    gold = [f for f in sorted(folder.glob("*.json")) if (folder / "texts" / f"{f.stem}.txt").exists()]
    if gold:
        return [_from_json(f, folder / "texts" / f"{f.stem}.txt") for f in gold]
    reports = [
        parse(written, str(file.relative_to(folder).with_suffix("")))
        for file in sorted(folder.rglob("*.txt"))
        if _has_head(written := file.read_text(encoding="utf-8", errors="replace"))
    ]
    # Any report may have a line of hyphens; where none has a label, it is another folder that was meant.
    if not any(report.entities or report.attributions or report.claims for report in reports):
        problems = [f"{report.name}: {problem}" for report in reports for problem in report.problems]
        began = f" (of {len(reports):,} that may be such none has a label; {problems[0]})" if problems else ""
        raise StopError(
            f"no labelled reports in {folder}{began}: khabar reads *.txt with labels between the lines "
            "(see docs/labelling.md), or NAME.json beside texts/NAME.txt"
        )
    return reports


def _has_head(written: str) -> bool:
    """Whether it begins as a labelled report does: lines of what is known of it, then one of hyphens. Between two such
    lines a report states its own day and outlet."""
    return "\n---\n" in written.replace("\r\n", "\n") and not written.startswith("---")


def _from_json(path: Path, text_path: Path) -> LabelledReport:
    text = text_path.read_bytes().decode("utf-8")
    problems: list[str] = []
    try:
        row: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        entities = tuple(
            LabelledEntity(Kind(e["kind"]), tuple(dict.fromkeys((e["name"], *e["mentions"]))))
            for e in row.get("entities", ())
        )
        claims = tuple(_claim(c) for c in row.get("claims", ()))
    except (ValueError, KeyError, TypeError) as error:
        raise StopError(f"{path}: not a labelled report ({error})") from error
    published = row.get("published") or {}
    header = {"outlet": row.get("outlet") or "", "published": _edtf(published)}
    return LabelledReport(path.stem, text, header, entities, (), (), (), (), claims, tuple(problems))


def _edtf(published: Any) -> str:
    if isinstance(published, str):
        return published
    first, last = published.get("earliest") or "..", published.get("latest") or ".."
    return first if first == last else f"{first}/{last}"


def _claim(row: dict[str, Any]) -> LabelledClaim:
    span = Span(row["start"], row["end"])
    time = row.get("event_time")
    chain = tuple(dict.fromkeys((row["speaker"], *row["chain"][1:]))) if len(row["chain"]) > 1 else tuple(row["chain"])
    return LabelledClaim(
        span,
        span,
        ClaimType(row["type"]),
        Modality(row["modality"]),
        chain,
        _names(row.get("subject")),
        _names(row.get("object")),
        _names(row.get("place")),
        LabelledTime(None, time.get("earliest"), time.get("latest")) if time else None,
        tuple(
            LabelledQuantity(span, q["value"], q.get("unit") or "", q.get("of") or "", bool(q.get("approx")))
            for q in row.get("quantities", ())
        ),
    )


def _names(value: str | None) -> tuple[Role, ...]:
    return tuple(Role(None, n.strip()) for n in (value or "").split(";") if n.strip())
