"""Near-copies: reports that carry one text, whole or lightly edited.

A text's `sketch` is a few dozen numbers; texts that are near-copies share at least one of them, as good as surely.
Whether two texts that share one are near-copies is for `likeness` to say, which compares their words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b

from rensa import RMinHash

from khabar.model.names import plain

LEAST = 0.5
"""From this share of common runs of words on, two texts are near-copies."""

_RUN = 5
"""Words in a run. Two reports of one event share names and phrases, but hardly five words in a row."""
_FEWEST = 20
"""Runs below which a text says too little to be known again: "This page is not available"."""
_GROUPS, _SLOTS = 42, 3
"""A group's number is shared with the chance likeness ** slots: of pairs half alike, 99.6 percent share one of 42; of
pairs a tenth alike, 4 percent do."""
_SEED = 1
_WORD = re.compile(r"\w+")

METHOD = f"rensa r{RMinHash.ALGORITHM_VERSION} {_RUN}w {_GROUPS}x{_SLOTS}"
"""How sketches are made: those of another method cannot be compared with these."""


def sketch(text: str) -> tuple[int, ...]:
    """Numbers of which two near-copies share one or more; none for a text that says too little."""
    runs = _runs(text)
    if len(runs) < _FEWEST:
        return ()
    hashed = RMinHash(num_perm=_GROUPS * _SLOTS, seed=_SEED)
    hashed.update(sorted(map(" ".join, runs)))
    return tuple(_groups(hashed.digest()))


def likeness(one: str, other: str) -> float:
    """The share of the runs of words in either text that stand in both (Jaccard), from 0 to 1."""
    ours, theirs = _runs(one), _runs(other)
    either = len(ours | theirs)
    return len(ours & theirs) / either if either else 0.0


@lru_cache(maxsize=4)  # the new report is held against several
def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = _WORD.findall(plain(text))
    return frozenset(zip(*(words[i:] for i in range(_RUN)), strict=False))


def _groups(digest: list[int]) -> Iterator[int]:
    """Each group of slots as one number that SQLite can hold, told apart from the same slots in another place."""
    for first in range(0, len(digest), _SLOTS):
        slots = b"".join(n.to_bytes(4, "big") for n in digest[first : first + _SLOTS])
        yield int.from_bytes(blake2b(slots, digest_size=8, salt=first.to_bytes(4, "big")).digest(), "big", signed=True)
