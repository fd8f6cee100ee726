"""Sentences to the windows of word pieces that the tagger's network reads.

A window holds whole sentences, up to `LONGEST` pieces, and breaks between paragraphs where it can. One that has to
begin inside a paragraph begins with the sentence before, for context; a sentence longer than a window goes on in
windows that overlap. What a window says of its context is not used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from khabar.model import Span

LONGEST = 190  # pieces in a window, without its two ends
_OVERLAP = 40  # words that two windows of one long sentence share
_PIECES_OF_WORD = 24  # a word with more is cut: no name needs them
_CLS, _SEP = "[CLS]", "[SEP]"
_WHOLE = re.compile(r"\b(?:[A-Z]\.){3,}|\b\d+(?:[.,]\d+)+")  # one word, whatever stands inside
_QUOTES = re.compile(r"[“”„«»\"]")
OUTSIDE, INSIDE, AT = 0, 1, 2
NO_CASE, LOWER, TITLE, UPPER, MIXED, DIGITS = range(6)


class Word(NamedTuple):
    """A word or a mark of punctuation: its place in the text, and the row of its first piece in the window."""

    span: Span
    row: int


class Stretch(NamedTuple):
    """A sentence, or a part of one, in a window: its words are `[first, last)`, `block` numbers its paragraph."""

    number: int
    block: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Window:
    """What the network reads at once: one row a piece, with `ids`, `cases` and `quotes` as long as there are rows.

    `own` is the first word that this window answers for; the words before it are context.
    """

    ids: list[int]
    cases: list[int]
    quotes: list[int]
    words: list[Word]
    stretches: list[Stretch]
    own: int = 0

    def rows(self, first: int, last: int) -> tuple[int, int]:
        """The rows of the words `[first, last)`."""
        end = self.words[last].row if last < len(self.words) else len(self.ids) - 1
        return self.words[first].row, end


class _Word(NamedTuple):
    span: Span
    pieces: tuple[int, ...]
    case: int
    quote: int


@dataclass(frozen=True, slots=True)
class _Sentence:
    number: int
    block: int
    words: Sequence[_Word]
    size: int = field(init=False)  # in pieces

    def __post_init__(self) -> None:
        object.__setattr__(self, "size", sum(len(w.pieces) for w in self.words))


class Windows:
    """Cuts texts into windows; `vocabulary` maps each word piece to its number."""

    def __init__(self, vocabulary: dict[str, int]) -> None:
        self._tokenizer = Tokenizer(WordPiece(vocabulary, unk_token="[UNK]", max_input_chars_per_word=60))
        self._tokenizer.normalizer = BertNormalizer(lowercase=True)
        self._tokenizer.pre_tokenizer = BertPreTokenizer()
        self._first, self._last = vocabulary[_CLS], vocabulary[_SEP]
        self._group = tuple(self._tokenizer.encode("isis", add_special_tokens=False).ids)

    def cut(self, text: str, sentences: Sequence[tuple[Span, Span]]) -> list[Window]:
        """The windows over `sentences` (each with its paragraph, in order) of `text`."""
        read = [s for s in self._sentences(text, sentences) if s.words]
        return [self._window(*part) for part in _packed(read)]

    def _sentences(self, text: str, sentences: Sequence[tuple[Span, Span]]) -> Iterator[_Sentence]:
        blocks = sorted({block for _, block in sentences})
        places = {block: i for i, block in enumerate(blocks)}
        quoted = {block: _quoted(text, block) for block in blocks}
        encodings = self._tokenizer.encode_batch([span.of(text) for span, _ in sentences], add_special_tokens=False)
        for number, ((span, block), encoding) in enumerate(zip(sentences, encodings, strict=True)):
            words: list[_Word] = []
            pieces: dict[int, list[tuple[int, int, int]]] = {}
            wholes = {i: m for m in _WHOLE.finditer(span.of(text)) for i in range(m.start(), m.end())}
            marked, before = quoted[block], span.start - block.start
            for piece, of, (start, end) in zip(encoding.ids, encoding.word_ids, encoding.offsets, strict=True):
                if of is not None:
                    whole = wholes.get(start)
                    pieces.setdefault(-1 - whole.start() if whole else of, []).append((piece, start, end))
            for parts in pieces.values():
                start, end = parts[0][1], max(parts[-1][2], parts[0][1])
                at = Span(span.start + start, span.start + end)
                written = at.of(text)
                ids = tuple([p for p, _, _ in parts[:_PIECES_OF_WORD]])
                if start in wholes and written[0].isalpha():  # "P.K.K." is read as "PKK"
                    ids = tuple(self._tokenizer.encode(written.replace(".", ""), add_special_tokens=False).ids)
                elif written == "IS" and not span.of(text).isupper():  # "10,000 IS prisoners" holds no verb
                    ids = self._group
                words.append(_Word(at, ids, case_of(written), marked[before + start]))
            yield _Sentence(number, places[block], words)

    def _window(self, sentences: Sequence[_Sentence], own: int) -> Window:
        window = Window([self._first], [NO_CASE], [OUTSIDE], [], [], own)
        for sentence in sentences:
            first = len(window.words)
            for word in sentence.words:
                window.words.append(Word(word.span, len(window.ids)))
                window.ids.extend(word.pieces)
                window.cases.extend([word.case] * len(word.pieces))
                window.quotes.extend([word.quote] * len(word.pieces))
            window.stretches.append(Stretch(sentence.number, sentence.block, first, len(window.words)))
        window.ids.append(self._last)
        window.cases.append(NO_CASE)
        window.quotes.append(OUTSIDE)
        return window


def _packed(sentences: Sequence[_Sentence]) -> Iterator[tuple[list[_Sentence], int]]:
    """Sentences for each window, and how many of its words are context."""
    held: list[_Sentence] = []
    size = context = 0
    for block in _blocks(sentences):
        whole = sum(s.size for s in block)
        if held and size + whole > LONGEST:
            yield held, context
            held, size, context = [], 0, 0
        for sentence in block:
            if size + sentence.size > LONGEST and held:
                yield held, context
                before = held[-1]
                fits = before.block == sentence.block and before.size + sentence.size <= LONGEST
                held, size, context = ([before], before.size, len(before.words)) if fits else ([], 0, 0)
            if sentence.size > LONGEST:
                yield from _long(sentence)
            else:
                held.append(sentence)
                size += sentence.size
    if held:
        yield held, context


def _blocks(sentences: Sequence[_Sentence]) -> Iterator[list[_Sentence]]:
    block: list[_Sentence] = []
    for sentence in sentences:
        if block and block[-1].block != sentence.block:
            yield block
            block = []
        block.append(sentence)
    if block:
        yield block


def _long(sentence: _Sentence) -> Iterator[tuple[list[_Sentence], int]]:
    """A sentence that is longer than a window, in parts; each but the first begins with words of the part before."""
    start = 0
    while start < len(sentence.words):
        begin = max(0, start - _OVERLAP) if start else 0
        while sum(len(w.pieces) for w in sentence.words[begin:start]) > LONGEST // 2:
            begin += 1
        size, end = sum(len(w.pieces) for w in sentence.words[begin:start]), start
        while end < len(sentence.words) and size + len(sentence.words[end].pieces) <= LONGEST:
            size += len(sentence.words[end].pieces)
            end += 1
        yield [_Sentence(sentence.number, sentence.block, sentence.words[begin:end])], start - begin
        start = end


@lru_cache(maxsize=1 << 13)
def case_of(word: str) -> int:
    """How a word is written: its capitals, or that it is a number or a mark."""
    if word[:1].isdigit():
        return DIGITS
    if not any(c.isalpha() for c in word):
        return NO_CASE
    if word.islower():
        return LOWER
    if word.isupper():
        return UPPER if len(word) > 1 else TITLE
    return TITLE if word[0].isupper() and not any(c.isupper() for c in word[1:]) else MIXED


def _quoted(text: str, block: Span) -> list[int]:
    """For each code point of a paragraph, whether it lies inside a quotation, outside, or is its mark."""
    states = [OUTSIDE] * (len(block) + 1)
    inside, at = False, 0
    for match in _QUOTES.finditer(text, block.start, block.end):
        place = match.start() - block.start
        if inside:
            states[at:place] = [INSIDE] * (place - at)
        mark = match[0]
        inside = (not inside) if mark == '"' else mark in "“„«"
        states[place] = AT
        at = place + 1
    if inside:
        states[at:] = [INSIDE] * (len(states) - at)
    return states
