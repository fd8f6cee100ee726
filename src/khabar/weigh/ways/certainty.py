"""How sure it is that a stretch can be passed: the sum of `holding.support` over its grounds."""

from __future__ import annotations

from collections.abc import Iterable

from khabar.model import Passage, Stretch, Support
from khabar.weigh.holding.support import summed, total
from khabar.weigh.ways.passing import Found


def certainty(found: Found, index: int, ends: Iterable[str], state: Passage) -> Support | None:
    """The sum that a stretch can be passed; None where nothing bears on it.

    What is told of the stretch itself counts as it is, and so does whatever shuts either of its ends. Holding one end
    opens nothing: where the party's side is said to hold both, the end for which less speaks is what counts.
    """
    there = [[g for g in found.places[place] if g.id in found.parts] for place in ends]
    held = [[found.parts[g.id] for g in end if g.opens and g.id not in found.answers] for end in there]
    # an answer counts beside what it answers
    rest = [g for end in there for g in end if not g.opens or (g.id in found.answers and any(not o.opens for o in end))]
    own = [g for g in found.edges.get(index, ()) if g.id in found.parts]
    said = [found.parts[id_] for id_ in dict.fromkeys(g.id for g in (*own, *rest))]
    if all(held):
        said += min(held, key=total)
    return summed(said, -1 if state is Passage.CLOSED else 1) if said else None


def weakest(stretches: Iterable[Stretch], verdict: Passage) -> Stretch | None:
    """Of the stretches that an answer stands on, the one for which least speaks; None where the answer is open."""
    if verdict not in (Passage.OPEN, Passage.CLOSED):
        return None
    sign = 1 if verdict is Passage.OPEN else -1
    return min(
        (s for s in stretches if s.support), key=lambda s: sign * s.support.total if s.support else 0, default=None
    )
