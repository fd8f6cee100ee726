"""Whether a claim that is at hand meets the conditions of a question, as `filter` has SQL find out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from khabar.model import Claim
from khabar.model.names import fold, plain
from khabar.store.filter import Filter, pieces
from khabar.store.stored import slots

_SLOTS = {
    "entities": ("subject", "object", "place", "speaker"),
    "place": ("place",),
    "actor": ("subject", "object"),
    "speaker": ("speaker",),
}


class Matching:
    """Whether claims meet all conditions of a filter that are on the claim itself: all but those on its report."""

    def __init__(self, where: Filter) -> None:
        self._where = where
        self._named: list[tuple[frozenset[str], frozenset[str], tuple[str, ...]]] = []
        for field, of in _SLOTS.items():
            names: str | Collection[str] | None = getattr(where, field)
            if names is not None:
                wanted = frozenset({names} if isinstance(names, str) else names)
                self._named.append((wanted, frozenset(map(fold, wanted)), of))

    def __call__(self, claim: Claim) -> bool:
        """Whether the claim does."""
        where = self._where
        return (
            (where.types is None or claim.type in where.types)
            and (where.modalities is None or claim.modality in where.modalities)
            and (where.document is None or claim.document == where.document)
            and _happened(claim, where.happened_by)
            and (where.ids is None or claim.id in where.ids)
            and all(_names(claim, *named) for named in self._named)
            and (where.text is None or not where.text.strip() or _has(claim.quote, where.text))
        )


def _happened(claim: Claim, by: date | None) -> bool:
    first = claim.event_time.earliest if claim.event_time else None
    return by is None or first is None or first <= by


def _names(claim: Claim, wanted: frozenset[str], folded: frozenset[str], of: tuple[str, ...]) -> bool:
    return any(slot in of and (ref.entity in wanted or fold(ref.name) in folded) for slot, ref in slots(claim))


def _has(quote: str, text: str) -> bool:
    words = list(_tokens(quote))
    asked = [(list(_tokens(piece)), begins) for piece, begins in pieces(text)]
    asked = [(tokens, begins) for tokens, begins in asked if tokens]
    return bool(asked) and all(_stands(tokens, begins, words) for tokens, begins in asked)


def _stands(tokens: Sequence[str], begins: bool, words: Sequence[str]) -> bool:
    for at in range(len(words) - len(tokens) + 1):
        here = words[at : at + len(tokens)]
        if here[:-1] == tokens[:-1] and (here[-1].startswith(tokens[-1]) if begins else here[-1] == tokens[-1]):
            return True
    return False


def _tokens(text: str) -> Iterator[str]:
    yield from "".join(c if c.isalnum() else " " for c in plain(text)).split()
