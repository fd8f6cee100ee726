"""From HTML source to a tree, and from a tree to its visible text, block by block."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from khabar.model import DocumentError

_MOST_ATTRIBUTES = 1000
_UNSEEN = frozenset(
    {"script", "style", "noscript", "template", "head", "svg", "iframe", "object", "canvas", "audio", "video"}
)
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr q s samp "
    "small span strike strong sub sup time tt u var wbr".split()
)
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"[\s/]*([^\s=>/\"'][^\s=>/]*)?\s*(=\s*)?")
_UNQUOTED = re.compile(r"[^\s>]*")
_SPACES = re.compile(r"[^\S\xa0]+")
_AROUND_BREAK = re.compile(r"(?<! ) *\n *")
_REPEATED = re.compile(r"[ \t]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """The text of one block element, white space folded, a `<br>` as a newline; and the element itself."""

    text: str
    element: HtmlElement


def parse(source: str, where: str) -> HtmlElement:
    """The tree of an HTML page. Raises `DocumentError` for what is no page, or built to choke its reader."""
    if _most_attributes(source) > _MOST_ATTRIBUTES:
        raise DocumentError(where, f"a tag with more than {_MOST_ATTRIBUTES} attributes: this is no page to be read")
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, no_network=True)
    try:
        root: HtmlElement = document_fromstring(source.encode("utf-8", errors="replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise DocumentError(where, f"this cannot be read as a page ({error})") from None
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise DocumentError(where, "its tags are nested too deeply to be read; save the article's text instead")
    return root


def _most_attributes(source: str) -> int:
    """The greatest number of attributes in one tag, in one pass: more cost the parser quadratic time."""
    most, at = 0, 0
    while (at := source.find("<", at)) >= 0:
        if source.startswith("<!--", at):
            end = source.find("-->", at)
            at = end if end >= 0 else len(source)
        elif source[at + 1 : at + 2].isalpha():
            count, at = _attributes(source, at + 1)
            most = max(most, count)
        else:
            at += 1
    return most


def _attributes(source: str, at: int) -> tuple[int, int]:
    """How many attributes follow the tag's name that begins at `at`, and where the tag ends."""
    count = 0
    while at < len(source) and source[at] != ">":
        match = _ATTRIBUTE.match(source, at)
        assert match is not None  # every part of the pattern may be absent
        count += 1
        at = max(match.end(), at + 1)
        if match[2]:
            quote = source[at : at + 1]
            if quote and quote in "\"'":
                end = source.find(quote, at + 1)
                at = end + 1 if end >= 0 else len(source)
            else:
                at = _UNQUOTED.match(source, at).end()  # type: ignore[union-attr]
    return count, at


def pieces(root: HtmlElement) -> Iterator[Piece]:
    """The visible text of the page, in its order: one piece a block element, never empty."""
    words: list[str] = []
    holder: HtmlElement = root
    preformatted = 0
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        starts = event == "start"
        if _is_unseen(element):
            if starts:
                walk.skip_subtree()
                continue
        elif element.tag == "br":
            words.append("\n" if starts else "")
        elif element.tag not in _INLINE:
            yield from _piece(words, holder)
            words = []
            holder = element if starts else element.getparent()
            preformatted += (1 if starts else -1) * (element.tag == "pre")
        text = (element.text if starts else element.tail) or ""
        words.append(text if preformatted else _SPACES.sub(" ", text))
    yield from _piece(words, root)


def _piece(words: list[str], holder: HtmlElement) -> Iterator[Piece]:
    text = _AROUND_BREAK.sub("\n", "".join(words)).strip()
    if text:
        yield Piece(_REPEATED.sub(" ", text), holder)


def _is_unseen(element: HtmlElement) -> bool:
    if element.tag in _UNSEEN or element.get("hidden") is not None:
        return True
    style = element.get("style")
    return style is not None and _HIDING.search(style[:2000]) is not None
