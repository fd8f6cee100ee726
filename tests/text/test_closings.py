"""What a report's last paragraph closes with: who worked on it, who paid for it, what to read next."""

from __future__ import annotations

import pytest

from khabar.model import BlockKind, Document
from khabar.text import mark


@pytest.mark.parametrize(
    "closing",
    [
        "(Reporting by Ada Lorn in Karsund; editing by Jim Tollard)",
        "Additional reporting by Ada Lorn.",
        "Ada Lorn and Jim Tollard contributed reporting from Karsund.",
        "This report was made possible by a grant from a foundation.",
        "Follow our channel for more on the siege.",
        "Read also: Navy seizes arms off the cape",
    ],
)
def test_what_a_last_paragraph_closes_with_is_no_news(closing: str) -> None:
    text = f"The army shelled the harbour on Friday. Two men died.\n\nThe mayor fled on Sunday. {closing}"
    *_, last, closed = mark(Document("d", "p", text)).blocks
    assert (last.kind, last.span.of(text)) == (BlockKind.BODY, "The mayor fled on Sunday.")
    assert (closed.kind, closed.span.of(text)) == (BlockKind.BOILERPLATE, closing)


@pytest.mark.parametrize(
    "sentence",
    [
        "The Front is funded by two neighbouring states.",
        "Follow the river and you come to the camp.",
        "Reporting by aid groups shows the same.",
        "Reporting by Amnesty International shows the same.",
        "He contributed to this war with his silence.",
    ],
)
def test_news_that_sounds_like_a_closing_stays_news(sentence: str) -> None:
    text = f"The army shelled the harbour on Friday. Two men died.\n\nThe mayor fled on Sunday. {sentence}"
    assert mark(Document("d", "p", text)).blocks[-1].kind is BlockKind.BODY
