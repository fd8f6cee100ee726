"""What a page states of itself: title, author, outlet, address, and the day where it really states one."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from khabar.intake.header import Stated, day_stated
from khabar.model import When

# otherwise these write to the user's terminal through logging's handler of last resort
for _name in ("trafilatura", "htmldate", "courlan", "justext"):
    logging.getLogger(_name).addHandler(logging.NullHandler())

_DAY_TAGS = (
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "publishdate",
    "publish_date",
    "publish-date",
    "published_time",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "citation_publication_date",
    "date",
)
_LONGEST_JSON = 500_000
_MOST_JSON_NODES = 5000


def statements(root: HtmlElement) -> Stated:
    """What the page says of itself; the day from metadata, linked data or time tags, never from its prose."""
    from trafilatura import extract_metadata  # half a second to import, and only pages need it

    try:
        # trafilatura takes the tree apart while it reads
        found = extract_metadata(deepcopy(root), extensive=False)
    except Exception:  # whatever a hostile page breaks in there, its text can still be read
        return Stated(published=_published(root))
    return Stated(
        title=found.title or None,
        author=found.author or None,
        outlet=found.sitename or None,
        published=_published(root),
        address=found.url or None,
    )


def _published(root: HtmlElement) -> When | None:
    for words, reason in (*_in_tags(root), *_in_linked_data(root), *_in_items(root), *_in_time_tags(root)):
        when = day_stated(words, reason)
        if when and when.days == 1:
            return when
    return None


def _in_tags(root: HtmlElement) -> Iterator[tuple[str, str]]:
    found: dict[str, str] = {}
    for tag in root.iter("meta"):
        name = (tag.get("property") or tag.get("name") or tag.get("itemprop") or "").lower()
        if name in _DAY_TAGS and tag.get("content"):
            found.setdefault(name, tag.get("content", ""))
    for name in _DAY_TAGS:
        if name in found:
            yield found[name], f"the page's metadata states it ({name})"


def _in_linked_data(root: HtmlElement) -> Iterator[tuple[str, str]]:
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            data = json.loads((script.text or "")[:_LONGEST_JSON], strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data):
            day = node.get("datePublished")
            if isinstance(day, str):
                yield day, "the page's linked data state it (datePublished)"


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    waiting, seen = [data], 0
    while waiting and seen < _MOST_JSON_NODES:
        node = waiting.pop(0)
        seen += 1
        if isinstance(node, dict):
            yield node
            waiting.extend(node.values())
        elif isinstance(node, list):
            waiting.extend(node)


def _in_items(root: HtmlElement) -> Iterator[tuple[str, str]]:
    for element in root.iter(etree.Element):
        if element.get("itemprop") == "datePublished":
            words = element.get("datetime") or element.get("content") or (element.text or "")
            yield words, "the page marks it as its day of publication (itemprop)"


def _in_time_tags(root: HtmlElement) -> Iterator[tuple[str, str]]:
    """Time tags of the article; of the page only where they agree, as others may date its neighbours."""
    every = [tag for tag in root.iter("time") if tag.get("datetime")]
    inside = [tag for tag in every if any(above.tag == "article" for above in tag.iterancestors())]
    marked = [tag for tag in every if tag.get("pubdate") is not None]
    reason = "the page's time tag states it"
    for tag in marked[:1] or inside[:1]:
        yield tag.get("datetime", ""), reason
    if len({tag.get("datetime", "")[:10] for tag in every}) == 1:
        yield every[0].get("datetime", ""), reason
