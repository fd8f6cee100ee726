"""What holds for any text whatever: no crash, the same reading twice, and every span on its very words."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.model import Reading, Span

Read = Callable[[str], Reading]

WORDS = (
    "the a army M23 IS is Goma Kyiv Baghdad General Ivan Petrenko Petrenko He They its it the group rebels fighters "
    "Ministry of Interior Interior Ministry Brigade al- border Iraqi-Syrian wall with Syria between commander leader "
    "mouthpiece said told denied according to reported reports quoted by as saying that if whether who which where "
    "seized left controls attack attacks on took control plans will not no never may must reportedly two dozen "
    "3,000 80 percent km 90 kilometers remaining to be built Monday 2024 Reuters agency We fear concerns rumors "
    "including such as and or neither nor before after"
).split()
MARKS = [
    *"“”«»\"'’‘…,.;:?!—-()[]/%&@#",
    "\n", "\n\n", "\t", "\u00a0", "\u200b", "\ufeff", "\u2028", "\x00", "’s", "(SDF)", "🙂", "🇺🇦", "é", "ا", "العراق",
    "½", "²", "http://x.y/z", "<b>", "٣٠",
]  # fmt: skip

TEXTS = st.lists(
    st.tuples(st.one_of(st.sampled_from(WORDS), st.sampled_from(MARKS)), st.sampled_from([" ", " ", " ", ""])),
    max_size=45,
).map(lambda parts: "".join(word + gap for word, gap in parts))
SHOUTED = TEXTS.map(str.upper)


def spans_with_words(reading: Reading) -> list[tuple[Span, str]]:
    """Every span of every layer that comes with its words."""
    found = [(m.span, m.text) for m in reading.mentions]
    found += [(p.span, p.text) for p in reading.places]
    found += [(t.span, t.text) for t in reading.times]
    found += [(c.span, c.quote) for c in reading.claims]
    return found


def bare_spans(reading: Reading) -> list[Span]:
    """Every other span."""
    found = [s for a in reading.attributions for s in (*a.source, *a.cue, *a.content)]
    for c in reading.claims:
        refs = (*c.subjects, *c.objects, *c.places, *(h.agent for h in c.chain.hops))
        found += [r.span for r in refs if r.span is not None]
        found += [q.span for q in c.quantities if q.span is not None]
    return found


@settings(max_examples=300, deadline=None)
@given(st.one_of(TEXTS, TEXTS, SHOUTED, st.text(max_size=80)))
def test_any_text_is_read_and_every_span_lies_on_its_words(read: Read, text: str) -> None:
    reading = read(text)
    assert reading.document.text == text
    assert all(span.of(text) == words and words for span, words in spans_with_words(reading))
    assert all(span.start < span.end <= len(text) for span in bare_spans(reading))
    for claim in reading.claims:
        assert text[: claim.span.start].endswith(claim.prefix)
        assert text[claim.span.end :].startswith(claim.suffix)
        assert claim.chain.hops[-1].agent.name == "River Post"
        assert claim.document == reading.document.id


@settings(max_examples=80, deadline=None)
@given(TEXTS)
def test_a_text_read_again_gives_the_same_reading_and_ids_are_unique(read: Read, text: str) -> None:
    first, second = read(text), read(text)
    assert first == second
    ids = [c.id for c in first.claims]
    assert len(ids) == len(set(ids))


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(["The M23 seized Goma.", "He said it left Sake.", "“We hold Goma. We stay,” he said."]),
        min_size=1,
        max_size=6,
    )
)
def test_a_paragraph_between_others_is_read_as_alone_but_for_its_place(read: Read, sentences: list[str]) -> None:
    """A claim's quote and type do not hang on how many line breaks stand before it."""
    text = "\n\n".join(f"{s} The market in the town was quiet for the rest of the day." for s in sentences)
    wide = text.replace("\n\n", "\n\n\n\n")
    assert [(c.quote, c.type) for c in read(text).claims] == [(c.quote, c.type) for c in read(wide).claims]
