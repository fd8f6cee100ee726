"""GUM's Wikinews articles: names of persons, places and bodies, for `data.Doc`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from data import Doc
from khabar.model import Kind, Span

_STATE = re.compile(
    r"\b(?:Government|Ministry|Department|Police|Army|Court|Parliament|Senate|Congress|House|Navy|Air Force|Guard|"
    r"Council|Administration|Commission|Agency|State|FBI|CIA|NASA)\b"
)
_OUTLET = re.compile(r"\b(?:News|Times|Post|Wikinews|BBC|CNN|Reuters|Press|Herald|Guardian|Tribune|TV|Radio|Daily)\b")


def gum(folder: Path) -> Iterator[Doc]:
    """Wikinews articles with the names of persons, places and bodies."""
    for path in sorted(folder.glob("*.conllu")):
        yield _gum(path)


def _gum(path: Path) -> Doc:
    text, block = "", 0
    sentences: list[tuple[Span, int]] = []  # each with the start of its paragraph
    entities: list[tuple[str, list[Span]]] = []
    for chunk in path.read_text(encoding="utf-8").split("\n\n"):
        lines = chunk.split("\n")
        words = next((x.removeprefix("# text = ") for x in lines if x.startswith("# text = ")), "")
        if not words:
            continue
        if text and any(x.startswith("# newpar") for x in lines):
            text += "\n\n"
            block = len(text)
        elif text:
            text += " "
        sentences.append((Span(len(text), len(text) + len(words)), block))
        entities += _gum_entities(lines, words, len(text))
        text += words
    ends = {block: sentence.end for sentence, block in sentences}  # the last sentence of each
    spans = [(sentence, Span(block, ends[block])) for sentence, block in sentences]
    return Doc(text, spans, mentions=_gum_names(text, entities), name=path.stem)


def _gum_entities(lines: list[str], words: str, base: int) -> list[tuple[str, list[Span]]]:
    """The entities of the sentence `words`, which begins at `base`, in the order of their ends: the kind of each and
    the proper nouns in it."""
    at = 0
    proper: list[Span] = []
    begun: dict[str, list[tuple[str, int]]] = defaultdict(list)
    found = []
    for line in lines:
        cells = line.split("\t")
        if len(cells) != 10 or not cells[0].isdigit():
            continue
        start = words.index(cells[1], at)
        at = start + len(cells[1])
        if cells[3] == "PROPN":
            proper.append(Span(base + start, base + at))
        # "(3-person-…" begins entity 3, "3)" ends it, "(3-person-…)" does both
        entity = re.search(r"(?:^|\|)Entity=([^|]+)", cells[9])
        for part in re.findall(r"\([^()]+\)?|\d+\)", entity[1]) if entity else ():
            number, *rest = part.strip("()").split("-")
            if part.startswith("("):
                begun[number].append((rest[0], base + start))
            if part.endswith(")") and begun[number]:
                kind, first = begun[number].pop()
                whole = Span(first, base + at)
                found.append((kind, [p for p in proper if whole.holds(p)]))
    return found


def _gum_names(text: str, entities: list[tuple[str, list[Span]]]) -> list[tuple[Span, Kind]]:
    """The names among the entities, without those that overlap an earlier one."""
    found: list[tuple[Span, Kind]] = []
    for kind, proper in entities:
        if not proper or kind not in ("person", "place", "organization"):
            continue
        span = Span(proper[0].start, proper[-1].end)
        # a longer phrase with proper nouns here and there is not a name
        if sum(len(p) + 1 for p in proper) < len(span) - 4 or any(s.overlaps(span) for s, _ in found):
            continue
        found.append((span, _gum_kind(kind, span.of(text))))
    return sorted(found)


def _gum_kind(kind: str, words: str) -> Kind:
    if kind == "person":
        return Kind.PERSON
    if kind == "place":
        return Kind.PLACE
    if _STATE.search(words):
        return Kind.STATE_BODY
    return Kind.OUTLET if _OUTLET.search(words) else Kind.OTHER
