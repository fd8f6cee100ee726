"""`khabar evaluate`: how well labelled reports are read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from khabar import evaluate
from khabar.cli import opening
from khabar.cli.screen import Column, Screen, note, progress
from khabar.cli.settings import as_json, by_model, common, with_packs
from khabar.model import Document, Reading
from khabar.model.when import parse_edtf
from khabar.record import Reader

_MEASURES = (
    Column("measure"),
    Column("value", right=True),
    Column("right", right=True),
    Column("labelled", right=True),
    Column("given", right=True),
)
_MISSES = (Column("report"), Column("what", folds=True), Column("words", folds=True))
_WIDEST = 160


@click.command(epilog="Examples: khabar evaluate labelled/ · khabar evaluate labelled/ --misses --pack world")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--misses", is_flag=True, help="List what was missed, invented or read wrong, report by report.")
@with_packs
@by_model
@as_json
@common
@click.pass_context
def command(ctx: click.Context, folder: Path, misses: bool, as_json: bool, packs: tuple[str, ...]) -> None:
    """Read your own labelled reports and say how well: claims, attributions, names.

    A labelled report has its labels between its lines (docs/labelling.md), or is NAME.json beside texts/NAME.txt.
    Labels that cannot be read are named on stderr and left out, and the exit code is then 1.
    """
    screen = Screen.current()
    reports = evaluate.load(folder)
    opening.announce_asking(len(report.text) for report in reports)
    for report in reports:
        for problem in report.problems:
            note(f"{report.name}: {problem}")
    opening.announce_places()
    reader = opening.reader(packs)
    pairs = []
    with progress(len(reports), shown=not as_json) as step:
        for report in reports:
            pairs.append((report, _read(report, reader)))
            step()
    score = evaluate.score(pairs)
    if as_json:
        screen.json(_row(score, len(reports), misses))
    else:
        screen.table(_MEASURES, _lines(score))
        if misses:
            screen.table(_MISSES, [(r, what, " ".join(words.split())[:_WIDEST]) for r, what, words in score.misses])
    if any(report.problems for report in reports):
        ctx.exit(1)


def _read(report: evaluate.LabelledReport, reader: Reader) -> Reading:
    published, outlet = report.header.get("published"), report.header.get("outlet")
    document = Document(
        hashlib.sha256(report.text.encode()).hexdigest(),
        report.name,
        report.text,
        outlet=outlet if outlet and not outlet.startswith("[") else None,
        stated=parse_edtf(published) if published else None,
    )
    return reader.way.read(document)


def _row(score: evaluate.Score, reports: int, misses: bool) -> dict[str, Any]:
    measures = {
        name: {
            "value": None if count.value is None else round(count.value, 3),
            "right": count.right,
            "labelled": count.n,
            "given": count.given,
        }
        for name, count in score.counts.items()
    }
    row: dict[str, Any] = {"reports": reports, "measures": measures}
    if misses:
        row["misses"] = [{"report": r, "what": what, "words": words} for r, what, words in score.misses]
    return row


def _lines(score: evaluate.Score) -> Iterator[tuple[str, ...]]:
    for name, count in sorted(score.counts.items(), key=lambda item: (item[0].startswith("of those"), item[0])):
        value = "–" if count.value is None else f"{count.value:.3f}"
        yield name, value, str(count.right), str(count.n), "" if count.given is None else str(count.given)
