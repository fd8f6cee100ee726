"""From bytes to text: honest about encodings, and about what is no text at all."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from khabar.model import DocumentError

_MAGIC = (
    (b"PK\x03\x04", "a ZIP archive or an office document; unpack it, or save it as text"),
    (b"\x89PNG", "a PNG image; khabar reads text"),
    (b"\xff\xd8\xff", "a JPEG image; khabar reads text"),
    (b"GIF8", "a GIF image; khabar reads text"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it first"),
    (b"Rar!", "a RAR archive; unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an old office document; save it as text"),
    (b"{\\rtf", "an RTF document; save it as plain text"),
    (b"SQLite format 3", "an SQLite database, perhaps a record of khabar's own; it is no report"),
    (b"\x7fELF", "a program"),
    (b"RIFF", "a sound, video or WebP file; khabar reads text"),
    (b"ID3", "a sound file; khabar reads text"),
)
# longest first: the mark of UTF-32-LE begins with that of UTF-16-LE
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w:.-]{2,40})", re.IGNORECASE)
# the encodings that pages use; others that Python knows (punycode, idna) take quadratic time or make no sense
_PAGE_CHARSET = re.compile(
    r"utf-?8|(iso|windows|cp|koi8|gb|big5|shift|sjis|x-sjis|euc|mac|x-mac|latin|ascii|us-ascii|tis)[\w-]*",
    re.IGNORECASE,
)
_LATIN1 = frozenset({"iso8859-1", "ascii"})


def plain_text(data: bytes, where: str) -> str:
    """The text of a plain file, newlines untouched.

    UTF-8, or UTF-16/32 where a byte order mark says so; the mark itself is no part of the text, so that offsets count
    from the first real character. Raises `DocumentError` for other encodings and for binary data.
    """
    _refuse_formats(data, where)
    text = _by_mark(data, where)
    if text is None:
        if b"\0" in data:
            raise DocumentError(where, _binary(data))
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise DocumentError(where, _not_utf8(data, error.start, where)) from None
    return text


def page_text(data: bytes, where: str, charset: str | None = None) -> str:
    """The source of an HTML page, by its byte order mark, else the `charset` that a server told, else its
    `<meta charset>`, else as UTF-8.

    Bytes that the stated encoding does not know become U+FFFD; zero bytes are left out. Raises `DocumentError` for
    binary data, and where nothing is stated and it is not UTF-8.
    """
    _refuse_formats(data, where)
    text = _by_mark(data, where)
    if text is not None:
        return text.replace("\0", "")
    if data.count(b"\0") * 100 > len(data):
        raise DocumentError(where, _binary(data))
    stated = (_known(charset) if charset else None) or _stated_charset(data)
    if stated:
        return data.decode(stated, errors="replace").replace("\0", "")
    try:
        return data.decode("utf-8").replace("\0", "")
    except UnicodeDecodeError as error:
        raise DocumentError(where, _not_utf8(data, error.start, where)) from None


def _refuse_formats(data: bytes, where: str) -> None:
    for magic, name in _MAGIC:
        if data.startswith(magic):
            raise DocumentError(where, f"this is {name}")
    if data[4:8] == b"ftyp":
        raise DocumentError(where, "this is a video or sound file; khabar reads text")


def _by_mark(data: bytes, where: str) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                name = encoding.removesuffix("-sig").upper()
                raise DocumentError(where, f"it begins with a {name} mark but is not {name}; is it cut off?") from None
    return None


def _stated_charset(data: bytes) -> str | None:
    match = _META_CHARSET.search(data, 0, 8192)
    if not match:
        return None
    name = match[1].decode("ascii", errors="replace")
    if name.lower().startswith("utf-16"):
        return "utf-8"  # a page whose ASCII "charset" could be read is not in UTF-16
    return _known(name)


def _known(name: str) -> str | None:
    """The encoding of this name, as browsers understand it; None where no page is in such."""
    if not _PAGE_CHARSET.fullmatch(name):
        return None
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        return None
    return "cp1252" if codec in _LATIN1 else codec  # as browsers do


def _binary(data: bytes) -> str:
    evens, odds = data[0:2000:2].count(0), data[1:2000:2].count(0)
    if max(evens, odds) > 4 * (min(evens, odds) + 1):
        kind = "utf-16be" if evens > odds else "utf-16le"
        return f"this looks like UTF-16 without a mark; convert it: iconv -f {kind} -t utf-8 FILE > NEW"
    return "this is binary data, not text (it holds zero bytes)"


def _not_utf8(data: bytes, at: int, where: str) -> str:
    start = max(0, at - 20_000)
    best = from_bytes(data[start : start + 100_000]).best()
    guess = best.encoding.replace("_", "-") if best else ""
    if guess in ("", "utf-8", "ascii"):
        return f"this is not UTF-8 (byte {at} breaks it) nor any encoding khabar can tell; save it as UTF-8"
    return (
        f"this is not UTF-8 (byte {at} breaks it); it looks like {guess}. "
        f"Convert it: iconv -f {guess} -t utf-8 '{where}' > NEW"
    )
