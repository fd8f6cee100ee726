"""Reports and names for people: a table, or one report's day with its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from khabar.answers.rows import title
from khabar.answers.safe import one_line
from khabar.cli.languages import unread
from khabar.cli.screen import Column
from khabar.cli.view import Line, Styled, line
from khabar.cli.words import because, copy_of, days, kind
from khabar.model import NearCopy, Place
from khabar.store import Example, MentionCount, StoredDocument
from khabar.store import Line as CustodyLine

DOCUMENTS = (
    Column("id"),
    Column("published", folds=True, widest=17),
    Column("outlet", folds=True, widest=14),
    Column("title", folds=True),
    Column("claims", right=True),
)
NAMES = (
    Column("name", folds=True),
    Column("kind", folds=True),
    Column("entity", folds=True),
    Column("mentions", right=True),
    Column("reports", right=True),
)
UNKNOWN = (
    Column("name", folds=True),
    Column("kind", folds=True),
    Column("mentions", right=True),
    Column("reports", right=True),
    Column("perhaps", folds=True),
    Column("example", folds=True),
)
PLACES = (*NAMES, Column("where", folds=True))


def documents(
    found: Iterable[StoredDocument], copies: Mapping[str, NearCopy] = MappingProxyType({})
) -> Iterator[tuple[str, ...]]:
    """The rows of `DOCUMENTS`; `copies` are the pairs of near-copies with their originals, by id."""
    for stored in found:
        document = stored.document
        name = title(document) or document.path
        if document.id in copies:
            name = f"{name} ({copy_of(copies[document.id])})"
        if document.by_ocr():
            name = f"{name} (by OCR)"
        if unread(document):
            name = f"{name} ({unread(document)})"
        yield document.id[:8], days(stored.published), document.outlet or "", name, str(stored.claims)


def names(found: Iterable[MentionCount]) -> Iterator[tuple[str, ...]]:
    """The rows of `NAMES`."""
    for count in found:
        kinds = ", ".join(kind(k) for k, _ in count.kinds)
        yield count.name, kinds, count.entity or "", str(count.mentions), str(count.documents)


def unknown(found: Iterable[tuple[MentionCount, Sequence[str], Example | None]]) -> Iterator[tuple[str, ...]]:
    """The rows of `UNKNOWN`."""
    for count, perhaps, example in found:
        name, kinds, _, mentions, reports = next(names([count]))
        yield name, kinds, mentions, reports, "; ".join(perhaps), one_line(example.words) if example else ""


def places(found: Iterable[tuple[MentionCount, Place | None]]) -> Iterator[tuple[str, ...]]:
    """The rows of `PLACES`."""
    for count, place in found:
        (row,) = names([count])
        yield *row, _where(place)


def publication(stored: StoredDocument, copy: NearCopy | None = None) -> Iterator[Line]:
    """The bounds on a report's day, and all that they were made of."""
    document = stored.document
    name = title(document)
    yield line(Styled(document.id[:8], "id"), f" “{name}” " if name else " ", document.path)
    yield line(f"published {days(stored.published)}", indent=2)
    for reason in stored.published.reasons:
        yield line(because(reason), indent=4)
    if not stored.published.reasons:
        yield line("nothing in it says when", indent=4)
    if unread(document):
        yield line(f"no claim: it is {unread(document)}", indent=2)
    if copy is not None:
        yield line(f"{copy_of(copy)}: {copy.likeness:.0%} of their runs of words are the same", indent=2)
    yield line(Styled(f"read {stored.recorded:%Y-%m-%d} by {one_line(stored.reader)}", "dim"), indent=2)


def custody(lines: Iterable[CustodyLine]) -> Iterator[Line]:
    """Each line of the log about one report: when and by whom it was added, and whence it is."""
    for one in lines:
        entry = one.entry
        by = f" by {one_line(entry.by)}" if entry.by else ""
        yield line(f"{one.number}. added {one.recorded:%Y-%m-%d %H:%M} UTC{by}")
        got = f", got {entry.obtained:%Y-%m-%d %H:%M} UTC" if entry.obtained else ""
        yield line(f"from {one_line(entry.whence)}{got}", indent=2)
        if entry.holder:
            yield line(f"{one_line(entry.part)} in {one_line(entry.holder_whence)}, sha256 {entry.holder}", indent=2)
        for name, words in sorted(entry.said.items()):
            yield line(Styled(one_line(f"{name}: {words}"), "dim"), indent=4)
        yield line(Styled(f"line {one.hash}", "dim"), indent=2)


def _where(place: Place | None) -> str:
    if place is None or place.lat is None or place.lon is None:
        return ""
    return f"{place.lat:.2f}, {place.lon:.2f} {place.country}".rstrip()
