from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.model import Span
from khabar.text import sentences


def split(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    "text",
    [
        "They met on Nov. 15. | It rained.",
        "They left in Nov. | The rest stayed.",
        "Maj. Gen. Adil Rashid and Lt. Col. J. A. Smith came. | Mr. Saleh left.",
        "The U.S. envoy met U.S. President Smith in the U.S. | The army left the U.S. | He flew home.",
        "The P.M.F. Commission met the I.R.G.C. | In May it left.",
        "It began at 5 a.m. on Monday. | It ended at 7 p.m. | They slept.",
        "No. 3 Brigade took hill No. 7. | He said no. | Then he left.",
        "It cost 3.5 million, or 2.5 per cent. | It broke.",
        "“We will go.” | They went.",
        "He said: “We will go.” | (They did not.) | Then it rained.",
        "“Will they go?” Mayor Adil Rashid asked. | “Yes!” | They went.",
        "“Why?” he asked. | Nobody knew.",
        "They waited… | Nobody came. | They waited... and left…at noon.",
        "“[The government] handles it,” he said. | [It] does not.",
        "They came on Nov.1 and left.",
        "They opened the prison.The guards fled. | See ledger.example or mail a.b@c.example now.".replace(
            ".The", ".|The"
        ),
        "It was late\nin the day. | They\nleft.",
        "ARMY ENTERS DURA. | MAJ. GEN. RASHID SAID NO. 3 BRIGADE CAME. | ALL LEFT",
        "هل بقي أحد؟ | نعم. | قالوا ذلك۔ | ثم رحلوا",
        "他们来了。|他们走了。",
        "1. They came. | 2. They left.",
        "It fell.[3] | They fled.",
        "Acme Corp. workers left Acme Inc. | The rest of St. Anne stayed.",
        "It is over! | Is it? | It is",
        "World War II. | The rest.",
        "It fell to the P.M.F. | Thousands fled to the U.S. | Officials said so. | U.S. Troops Leave Dura.",
        "It fell to the PMF. | Thousands fled to Dera-e-Noor. | Prime Minister Rashid left.",
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str) -> None:
    expected = [part.strip() for part in text.split("|")]
    assert split(text.replace(" | ", " ").replace("|", "")) == expected


def test_only_the_span_is_split() -> None:
    text = "One. Two two. Three."
    assert [span.of(text) for span in sentences(text, Span(5, 13))] == ["Two two."]
    assert sentences(text, Span(4, 5)) == ()


def test_an_empty_line_ends_a_sentence_without_stop() -> None:
    assert split("Dura falls\n \nThe army came") == ["Dura falls", "The army came"]


@pytest.mark.parametrize(
    ("unit", "mark"),
    [("They came and they went; ", ";"), ("They came, they went, ", ","), ("they went ", ""), ("x", "")],
)
def test_endless_sentences_are_cut_at_a_soft_place(unit: str, mark: str) -> None:
    parts = split(unit * 400)
    assert all(0 < len(part) <= 1500 for part in parts)
    assert all(part.endswith(mark) for part in parts[:-1])
    assert "".join(parts).replace(" ", "") == (unit * 400).replace(" ", "")


PIECES = st.sampled_from(
    ["The army", "Gen. Ali", "U.S.", "No. 3", "Nov. 1", "“Go.”", "…", "?!", ".", "; ", "\n\n", "\n", "a.m.", "(x.)",
     "سقطت؟", "😀", "e.g.", "3.5", "I.", "[1]", " "]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=8), max_size=40).map(" ".join), st.data())
def test_sentences_hold_all_words_in_order_and_are_trimmed(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    at = start
    for span in sentences(text, Span(start, end)):
        assert not text[at : span.start].strip()
        assert span.of(text) == span.of(text).strip() != ""
        assert len(span) <= 1500
        at = span.end
    assert at <= end
    assert not text[at:end].strip()


@given(st.lists(PIECES, max_size=20).map(" ".join))
def test_a_sentence_on_its_own_begins_and_ends_where_it_did(text: str) -> None:
    found = sentences(text, Span(0, len(text)))
    assert [inner for span in found for inner in sentences(text, span)][: len(found)] or not found


@pytest.mark.parametrize("text", [". " * 100_000, "a.b." * 50_000, "\n" * 100_000, "." * 100_000, "”" * 100_000])
def test_monstrous_texts_are_split_all_the_same(text: str) -> None:
    assert all(len(span) <= 1500 for span in sentences(text, Span(0, len(text))))
