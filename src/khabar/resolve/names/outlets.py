"""Who published a report: as stated, by its dateline, furniture or sign-off, or unknown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from khabar.model import BlockKind, Document, Outlet
from khabar.resolve.names.index import NameIndex

_BRACKETED = re.compile(r"[(/\[]\s*([A-Z][\w .&’'-]{1,30}?)\s*[)/\]]")
_WORDS_OF_OUTLETS = (
    "news|times|post|review|agency|herald|journal|radio|tv|television|press|daily|monitor|institute|tribune|gazette|"
    "observer|chronicle|today|online|media|service|network|broadcasting|wire|weekly|bulletin"
)
# A line that is nothing but a name with such a word: "Mekong Security Review", "AGENCY ARMENPRESS".
_NAME_WORD = r"(?:[^\W\d_a-z][\w.&’'-]*|of|the|for)"
_SIGNED = re.compile(rf"(?=.*\b(?i:{_WORDS_OF_OUTLETS})\b){_NAME_WORD}(?: {_NAME_WORD}){{1,4}}")
_SHORT = 60


def publisher(document: Document, index: NameIndex) -> Outlet | str | None:
    """The outlet that published a document: a known one, or the name that the page gives itself, or None.

    What the user, the header or the page states wins, then the address's domain, a pack's signature in the furniture,
    the agency in the dateline ("KYIV (Reuters) -"), the outlet that furniture and byline name most ("X moderates all
    comments"), the party whose statement it is by its title, and a short line that is nothing but an outlet's name. The
    report's own sentences are never taken for it.
    """
    if document.outlet:
        return _one(index, document.outlet)
    if document.address and (row := _by_domain(document.address, index)):
        return row
    furniture = _of_kind(document, BlockKind.BOILERPLATE, BlockKind.BYLINE)
    lowered = "\n".join(furniture).casefold()
    for outlet in index.knowledge.outlets:
        if any(s.casefold() in lowered for s in outlet.signatures):
            return outlet
    datelines = _of_kind(document, BlockKind.DATELINE)
    lines = [b.span.of(document.text).strip(" *#_-") for b in document.blocks]
    lines = [line for line in (*lines[:4], *lines[-4:]) if 0 < len(line) <= _SHORT and line[-1] not in '.!?”"']
    for texts in (datelines, furniture, lines):
        if row := _most_named(texts, index):
            return row
    if own := _own_statement(document):
        return own
    bracketed = next((m[1] for d in datelines if (m := _BRACKETED.search(d))), None)
    return bracketed or next((" ".join(line.split()) for line in lines if _is_name(line)), None)


def _own_statement(document: Document) -> str | None:
    """ "Statement by the General Command of X", "Communiqué no. 4 of X" as the title: published by X."""
    for title in _of_kind(document, BlockKind.TITLE)[:1]:
        told = _STATEMENT.match(" ".join(title.split()))
        return told[1].strip() if told else None
    return None


_PAPER = r"(?:statement|communiqu[eé]|declaration|proclamation|press release)"
_COMMAND = (
    r"(?:General|Supreme|Political|Central|Military|Executive)\s(?:Command|Bureau|Committee|Council|Leadership|Staff)"
)
_CAPITAL = r"[A-Z][\w.&’'-]*"
_STATEMENT = re.compile(
    rf"(?i:(?:(?:official|joint|military|public|news)\s)?{_PAPER}(?:\s(?:no\.?|number|#)?\s?\d+)?\s"
    rf"(?:by|of|from|issued by)\s)(?:[Tt]he\s)?(?:{_COMMAND}\sof\s(?:[Tt]he\s)?)?"
    rf"({_CAPITAL}(?:\s(?:(?:of|for|and|the|in)\s)?(?:al-)?{_CAPITAL}){{0,7}})"
    r"(?=$|[,:;(–—-]|\son\s|\sregarding\s|\sabout\s)"
)


def _is_name(line: str) -> bool:
    capitals = [w[0].isupper() for w in line.split() if w.lower() not in ("of", "the", "for", "and")]
    return all(capitals) and _SIGNED.fullmatch(line) is not None


def _of_kind(document: Document, *kinds: BlockKind) -> list[str]:
    return [b.span.of(document.text) for b in document.blocks if b.kind in kinds]


def _most_named(texts: Iterable[str], index: NameIndex) -> Outlet | None:
    """The outlet that the texts name most; None where none or two do."""
    named = Counter(i for text in texts for m in index.scan(text) for i in m.ids if isinstance(index.rows[i], Outlet))
    ranked = named.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    most = index.rows[ranked[0][0]]
    return most if isinstance(most, Outlet) else None


def _one(index: NameIndex, name: str) -> Outlet | None:
    rows = [r for i in index.named(name) if isinstance(r := index.rows[i], Outlet)]
    return rows[0] if len(rows) == 1 else None


def _by_domain(address: str, index: NameIndex) -> Outlet | None:
    host = address.split("://")[-1].split("/")[0].lower().removeprefix("www.")
    return next(
        (o for o in index.knowledge.outlets if any(host == d or host.endswith("." + d) for d in o.domains)), None
    )
