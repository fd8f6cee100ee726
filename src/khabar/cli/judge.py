"""One judgement from the command line: signed, appended, shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from khabar.cli.persons import signer
from khabar.cli.screen import Screen
from khabar.cli.show_judgements import judgement
from khabar.judging import judgement_row
from khabar.model import UsageError
from khabar.record import Record

_ID = re.compile(r"[0-9a-f]{4,16}")
_OTHER = {"merge": "into", "split": "from"}
"""The name of the other one in a judgement's value."""


def decide(record: Record, kind: str, target: str, value: Mapping[str, Any], signature: Mapping[str, Any]) -> None:
    """Appends a judgement and shows it; `signature` has by, reason and as_json."""
    made = record.judge(kind, target, value, signature["reason"], by=signer(signature["by"]))
    screen = Screen.current()
    if signature["as_json"]:
        screen.json(judgement_row(made))
    else:
        screen.show([judgement(made)])


def decide_of_two(
    record: Record, kind: str, name: str, other: str, document: str | None, signature: Mapping[str, Any]
) -> None:
    """Decides that two names, everywhere or in one report, or the events of two claims are one (`merge`) or two
    (`split`), and shows it."""
    if _claims_meant(record, name, other):
        value = {"with": other}
    else:
        value = {_OTHER[kind]: other, **({"document": document} if document else {})}
    decide(record, kind, name, value, signature)


def _claims_meant(record: Record, one: str, other: str) -> bool:
    """Whether both are the beginnings of claims' ids."""
    if not (_ID.fullmatch(one) and _ID.fullmatch(other)):
        return False
    try:
        record.claim(one), record.claim(other)
    except UsageError:
        return False
    return True
