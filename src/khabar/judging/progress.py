"""How far people have come with reading what the machine read, and where they do not agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from khabar.judging.deciding import ACCEPTED, CORRECTED, REJECTED, Word
from khabar.judging.judged import Judged
from khabar.model import Claim
from khabar.store import Store


@dataclass(frozen=True, slots=True)
class Progress:
    """`read` documents are those of which every claim is judged; of `judged` claims so many were accepted, rejected and
    corrected. `orphaned` are judged claims that the present readings do not make any more."""

    documents: int
    read: int
    claims: int
    judged: int
    accepted: int
    rejected: int
    corrected: int
    orphaned: int


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A claim of which persons decided differently: each one's word, and the one that is applied."""

    claim: Claim
    words: tuple[tuple[str, Word], ...]
    applied: Word
    last_by: str


def progress(store: Store, judged: Judged, by: str | None = None) -> Progress:
    """How much is judged, by all, or by one person."""
    sizes = store.sizes()
    words = {id_: found for id_, found in judged.placed.decided.items() if by is None or by in found.persons}
    orphaned = judged.placed.orphaned.keys() & words.keys()
    done = Counter(judged.placed.claims[id_].document for id_ in words if id_ not in orphaned)
    present = [found for id_, found in words.items() if id_ not in orphaned]
    verdicts = Counter((found.persons[by] if by else found.word).verdict for found in present)
    return Progress(
        documents=len(sizes),
        read=sum(1 for document, number in done.items() if number >= sizes.get(document, 0)),
        claims=sum(sizes.values()),
        judged=done.total(),
        accepted=verdicts[ACCEPTED],
        rejected=verdicts[REJECTED],
        corrected=verdicts[CORRECTED],
        orphaned=len(orphaned),
    )


def disagreements(judged: Judged) -> Iterator[Disagreement]:
    """The claims on which persons' own words differ, by id."""
    for id_, found in sorted(judged.placed.decided.items()):
        words = sorted(found.persons.items())
        if any(word != words[0][1] for _, word in words):
            yield Disagreement(judged.read(judged.placed.claims[id_]), tuple(words), found.word, found.last.by)
