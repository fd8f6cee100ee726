"""Who is who within a report, against GUM's Wikinews articles (https://github.com/amir-zeldes/gum, `dep/*.conllu`).

    python bench/coreference.py FOLDER [--misses]

Of the names: F1 over pairs of names that mean the same. Of pronouns and descriptions that take up somebody named
before: how many khabar answers, how many answers are right, and how many of those that could be answered it got. An
answer is right where the last name before with the entity that khabar gives lies in the pronoun's own cluster; a
pronoun that stands for nobody counts as wrong where khabar answers it. FOLDER holds the `.conllu` files of news.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path

from khabar import packs, reader, resolve, text, way
from khabar.model import Document, Mention, Span, When

_ENTITY = re.compile(r"(?:^|\|)Entity=([^|]+)")
_PART = re.compile(r"\([^()]+\)?|[^()]+\)")
_THIRD = frozenset("he him his she her it its they them their".split())
_DEFINITE = re.compile(r"(?:the|this|that|these|those|the same)\s", re.IGNORECASE)
_ACTORS = frozenset(("person", "organization", "place"))


@dataclass(frozen=True, slots=True)
class Gold:
    """A phrase with the cluster that it belongs to; `named`: its head is a proper noun."""

    span: Span
    head: Span
    cluster: str
    kind: str
    named: bool


@dataclass(frozen=True, slots=True)
class Article:
    """An article's words, and its phrases in the order of their ends."""

    name: str
    words: str
    phrases: tuple[Gold, ...]


