"""The work that is cut short: an old record is opened, reports are added, people judge; each step is acknowledged."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from pathlib import Path
from unittest.mock import patch

from tests.cli.conftest import ByHand
from tests.store.test_store_copies import as_first_written

from khabar.intake import Original
from khabar.model import Claim
from khabar.record import Reader, Record
from khabar.store import Store

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
TOWNS = ("Ashford", "Birch Hill", "Crane Bay", "Dunmore", "Eastgate", "Fallow", "Greystone", "Hollin", "Ivory Ford")
OLD = 3
"""So many of the reports are in the record before, as the first khabar wrote it."""
JUDGED = {4: "accept", 6: "merge", 8: "reject", 10: "merge", 11: "accept"}
"""After which report what is decided on it."""
MERGED = {6: "Islamic State", 10: "Syrian Democratic Forces"}
"""Who is said to be another, for this test's sake."""

Acknowledge = Callable[[str], None]


def reports() -> list[Original]:
    """Twelve short reports; the last three are near-copies of earlier ones."""
    texts = [
        f"{town} changes hands\n\nThe river guard holds the bridge of {town}, the mill and the long road that goes "
        f"from there to the quarry, as {place + 3} witnesses told our paper late on Sunday evening.\n"
        for place, town in enumerate(TOWNS)
    ]
    texts += [f"{text.rstrip()} More follows.\n" for text in texts[-3:]]
    return [Original(f"wire/{number:02}.txt", text.encode(), "text/plain") for number, text in enumerate(texts)]


def opened(path: Path | str, *, create: bool = True) -> Record:
    """The record with a reader that needs no model, on a day that never ends."""
    return Record.open(path, create=create, reader=Reader(["iraq-syria"]), clock=lambda: NOON)


def by_hand() -> AbstractContextManager[object]:
    """While this is entered, reports are read by hand."""
    return patch.object(Reader, "way", property(lambda self: ByHand()))


def make_old(path: Path) -> None:
    """A record of the first khabar, with some of the reports in it."""
    with opened(path) as record:
        for report in reports()[:OLD]:
            record.add_one(report, by="Mona Saleh")
    as_first_written(path)


def work(path: Path | str, acknowledge: Acknowledge) -> None:
    """All of it; what was done before is done no second time."""
    with opened(path) as record:
        acknowledge("opened")
        for number, report in enumerate(reports()):
            added = record.add_one(report, by="Mona Saleh")
            assert added.error is None, added.error
            acknowledge(f"added {hashlib.sha256(report.data).hexdigest()}")
            if number in JUDGED:
                acknowledge(f"judged {judge(record, number, JUDGED[number])}")


def judge(record: Record, number: int, kind: str) -> str:
    """Decides on a report; gives the judgement's id."""
    if kind == "merge":
        return record.judge("merge", MERGED[number], {"into": "Popular Mobilization Forces"}, "said so", by="Ann").id
    return record.judge(kind, claim_of(record, number).id, {}, "read twice", by="Ann").id


def claim_of(record: Record, number: int) -> Claim:
    """The claim of a report."""
    id_ = hashlib.sha256(reports()[number].data).hexdigest()
    return next(c for c in record.claims(rejected=True) if c.document == id_)


def answers(path: Path | str) -> bytes:
    """All that a record says: what it carries out, what was decided, who added what, what copies what, a question."""
    return "\n".join(_answers(path)).encode()


def _answers(path: Path | str) -> Iterator[str]:
    with opened(path, create=False) as record:
        store = record.store
        yield from (json.dumps(row, sort_keys=True, default=str) for row in record.carry_out())
        yield from map(repr, record.judgements())
        yield from (repr(line) for report in reports() for line in store.custody.of(_id(report)))
        yield from map(repr, store.copies.all())
        yield from map(repr, record.claims())
        yield from (repr(found) for found in store.search("bridge"))
        yield repr(sorted(record.originals().items()))
        yield repr(sorted(record.names(), key=repr))
        yield repr(store.custody.verify())
        yield str(date(2024, 5, 1))


def _id(report: Original) -> str:
    return hashlib.sha256(report.data).hexdigest()


def faults(path: Path | str, acknowledged: set[str]) -> list[str]:
    """What is wrong with a record that was cut short: what was acknowledged and is missing, what is twice, trouble."""
    with Store.open(path, clock=lambda: NOON, create=False) as store:
        found = list(store.custody.verify().troubles)
        documents = [d.document.id for d in store.documents()]
        claims = [c.id for c in store.claims()]
        decided = [j.id for j in store.judgements()]
    found += [f"{what} twice" for what in (documents, claims, decided) if len(set(what)) != len(what)]
    found += [f"a report without its claim: {len(documents)}, {len(claims)}"] * (len(documents) != len(claims))
    there = {"opened", *(f"added {id_}" for id_ in documents), *(f"judged {id_}" for id_ in decided)}
    return found + [f"lost: {words}" for words in sorted(acknowledged - there)]
