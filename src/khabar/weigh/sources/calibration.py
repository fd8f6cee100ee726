"""Whether what is called 80 percent likely comes true eight times in ten."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from math import fsum


def calibration_error(forecasts: Iterable[tuple[float, bool]], bins: int = 10) -> float:
    """The expected calibration error of (probability, came true) pairs; 0 for none.

    It is how far, on average over all forecasts, the mean probability in each of `bins` equal bins lies from the share
    that came true.
    """
    binned: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for chance, true in forecasts:
        binned[min(int(chance * bins), bins - 1)].append((chance, true))
    off = [abs(fsum(c for c, _ in found) - sum(t for _, t in found)) for found in binned.values()]
    return fsum(off) / max(1, sum(map(len, binned.values())))
