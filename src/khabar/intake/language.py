"""What a report is written in, as far as that can be told surely enough to leave it unread."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Any

from khabar.model import Block, BlockKind

_ENGLISH = frozenset(
    "the of and to that was were by with from said have has had been which their this not who after they his".split()
)
_SHARE = 0.12  # of the words; a third in English prose, hardly any elsewhere
_SURE = 0.9
_FEWEST_WORDS = 20
_FEWEST_LETTERS = 12  # of another script
_SAMPLE = 6_000
_WORD = re.compile(r"[^\W\d_]+")


def language(text: str, blocks: Sequence[Block] = ()) -> str | None:
    """The language of a text (ISO 639-1), by its body where that is marked; None where nothing is sure.

    English is told by its commonest words, which costs nothing; only what lacks them is looked at more closely. A few
    words in Latin script, names above all, tell nothing.
    """
    body = [b.span.of(text) for b in blocks if b.kind in (BlockKind.BODY, BlockKind.TITLE)]
    words = _WORD.findall((" ".join(body) or text)[:_SAMPLE])
    if sum(w.lower() in _ENGLISH for w in words) >= max(1.0, _SHARE * len(words)):
        return "en"
    letters = "".join(words)
    latin = sum("LATIN" in unicodedata.name(c, "") for c in letters)
    foreign = len(letters) - latin
    if foreign > latin and foreign >= _FEWEST_LETTERS:
        found, _ = _identifier().classify(" ".join(words))
        return None if found == "en" else str(found)
    if len(words) < _FEWEST_WORDS:
        return None
    found, probability = _identifier().classify(" ".join(words))
    return str(found) if probability >= _SURE else None


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # 0.4 s, and English does not need it

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
