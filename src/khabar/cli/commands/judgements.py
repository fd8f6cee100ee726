"""`khabar judgements`: what people decided, out and in, and how far they agree."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import Any, TextIO, cast

import click

from khabar.cli import opening
from khabar.cli.persons import signer
from khabar.cli.screen import MOST, STDOUT, Screen, and_more, note, to_file
from khabar.cli.settings import as_json, common, in_record, with_packs
from khabar.cli.show_judgements import agreed, disagreement, judgement, progress
from khabar.cli.words import counted
from khabar.judging import Word, agreement, disagreements, judgement_row, read_lines
from khabar.model import Judgement, UsageError
from khabar.model.nodes import node
from khabar.model.rows import Row, claim_row
from khabar.record import Record

_FAILED = 1


@click.command(
    epilog="Examples: khabar judgements · khabar judgements 3f2a9c1d · khabar judgements --export ann.jsonl · "
    "khabar judgements --import bob.jsonl · khabar judgements --import corrections.csv --by Ann · "
    "khabar judgements --agreement"
)
@click.argument("about", required=False)
@click.option("--export", "out", metavar="FILE", help="Write all judgements to this file as JSON lines (- for here).")
@click.option("--import", "source", metavar="FILE", help="Add judgements: JSON lines, or corrections as CSV (.csv).")
@click.option("--agreement", "compare", is_flag=True, help="How far two persons agree, and on what they do not.")
@click.option("--between", metavar="NAME,NAME", help="With --agreement: which two. Default: the two who judged most.")
@click.option("--by", metavar="NAME", envvar="KHABAR_BY", default="", help="Who decided what a CSV file has.")
@in_record
@with_packs
@as_json
@common
def command(path: str, packs: tuple[str, ...], as_json: bool, **asked: Any) -> int | None:
    """List all judgements, or those ABOUT a claim, a conflict or a name; or write, add or compare them.

    Judgements that are added twice are one. A CSV file has a column id (of the claim), and any of verdict (accept,
    reject, correct), span, quote, type, modality, subjects, objects, places, event_time, quantities, chain, speaker,
    reason, by: an empty cell leaves a field as it is, - empties it. A file of khabar export --format csv will do, with
    cells changed in it.
    """
    chosen = [name for name in ("about", "out", "source", "compare") if asked[name]]
    if len(chosen) > 1:
        raise click.UsageError("one thing at a time: ABOUT, --export, --import or --agreement")
    screen = Screen.current()
    with opening.record(path, packs) as record:
        if asked["source"]:
            return _take(record, asked["source"], asked["by"])
        if asked["out"]:
            _write(record, asked["out"])
        elif asked["compare"]:
            _compare(record, screen, asked["between"], as_json)
        else:
            _list(record, screen, asked["about"], as_json)
    return None


def _list(record: Record, screen: Screen, about: str | None, as_json: bool) -> None:
    judged = record.judged()
    decisions, orphaned = judged.decisions, judged.placed.orphaned
    found = list(record.judgements())
    if about:
        targets = _targets(record, about)
        found = [j for j in found if j.id in {a.id for a in decisions.about(targets)} or j.target in targets]
    for made in found:
        if as_json:
            fate = {"undone": made.id in decisions.undone, "orphaned": made.target in orphaned}
            screen.json(judgement_row(made) | fate)
        else:
            gone = "no present reading makes the claim" if made.target in orphaned else ""
            screen.show([judgement(made, "undone" if made.id in decisions.undone else gone)])
    if not as_json and not about:
        screen.show([progress(record.progress())])
    elif not found and not as_json:
        note("nobody judged that")


def _targets(record: Record, about: str) -> frozenset[str]:
    """The ids and keys that the user may mean."""
    found = {j.target for j in record.judgements() if j.target.startswith(about)}
    finds: tuple[Callable[[], str], ...] = (lambda: record.claim(about).id, lambda: node(record.subject(about).ref))
    for find in finds:
        try:
            found.add(find())
        except UsageError:
            continue
    return frozenset(found)


def _write(record: Record, out: str) -> None:
    rows = (judgement_row(made) for made in record.judgements())
    if out == STDOUT:
        for row in rows:
            Screen.current().json(row)
        return
    number = 0
    with to_file(out) as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            number += 1
    note(f"{counted(number, 'judgement')} written to {out}")


def _take(record: Record, source: str, by: str) -> int | None:
    new = failed = 0
    with click.open_file(source, encoding="utf-8-sig", errors="replace") as file:
        for found in _taken(record, cast(TextIO, file), source, by):
            if isinstance(found, UsageError):
                failed += 1
                if failed <= MOST:
                    note(f"{source}: {found}")
            else:
                new += found
    and_more(failed)
    note(f"{counted(new, 'new judgement')} from {source}")
    return _FAILED if failed else None


def _taken(record: Record, file: TextIO, source: str, by: str) -> Iterator[int | UsageError]:
    """For each line, how many judgements are new by it, or what is wrong with it."""
    if source.lower().endswith(".csv"):
        for made in record.take_table(file, by=signer(by)):
            yield made if isinstance(made, UsageError) else 1
        return
    for read in read_lines(file):
        yield read if isinstance(read, UsageError) else _one(record, read)


def _one(record: Record, made: Judgement) -> int | UsageError:
    try:
        return record.take([made])
    except UsageError as error:
        return error


def _compare(record: Record, screen: Screen, between: str | None, as_json: bool) -> None:
    judged = record.judged()
    one, other = _two(record, between)
    rows = agreement(judged, one, other)
    differing = [d for d in disagreements(judged) if {one, other} <= {by for by, _ in d.words}]
    if as_json:
        words = [{"claim": claim_row(d.claim), "words": dict(map(_word_row, d.words))} for d in differing]
        screen.json({"between": [one, other], "fields": [asdict(row) for row in rows], "differing": words})
        return
    screen.show(agreed(rows, one, other))
    for each in differing:
        screen.show(disagreement(each))


def _word_row(told: tuple[str, Word]) -> tuple[str, Row]:
    by, word = told
    return by, {"verdict": word.verdict, "fields": dict(word.fields)}


def _two(record: Record, between: str | None) -> tuple[str, str]:
    counts = Counter(by for found in record.judged().placed.decided.values() for by in found.persons)
    if between:
        names = [name.strip() for name in between.split(",")]
        unknown = [name for name in names if name not in counts]
        if len(names) != 2 or unknown:
            raise UsageError(f"give two of those who judged claims, with a comma between: {', '.join(sorted(counts))}")
        return names[0], names[1]
    most = sorted(counts, key=lambda by: (-counts[by], by))[:2]
    if len(most) < 2:
        raise UsageError("two persons must have judged claims before they can be compared")
    one, other = sorted(most)
    return one, other
