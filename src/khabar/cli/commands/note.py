"""`khabar note`: words that change no answer."""

from __future__ import annotations

from typing import Any

import click

from khabar.cli import opening
from khabar.cli.judge import decide
from khabar.cli.persons import signed
from khabar.cli.settings import as_json, common, in_record, with_packs


@click.command(epilog='Examples: khabar note 3f2a9c1d "ask the author" · khabar note al-Qaim "see the map of 2018"')
@click.argument("about")
@click.argument("words")
@signed
@in_record
@with_packs
@as_json
@common
def command(path: str, packs: tuple[str, ...], about: str, words: str, **signature: Any) -> None:
    """Write WORDS to a claim, a report, a judgement (by the start of its id) or a name. khabar show and khabar
    judgements ABOUT show them; no answer changes."""
    with opening.record(path, packs) as record:
        decide(record, "note", about, {}, {**signature, "reason": words})
