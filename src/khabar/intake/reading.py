"""From a path to the originals in it, and from an original to a document."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from khabar.intake import archives, docx, feeds, kinds, mail, ocr, pdf, tables
from khabar.intake.decoding import page_text, plain_text
from khabar.intake.folders import find
from khabar.intake.header import Stated, front_matter, published_beside
from khabar.intake.language import language
from khabar.intake.originals import (
    KEPT,
    Address,
    Asked,
    Fetching,
    Found,
    Holder,
    Later,
    Listed,
    Origin,
    Original,
    Part,
    Source,
)
from khabar.intake.page import read_page
from khabar.model import Block, BlockKind, Document, DocumentError, Ocr, When

LARGEST = 5_000_000
_CLOCKS_BEGIN = 1980
_DEEPEST = 4
"""Mails in mails in mails: so many are opened inside each other."""

_HOLDING: dict[str, Callable[[Source, Asked], Iterator[Part]]] = {
    kinds.FEED: feeds.entries,
    kinds.MAIL: mail.parts,
    kinds.LINES: tables.lines,
    kinds.TABLE: tables.rows,
    kinds.WARC: archives.warc,
    kinds.WACZ: archives.wacz,
}
_LARGEST = {kinds.PDF: pdf.LARGEST, kinds.DOCX: docx.LARGEST, **dict.fromkeys(kinds.IMAGES, ocr.LARGEST)}

Read = tuple[str, tuple[Block, ...], Stated]


def load(path: Path, *, outlet: str | None = None, published: When | None = None) -> tuple[Document, bytes]:
    """The only document in the file at `path`, and its original bytes.

    `outlet` and `published` as the user gives them win over what the file says. Raises `DocumentError` for what is
    missing, empty, binary, not UTF-8 or too large, and where the file holds several documents.
    """
    found = list(originals(path))
    for one in found:
        if isinstance(one, DocumentError):
            raise one
        if isinstance(one, Original) and len(found) == 1:
            return document(one, outlet=outlet, published=published), one.data
    raise DocumentError(str(path), f"it holds {len(found)} reports, not one")


def originals(place: Path | Address, asked: Asked = Asked()) -> Iterator[Found]:  # noqa: B008
    """All originals in the file at a path, or at an address; errors in the place of those that cannot be had, and none
    is raised.

    A file `NAME.published` beside a file wins over what it says of its day itself, where it is one report. Nothing is
    fetched but that address, and what `asked` says.
    """
    web = asked.web or Later()
    for found in [Listed(place.url, place.url)] if isinstance(place, Address) else _in_file(place, asked):
        if not isinstance(found, Listed) or not (isinstance(place, Address) or asked.fetch or asked.lists):
            yield found
            continue
        yield from _fetched(found, asked, web)


def _fetched(listed: Listed, asked: Asked, web: Fetching) -> Iterator[Found]:
    """What stands at an address; what a feed there lists is fetched too, where it is asked for, but no further."""
    if web.had(listed.address):
        return
    try:
        source = web.get(listed.address, listed.stated)
    except DocumentError as error:
        yield error
        return
    named = listed.where == listed.address
    for found in unfold(source, asked):
        if isinstance(found, Listed) and asked.fetch and named:
            yield from _fetched(found, asked, web)
        else:
            yield found


def _in_file(path: Path, asked: Asked) -> Iterator[Found]:
    where = str(path)
    try:
        size = _size(path, where)
        beside = published_beside(path)
    except DocumentError as error:
        yield error
        return
    source = Source(
        where,
        path.name,
        size,
        lambda: path.open("rb"),
        saved=_last_written(path),
        stated=Stated(published=beside),
        origin=Origin(str(path.absolute())),
    )
    if not asked.lists:
        yield from unfold(source, asked)
        return
    try:
        yield from tables.addresses(source)
    except DocumentError as error:
        yield error


def all_in(sources: Sequence[str], asked: Asked = Asked()) -> Iterator[Found]:  # noqa: B008
    """All originals in these files and folders and at these addresses, in their order."""
    asked = replace(asked, web=asked.web or Later())
    for found in find(sources):
        if isinstance(found, DocumentError):
            yield found
        else:
            yield from originals(found, asked)


def unfold(source: Source, asked: Asked) -> Iterator[Found]:
    """All originals in a source. Raises nothing."""
    holder: Holder | None = None
    for found in _unfolded(source, asked, 0):
        if not isinstance(found, Original):
            yield found
            continue
        own = found.origin or source.origin or Origin(source.where)
        if found.where == source.where:
            yield replace(found, origin=own)
            continue
        holder = holder or _holder(source)
        part = own.part or found.where.removeprefix(source.where)
        yield replace(found, origin=replace(own, part=part, holder=holder))


def _unfolded(source: Source, asked: Asked, depth: int) -> Iterator[Found]:
    try:
        media = kinds.kind(source)
        holding = _HOLDING.get(media)
        if holding is None:
            single = _single(source, media)
            if media == kinds.TEXT and tables.lists_addresses(single.data):
                yield from tables.addresses(source)
            else:
                yield single
            return
        if depth >= _DEEPEST:
            raise DocumentError(source.where, f"more than {_DEEPEST} files inside each other")
        for part in holding(source, asked):
            if isinstance(part, Source):
                yield from _unfolded(part, asked, depth + 1)
            else:
                yield part
    except DocumentError as error:
        yield error
    except (OSError, ValueError) as error:
        yield DocumentError(source.where, _unreadable(error))


def _single(source: Source, media: str) -> Original:
    data = source.read(_LARGEST.get(media, LARGEST))
    if not data.strip():
        raise DocumentError(source.where, "the file is empty")
    return Original(
        source.where,
        data,
        media,
        source.stated,
        charset=source.charset,
        saved=source.saved,
    )


def _holder(source: Source) -> Holder:
    digest = hashlib.sha256()
    kept: list[bytes] | None = [] if source.size <= KEPT else None
    with source.open() as file:
        while piece := file.read(1_000_000):
            digest.update(piece)
            if kept is not None:
                kept.append(piece)
    whence = source.origin.whence if source.origin else source.where
    return Holder(whence, digest.hexdigest(), b"".join(kept) if kept is not None else None)


def document(original: Original, *, outlet: str | None = None, published: When | None = None) -> Document:
    """The document that an original is.

    `outlet` and `published` as the user gives them win over what is stated around it, and that over what it states
    itself. A byte order mark is dropped from the text, nothing else: offsets count from the first real character. Of
    a plain file only the header is marked in `blocks`; of a page all of its text is. Raises `DocumentError`.
    """
    text, blocks, stated, read_off = _read(original)
    if not text.strip():
        raise DocumentError(original.where, "there is no text in it")
    if len(text) > LARGEST:
        raise DocumentError(original.where, f"a text of more than {LARGEST // 1_000_000} million letters: split it")
    around = original.stated
    whence = original.origin.whence if original.origin else ""
    return Document(
        id=hashlib.sha256(original.data).hexdigest(),
        path=original.where,
        text=text,
        media=f"{original.media}; text=ocr" if read_off and read_off.sure else original.media,
        title=around.title or stated.title,
        author=around.author or stated.author,
        outlet=outlet or around.outlet or stated.outlet,
        stated=published or around.published or stated.published,
        address=around.address or stated.address or (whence if whence.startswith(("http://", "https://")) else None),
        saved=original.saved,
        blocks=blocks,
        language=language(text, blocks),
        ocr=read_off,
    )


def _read(original: Original) -> tuple[str, tuple[Block, ...], Stated, Ocr | None]:
    data, where = original.data, original.where
    if original.media == kinds.PDF and original.text is None:
        return pdf.read_pdf(data, where)
    if original.media in kinds.IMAGES and original.text is None:
        text, read_off = ocr.read_picture(data, where)
        return text, (), Stated(), read_off
    return *_read_words(original), None


def _read_words(original: Original) -> Read:
    data, where = original.data, original.where
    if original.media == kinds.HTML:
        source = page_text(data, where, original.charset) if original.text is None else original.text
        return read_page(source.replace("\0", ""), where)
    if original.text is not None:
        return original.text.replace("\0", ""), (), Stated()
    if original.media == kinds.DOCX:
        return docx.read_docx(data, where)
    return _plain(plain_text(data, where))


def _plain(text: str) -> Read:
    stated = front_matter(text)
    header = (Block(stated.block, BlockKind.BOILERPLATE, "front matter"),) if stated.block else ()
    return text, header, stated


def _last_written(path: Path) -> date | None:
    """The day, in UTC, on which the file at `path` was last written; None where the file system does not tell.

    Archives that are made the same each time date their files to the beginnings of their clocks: such days tell
    nothing.
    """
    try:
        day = datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
    except (OSError, ValueError, OverflowError):
        return None
    return day if day.year > _CLOCKS_BEGIN else None


def _size(path: Path, where: str) -> int:
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise DocumentError(where, "this is a folder")
        if not stat.S_ISREG(found.st_mode):
            raise DocumentError(where, "this is no ordinary file")
        path.open("rb").close()  # whether one may
    except (OSError, ValueError) as error:
        raise DocumentError(where, _unreadable(error, path)) from None
    return found.st_size


def _unreadable(error: Exception, path: Path | None = None) -> str:
    if isinstance(error, FileNotFoundError):
        return "a link to a file that is gone" if path is not None and path.is_symlink() else "there is no such file"
    if isinstance(error, PermissionError):
        return "no permission to read it"
    return f"cannot be read ({getattr(error, 'strerror', None) or error})"
