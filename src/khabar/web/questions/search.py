"""Search: reports by their words, opened at them, and names in any spelling."""

from __future__ import annotations

from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Query
from starlette.responses import Response

from khabar.answers.rows import name_row, title
from khabar.lookup import Lookup
from khabar.model.kept import kept_of
from khabar.model.names import fold, skeleton
from khabar.model.rows import when_row
from khabar.record import Record
from khabar.store import MentionCount, StoredDocument
from khabar.web.answer import Answer
from khabar.web.questions.asking import At
from khabar.web.questions.hits import Hits
from khabar.web.shapes import answers as shapes

router = APIRouter()

_DOCUMENTS, _NAMES = 50, 20
Words = Annotated[str, Query(min_length=1, max_length=300, description='words, "words together", begin*')]


@router.get("/search", response_model=shapes.Found)
async def search(desk: At, q: Words) -> Response:
    """Reports that have all of the words, each with where they stand, and names that are spelt so or alike."""
    mentioned = await desk.mentioned()
    documents = await desk.ask(lambda record: _documents(record, q))
    meant = await desk.ask(lambda record: _meant(record, desk.lookup(record), q))
    return Answer({**documents, "names": [_name(c) for c in named_so(mentioned, q, meant)]})


@router.get("/names", response_model=shapes.Names)
async def names(desk: At) -> Response:
    """All names that reports mention, most mentioned first."""
    return Answer({"names": [name_row(count) for count in await desk.mentioned()]})


def _documents(record: Record, q: str) -> dict[str, Any]:
    found = list(record.documents(text=q))
    hits = Hits(q)
    return {"documents": [_hit(stored, hits) for stored in found[:_DOCUMENTS]], "all": len(found)}


def _hit(stored: StoredDocument, hits: Hits) -> dict[str, Any]:
    document = stored.document
    return {
        "id": document.id,
        "title": title(document) or None,
        "outlet": document.outlet,
        "published": when_row(stored.published),
        "hits": hits.rows(document.text),
    }


def _meant(record: Record, lookup: Lookup, q: str) -> set[str]:
    """The ids of what the words mean as a name, in any spelling that packs or reports know."""
    called = list(record.store.called(q))
    subject = lookup.find(q, called)
    found = {entity or f"name {fold(name)}" for name, entity, _ in called}
    return found | {subject.ref.entity} if subject and subject.ref.entity else found


def named_so(mentioned: list[MentionCount], q: str, meant: set[str]) -> list[MentionCount]:
    """The names that are meant, then those that begin so, then those that have the words in them."""
    wanted, like = fold(q), skeleton(q)

    def rank(spelt: _Spelt) -> int | None:
        if spelt.id in meant or spelt.folded == wanted:
            return 0
        if wanted and spelt.folded.startswith(wanted):
            return 1
        if wanted and f" {wanted}" in spelt.folded:
            return 2
        return 3 if len(like) > 3 and like in spelt.skeleton else None

    ranked = [(place, n) for n, spelt in enumerate(_spelt(mentioned)) if (place := rank(spelt)) is not None]
    return [mentioned[n] for _, n in sorted(ranked)[:_NAMES]]


class _Spelt(NamedTuple):
    id: str
    folded: str
    skeleton: str


@kept_of(2)
def _spelt(mentioned: list[MentionCount]) -> list[_Spelt]:
    """What the names of a record are found by."""
    folded = [(count, fold(count.name)) for count in mentioned]
    return [_Spelt(count.entity or f"name {name}", name, skeleton(count.name)) for count, name in folded]


def _name(count: MentionCount) -> dict[str, Any]:
    row = name_row(count)
    return {key: row[key] for key in ("name", "entity", "kind", "mentions")}
