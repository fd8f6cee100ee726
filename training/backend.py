"""The trained network behind the reader's interface, to measure weights before they are exported."""

from __future__ import annotations

from typing import Any

import torch

from model import Tagger


class TorchNetwork:
    """Runs a `Tagger` on arrays, in the half precision it was trained in; shapes as in `decode.Network`."""

    def __init__(self, tagger: Tagger) -> None:
        self._tagger = tagger.eval()

    def first(self, ids: Any, cases: Any, quotes: Any) -> Any:
        """See `khabar.reader.tagger.decode.Network`."""
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            mask = torch.ones(ids.shape, dtype=torch.long)  # one window: no padding
            found = self._tagger.base(torch.tensor(ids), torch.tensor(cases), torch.tensor(quotes), mask)
        return tuple(x.float().numpy() for x in found)

    def second(self, states: Any, marks: Any, at: Any, mask: Any) -> Any:
        """See `khabar.reader.tagger.decode.Network`."""
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            roles, types, modalities, valid, carried, _ = self._tagger.second(
                torch.tensor(states), torch.tensor(marks), torch.tensor(at), torch.tensor(mask)
            )
        return tuple(x.float().numpy() for x in (roles, types, modalities, valid, carried))
