"""The tagger as the reader uses it: a text in, proposals out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from khabar.model import ReaderError, Span
from khabar.reader.tagger.decode import Network, Thresholds, tag_window
from khabar.reader.tagger.network import OnnxNetwork
from khabar.reader.tagger.tagged import Tagged
from khabar.reader.tagger.windows import Windows

WEIGHTS = Path(__file__).parent / "weights"


class Tagger:
    """khabar's own tagger, loaded on first use (a fraction of a second) from the weights that come with the package.

    `threads` are those of one window, 0 for one a core. Raises `ReaderError` where a file is missing or is not the one
    that was shipped.
    """

    def __init__(self, folder: Path = WEIGHTS, threads: int = 0) -> None:
        self._folder = folder
        self._threads = threads

    @cached_property
    def _card(self) -> dict[str, object]:
        try:
            card: dict[str, object] = json.loads((self._folder / "tagger.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise ReaderError(f"the tagger's weights are missing or broken ({error}); install khabar again") from error
        return card

    @property
    def version(self) -> str:
        """Name and version of the weights, for the claims' `reader`."""
        return str(self._card["name"])

    @cached_property
    def _limits(self) -> Thresholds:
        thresholds = self._card["thresholds"]
        return Thresholds(**thresholds) if isinstance(thresholds, dict) else Thresholds()

    @cached_property
    def _windows(self) -> Windows:
        lines = self._vouched("pieces.txt").decode("utf-8").splitlines()
        return Windows({piece: number for number, piece in enumerate(lines)})

    @cached_property
    def _network(self) -> Network:
        return OnnxNetwork(self._vouched("first.onnx"), self._vouched("second.onnx"), self._threads)

    def _vouched(self, name: str) -> bytes:
        """A file's bytes, whose hash the card has: what is run is what was looked at. Raises `ReaderError`."""
        hashes = self._card.get("sha256")
        try:
            data = (self._folder / name).read_bytes()
        except OSError as error:
            raise ReaderError(f"the tagger's weights are missing ({error}); install khabar again") from error
        expected = hashes.get(name) if isinstance(hashes, dict) else None
        if hashlib.sha256(data).hexdigest() != expected:
            raise ReaderError(f"the tagger's file {name} is not the one that khabar came with; install khabar again")
        return data

    def tag(self, text: str, sentences: Sequence[tuple[Span, Span]]) -> Tagged:
        """What the tagger sees in `sentences` (each with its paragraph, in order) of `text`."""
        parts = [tag_window(w, self._network, self._limits) for w in self._windows.cut(text, sentences)]
        return Tagged(
            tuple(n for p in parts for n in p.names),
            tuple(s for p in parts for s in p.said),
            tuple(c for p in parts for c in p.claims),
        )