def main() -> None:
    """Prints the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path, nargs="?")
    options.add_argument("--misses", action="store_true", help="print every wrong and every missing answer")
    given = options.parse_args()
    if given.folder is None:
        print("coreference: name the FOLDER of the annotated articles to measure")
        return
    articles = sorted(given.folder.glob("*.conllu"))
    if not articles:
        raise SystemExit(f"coreference: there is no .conllu file in {given.folder}")
    tools = way.Way(packs.load(), reader.Tagger(), resolve.WorldGazetteer(), date.today())
    counts: Counter[tuple[str, str]] = Counter()
    for path in articles:
        article = read(path)
        outcome = tools.understand(text.mark(Document(article.name, path.name, article.words)), When())
        heard = [m for m in outcome.mentions if m.entity and m.span not in outcome.anaphors]
        counts += judge_names(article, heard)
        for kind, verdict, words in judge_anaphors(article, heard, outcome.anaphors):
            counts[kind, verdict] += 1
            if given.misses and verdict in ("wrong", "missed"):
                print(f"{article.name}\t{verdict}\t{words}")
    report(counts)


def report(counts: Counter[tuple[str, str]]) -> None:
    """The figures as a table."""
    right, said, there = (counts["names", n] for n in ("right", "said", "there"))
    print(f"names, pairs       precision {right / said:.3f}  recall {right / there:.3f}", end="  ")
    print(f"F1 {2 * right / (said + there):.3f}  ({there} pairs)")
    kinds = sorted({kind for kind, _ in counts} - {"names"})
    for kind in (*kinds, "all"):
        right, wrong, missed = (
            sum(n for (k, v), n in counts.items() if v == verdict and kind in (k, "all") and k != "names")
            for verdict in ("right", "wrong", "missed")
        )
        known = sum(n for (k, v), n in counts.items() if v == "in reach" and kind in (k, "all"))
        precision = right / (right + wrong) if right + wrong else 0
        print(f"{kind:18} precision {precision:.3f}  coverage {right / max(1, known):.3f}", end="  ")
        print(f"({right} right, {wrong} wrong, {missed} left open, {known} could be answered)")


# ---------------------------------------------------------------- judging


def judge_names(article: Article, heard: Sequence[Mention]) -> Counter[tuple[str, str]]:
    """Pairs of names: in gold ("there"), given one entity ("said"), and both ("right")."""
    meant: dict[Gold | None, str | None] = {g: None for g in article.phrases if g.named and g.kind in _ACTORS}
    for mention in sorted(heard, key=lambda m: len(m.span)):  # the widest name in a phrase speaks for it
        phrase = phrase_of(mention.span, article)
        if phrase in meant:
            meant[phrase] = mention.entity
    counts: Counter[tuple[str, str]] = Counter()
    for a, b in combinations(meant, 2):
        there, said = _same(a, b), meant[a] is not None and meant[a] == meant[b]
        counts.update({("names", "there"): there, ("names", "said"): said, ("names", "right"): there and said})
    return counts


def _same(a: Gold | None, b: Gold | None) -> bool:
    return a is not None and b is not None and a.cluster == b.cluster


def judge_anaphors(
    article: Article, heard: Sequence[Mention], anaphors: Mapping[Span, Mention]
) -> Iterator[tuple[str, str, str]]:
    """(kind, verdict, words around) of each pronoun and description that khabar answers or that could be answered."""
    left = {g.span: g for g in article.phrases if _answerable(g, article)}
    for answerable in left:
        yield _kind(answerable.of(article.words)), "in reach", ""
    for span, answer in sorted(anaphors.items(), key=lambda a: a[0].start):
        gold = next((g for g in article.phrases if g.span == span), None) or phrase_of(span, article)
        before = [m.span for m in heard if m.entity == answer.entity and m.span.end <= span.start]
        if answer.entity is None:  # "they" for "two officials": judged by these words
            at = article.words.rfind(answer.name or answer.text, 0, span.start)
            before = [Span(at, at + len(answer.name or answer.text))] if at >= 0 else []
        phrases = [p for s in reversed(before) if (p := phrase_of(s, article)) is not None]
        right = gold is not None and bool(phrases) and phrases[0].cluster == gold.cluster
        if gold is not None:
            left.pop(gold.span, None)
        yield _kind(span.of(article.words)), "right" if right else "wrong", _around(span, article, answer)
    for span in left:
        yield _kind(span.of(article.words)), "missed", _around(span, article, None)


def phrase_of(span: Span, article: Article) -> Gold | None:
    """The phrase that a name stands for: the narrowest around it whose head it has, or which is a person's and ends
    with it (its head may be a title in front); else the widest in it that ends with it."""
    around = [g for g in article.phrases if g.span.holds(span) and span.holds(g.head)]
    around = around or [
        g for g in article.phrases if g.span.holds(span) and g.span.end == span.end and g.kind == "person"
    ]
    if around:
        return min(around, key=lambda g: len(g.span))
    within = [g for g in article.phrases if span.holds(g.span) and g.span.end == span.end]
    return max(within, key=lambda g: len(g.span), default=None)


def _answerable(gold: Gold, article: Article) -> bool:
    """Whether a pronoun or description takes up somebody that a name before it means."""
    words = gold.span.of(article.words)
    if gold.named or not (words.lower() in _THIRD or (_DEFINITE.match(words) and gold.kind in _ACTORS)):
        return False
    return any(
        g.named and g.kind in _ACTORS and g.cluster == gold.cluster and g.span.end <= gold.span.start
        for g in article.phrases
    )


def _kind(words: str) -> str:
    word = words.lower()
    if word in ("he", "him", "his", "she", "her"):
        return "he, she"
    if word in _THIRD:
        return "it" if word in ("it", "its") else "they"
    return "the …"


def _around(span: Span, article: Article, answer: Mention | None) -> str:
    start = max(0, span.start - 160)
    before, after = article.words[start : span.start], article.words[span.end : span.end + 40]
    shown = f"{before}[{span.of(article.words)}]{after}".replace("\n", " ")
    return f"{shown} → {answer.name if answer else '…'}"


# ---------------------------------------------------------------- GUM


def read(path: Path) -> Article:
    """A CoNLL-U file with GUM's `Entity=` brackets."""
    words = ""
    phrases: list[Gold] = []
    open_: dict[str, list[tuple[str, list[tuple[Span, str]], str]]] = defaultdict(list)
    for chunk in path.read_text(encoding="utf-8").split("\n\n"):
        lines = chunk.split("\n")
        sentence = next((x.removeprefix("# text = ") for x in lines if x.startswith("# text = ")), "")
        if not sentence:
            continue
        if words:
            words += "\n\n" if any(x.startswith("# newpar") for x in lines) else " "
        at = 0
        for cells in (line.split("\t") for line in lines):
            if len(cells) != 10 or not cells[0].isdigit():
                continue
            start = sentence.index(cells[1], at)
            at = start + len(cells[1])
            token = (Span(len(words) + start, len(words) + at), cells[3])
            phrases += _step(cells[9], token, open_)
        words += sentence
    return Article(path.stem, words, tuple(phrases))


def _step(
    misc: str, token: tuple[Span, str], open_: dict[str, list[tuple[str, list[tuple[Span, str]], str]]]
) -> Iterator[Gold]:
    """The phrases that end with a token: "(3-person-…" begins one of cluster 3, "3)" ends it, "(3-person-…)" both."""
    entity = _ENTITY.search(misc)
    parts = _PART.findall(entity[1]) if entity else []
    for part in parts:
        if part.startswith("("):
            number, kind, _, _, _, heads, *_ = part.strip("()").split("-")
            open_[number.split("[")[0]].append((kind, [], heads))
    for stack in open_.values():
        for _, tokens, _ in stack:
            tokens.append(token)
    for part in parts:
        number = part.strip("()").split("-")[0].split("[")[0]
        if part.endswith(")") and open_[number]:
            kind, tokens, heads = open_[number].pop()
            head = [tokens[int(h) - 1] for h in heads.split(",") if 0 < int(h) <= len(tokens)] or tokens
            named = any(tag == "PROPN" for _, tag in head)
            yield Gold(Span(tokens[0][0].start, token[0].end), head[0][0], number, kind, named)


if __name__ == "__main__":
    main()
