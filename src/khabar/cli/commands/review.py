"""`khabar review`: claims one by one, for a person to judge."""

from __future__ import annotations

from typing import Any

import click

from khabar.answers.choosing import chosen
from khabar.cli import opening
from khabar.cli.filters import filtered
from khabar.cli.judge import decide
from khabar.cli.persons import signer
from khabar.cli.reviewing import Desk, Keys, field
from khabar.cli.screen import Screen, note
from khabar.cli.settings import as_json, common, in_record, with_packs
from khabar.model.rows import claim_row
from khabar.record import Record


@click.command(
    epilog="Examples: khabar review --place al-Qaim · khabar review 3f2a9c1d --reject --reason 'a headline' · "
    "khabar review 3f2a9c1d --set type=attack --set subject='Popular Mobilization Forces' · khabar review --json"
)
@click.argument("id_", metavar="[ID]", required=False)
@click.option("--accept", "verdict", flag_value="accept", help="The claim ID is read rightly.")
@click.option("--reject", "verdict", flag_value="reject", help="The claim ID is not what the report says.")
@click.option("--set", "fields", metavar="FIELD=VALUE", multiple=True, help="Correct a field of the claim ID.")
@click.option("--again", is_flag=True, help="Also the claims that you judged already.")
@click.option(
    "--by", metavar="NAME", envvar="KHABAR_BY", default="", help="Who reads. Default: git's or the user's name."
)
@click.option("--reason", metavar="WORDS", default="", help="Why (with --accept, --reject or --set).")
@filtered
@in_record
@with_packs
@as_json
@common
def command(path: str, packs: tuple[str, ...], id_: str | None, as_json: bool, **asked: Any) -> None:
    """Read claims one by one, each in its context, and say of each whether it is right.

    One key a claim: a accept, r reject, c correct, n note, s skip, b back to the one before, u undo, q quit. What is
    decided is kept at once, so one can stop at any time and go on later: claims that you have judged are not asked
    again. To correct, type FIELD=VALUE lines (type, modality, quote, subject, object, place, event_time, speaker,
    quantities), and an empty line.

    With an ID and --accept, --reject or --set nothing is asked.
    """
    screen = Screen.current()
    by = signer(asked.pop("by"))
    with opening.record(path, packs) as record:
        if id_ is not None and (asked["verdict"] or asked["fields"]):
            _judge(record, screen, id_, by, asked | {"as_json": as_json})
            return
        if asked["verdict"] or asked["fields"] or asked["reason"]:
            if id_ is not None:
                raise click.UsageError("a --reason goes with --accept, --reject or --set")
            raise click.UsageError("--accept, --reject, --set and --reason need the ID of a claim")
        desk = Desk(record, by, [record.claim(id_)] if id_ else record.claims(chosen(record, asked), rejected=True))
        waiting = desk.waiting(asked["again"] or id_ is not None)
        if as_json:
            mine = desk.mine()
            for claim in waiting:
                screen.json(claim_row(claim) | {"mine": mine.get(claim.id)})
            return
        if not waiting:
            note("no claim fits" if not desk.claims else "you have judged all of these; --again shows them")
            return
        desk.ask(waiting, screen, Keys())


def _judge(record: Record, screen: Screen, id_: str, by: str, asked: dict[str, Any]) -> None:
    if asked["verdict"] and asked["fields"]:
        raise click.UsageError("--set corrects, so it does not go with --accept or --reject")
    value = dict(map(field, asked["fields"]))
    if len(value) < len(asked["fields"]):
        raise click.UsageError("a field is given twice")
    signature = {"by": by, "reason": asked["reason"], "as_json": asked["as_json"]}
    decide(record, asked["verdict"] or "correct", id_, value, signature)
