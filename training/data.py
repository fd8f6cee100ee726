"""The corpora that the tagger learns from, each as texts with spans; nothing of them is copied anywhere."""

from __future__ import annotations

import html
import json
import random
import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from khabar import text as texts
from khabar.evaluate.labelled import LabelledClaim, LabelledReport
from khabar.evaluate.markup import parse
from khabar.model import BlockKind, Document, Kind, Span

CORPUS = Path(__file__).parent / "corpus"


@dataclass
class Attribution:
    """Source, cue and content of one "who says what"."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass
class Claim:
    """A trigger with its type (None where it is not to be learnt), modality and roles (by the names of `scheme.ROLES`).

    `carried` where it goes on with what was said in an earlier sentence; `unsure` where it is neither to be learnt nor
    to be held for wrong.
    """

    trigger: Span
    type: str | None
    modality: str
    roles: dict[str, tuple[Span, ...]]
    carried: bool = False
    unsure: bool = False


@dataclass
class Doc:
    """A text with the layers that its corpus labels; None for a layer that it does not label.

    `sentences` come with their paragraphs; a mention without a kind is not to be learnt; `factuality` goes from -3 (did
    not happen) to 3 (did). `asides` are headlines and the like: rules keep them from claiming anything, so the tagger
    need not learn that short sentences claim nothing.
    """

    text: str
    sentences: list[tuple[Span, Span]]
    mentions: list[tuple[Span, Kind | None]] | None = None
    attributions: list[Attribution] | None = None
    claims: list[Claim] | None = None
    factuality: list[tuple[Span, float]] = field(default_factory=list)
    name: str = ""
    asides: list[Span] = field(default_factory=list)


def sentences_of(text: str) -> list[tuple[Span, Span]]:
    """Sentences with their paragraphs, as the reader cuts them."""
    document = texts.mark(Document("", "", text))
    blocks = [b.span for b in document.blocks if b.kind is not BlockKind.BOILERPLATE]
    return [(sentence, block) for block in blocks for sentence in texts.sentences(text, block)]


# ---------------------------------------------------------------- our own reports


def reports(folder: Path = CORPUS) -> list[tuple[str, LabelledReport]]:
    """Each report of the corpus with its conflict."""
    return [(f.parent.name, parse(f.read_text(encoding="utf-8"), f.stem)) for f in sorted(folder.rglob("*.txt"))]


def from_report(report: LabelledReport) -> Doc:
    """A report of our own, with all layers; paragraphs are what stands between empty lines."""
    blocks = [Span(m.start(), m.end()) for m in re.finditer(r"(?:(?!\n\n).)+", report.text, re.S)]
    spans = sorted([*report.sentences, *report.furniture])
    return Doc(
        report.text,
        [(s, next(b for b in blocks if b.holds(s))) for s in spans],
        mentions=[(m.span, m.kind) for m in report.mentions],
        attributions=_one_a_cue([Attribution(a.source, a.cue, a.content) for a in report.attributions]),
        claims=[_reported_claim(c) for c in report.claims],
        name=report.name,
        asides=list(report.furniture),
    )


def _one_a_cue(attributions: list[Attribution]) -> list[Attribution]:
    """One attribution a cue, since the second pass sees nothing but the cue's words. In "told the agency that" the
    agency is left to the rules; in "quoted X as saying" X has the cue's second part."""
    same: dict[int, list[Attribution]] = defaultdict(list)
    for said in attributions:
        if said.cue:
            same[said.cue[0].start].append(said)
    found = []
    for those in same.values():
        inner, *outer = sorted(those, key=lambda a: sum(len(c) for c in a.content))
        if outer and len(inner.cue) > 1 and outer[0].content != inner.content:
            inner = replace(inner, cue=inner.cue[1:])
            found.append(outer[0])
        found.append(inner)
    return sorted(found, key=lambda a: a.cue[0])


def _reported_claim(claim: LabelledClaim) -> Claim:
    roles = {
        "extent": (claim.span,),
        "subject": tuple(r.span for r in claim.subjects if r.span),
        "object": tuple(r.span for r in claim.objects if r.span),
        "place": tuple(r.span for r in claim.places if r.span),
        "time": (claim.time.span,) if claim.time and claim.time.span else (),
        "number": tuple(q.span for q in claim.quantities),
    }
    return Claim(claim.trigger, claim.type, claim.modality, roles, claim.carried)


def pieces_of(doc: Doc, rng: random.Random) -> Iterator[Doc]:
    """A text in pieces of one to three sentences, each as if it stood alone."""
    at = 0
    while at < len(doc.sentences):
        size = rng.choice((1, 1, 2, 3))
        part = doc.sentences[at : at + size]
        whole = Span(part[0][0].start, part[-1][0].end)
        yield replace(doc, sentences=[(s, whole) for s, _ in part])
        at += size


def paragraphs_of(doc: Doc) -> Iterator[Doc]:
    """A text in its paragraphs, each as if it stood alone: drills have nothing to do with each other."""
    for block in dict.fromkeys(b for _, b in doc.sentences):
        yield replace(doc, sentences=[(s, b) for s, b in doc.sentences if b == block])


# ---------------------------------------------------------------- PolNeAR (brat standoff)


def polnear(folder: Path, *, with_silver: bool = False) -> Iterator[Doc]:
    """PolNeAR: news articles with source, cue and content; with `with_silver` also silver names and claims, without
    the sentences whose claims are labelled in `news`."""
    rows = silver_rows() if with_silver else {}
    labelled = news_rows() if with_silver else {}
    # an article that has several files of labels is read once, with the first
    files: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        files.setdefault(re.sub(r"_[0-9a-f]+\.ann$", "", path.name), path)
    for name, path in sorted(files.items()):
        text = (folder / "text" / f"{name}.txt").read_bytes().decode("utf-8")
        doc = Doc(text, sentences_of(text), attributions=_brat(path), name=name)
        if row := rows.get(f"polnear/train#{name}"):
            doc.mentions = silver_mentions(row, text)
            doc.claims = silver_claims(row)
        if row := labelled.get(f"polnear/train#{name}"):
            part = _labelled(row, text)
            yield replace(part, attributions=doc.attributions)
            doc = _without(doc, part)
        yield doc


def _brat(path: Path) -> list[Attribution]:
    """The attributions of a file: its terms are spans, its events name the terms that are source, cue and content."""
    terms: dict[str, tuple[Span, ...]] = {}
    events: list[str] = []
    for line in path.read_bytes().decode("utf-8").split("\n"):
        if m := re.match(r"(T\d+)\t(\w+) ([\d; ]+)", line):
            terms[m[1]] = tuple(Span(*map(int, o.split())) for o in m[3].split(";"))
        elif re.match(r"E\d+\t", line):
            events.append(line.split("\t", 1)[1])
    found = []
    for event in events:
        roles: dict[str, tuple[Span, ...]] = defaultdict(tuple)
        for argument in event.split():
            role, term = argument.split(":")
            roles[re.sub(r"\d+$", "", role).lower()] += terms.get(term, ())
        found.append(Attribution(roles["source"], roles["cue"], roles["content"]))
    return found


# ---------------------------------------------------------------- silver: real news, labelled by the first reader

SILVER = Path(__file__).parent / "silver" / "silver.jsonl"


def silver(folder: Path) -> Iterator[Doc]:
    """TimeBank and TR-News articles with names and claims as khabar's first reader saw them."""
    articles = _articles(folder)
    labelled = news_rows()
    for name, row in silver_rows().items():
        text = articles.get(name)
        if text is not None and (claims := silver_claims(row)):
            doc = Doc(text, sentences_of(text), silver_mentions(row, text), claims=claims, name=name)
            yield _without(doc, _labelled(labelled[name], text)) if name in labelled else doc


def silver_rows() -> dict[str, dict[str, Any]]:
    """Each text's silver labels, by `data set#name`."""
    lines = SILVER.read_text(encoding="utf-8").splitlines()
    return {row["text"]: row for row in map(json.loads, lines)}


def silver_mentions(row: dict[str, Any], text: str) -> list[tuple[Span, Kind | None]]:
    """The names of one row; None for the kind of capital letters that the rules took for an armed group."""
    found: list[tuple[Span, Kind | None]] = []
    for start, end, kind in row["mentions"]:
        letters = kind == Kind.ARMED_GROUP and text[start:end].isupper()
        found.append((Span(start, end), None if letters else Kind(kind)))
    return found


def silver_claims(row: dict[str, Any]) -> list[Claim] | None:
    """The claims of one row, None where it has none; those without a clause are unsure."""
    return [_silver_claim(c) for c in row["claims"]] if "claims" in row else None


def _silver_claim(row: dict[str, Any]) -> Claim:
    trigger = Span(*row["trigger"])
    if "extent" not in row:
        return Claim(trigger, None, "asserted", {}, unsure=True)
    return Claim(trigger, None, row["modality"], _roles(row))


def _timebank(folder: Path) -> Iterator[tuple[str, str]]:
    """Each article's name and text, its marks taken out."""
    for path in sorted(folder.glob("[!.]*.tml")):
        found = re.search(r"<TEXT>(.*?)</TEXT>", path.read_bytes().decode("utf-8"), re.S)
        pieces = re.split(r"<[^>]+>", found[1]) if found else []
        yield f"times/TimeBank#{path.stem}", "".join(html.unescape(p) for p in pieces)


def _tr_news(path: Path) -> Iterator[tuple[str, str]]:
    """Each article's name and text."""
    for number, article in enumerate(ET.parse(path).getroot().iter("article")):
        name = article.get("docid") or article.get("file") or f"{number:04d}"
        yield f"places/TR-News.xml#{name}", article.findtext("text") or ""


def _articles(folder: Path) -> dict[str, str]:
    return dict(_timebank(folder / "times/TimeBank")) | dict(_tr_news(folder / "places/TR-News.xml"))


# ---------------------------------------------------------------- real news that we have labelled

NEWS = Path(__file__).parent / "news" / "news.jsonl"


def news(folder: Path) -> Iterator[Doc]:
    """The labelled sentences of TimeBank and TR-News articles; those of PolNeAR come with `polnear`."""
    articles = _articles(folder)
    for name, row in news_rows().items():
        if name in articles:
            yield _labelled(row, articles[name])


def news_rows() -> dict[str, dict[str, Any]]:
    """Each text's labels, by `data set#name`."""
    return {row["text"]: row for row in map(json.loads, NEWS.read_text(encoding="utf-8").splitlines())}


def _labelled(row: dict[str, Any], text: str) -> Doc:
    spans = lambda pairs: tuple(Span(*bounds) for bounds in pairs)
    chosen = set(spans(row["sentences"]))
    return Doc(
        text,
        [(s, b) for s, b in sentences_of(text) if s in chosen],
        mentions=[(Span(start, end), Kind(kind)) for start, end, kind in row["mentions"]],
        attributions=[Attribution(*map(spans, said)) for said in row["said"]] if "said" in row else None,
        claims=[_news_claim(c) for c in row["claims"]],
        name=row["text"],
    )


def _news_claim(row: dict[str, Any]) -> Claim:
    return Claim(Span(*row["trigger"]), row["type"], row["modality"], _roles(row), row.get("carried", False))


def _roles(row: dict[str, Any]) -> dict[str, tuple[Span, ...]]:
    """The clause and the roles of one row of silver or of labelled news."""
    filled = {name: row.get(name, ()) for name in ("subject", "object", "place", "time", "number")}
    return {
        name: tuple(Span(*bounds) for bounds in pairs) for name, pairs in {"extent": [row["extent"]], **filled}.items()
    }


def _without(doc: Doc, part: Doc) -> Doc:
    """`doc` without the sentences of `part`."""
    taken = {s for s, _ in part.sentences}
    return replace(doc, sentences=[(s, b) for s, b in doc.sentences if s not in taken])


# ---------------------------------------------------------------- UW factuality


def factuality(path: Path) -> Iterator[Doc]:
    """Sentences with events, each from -3 (did not happen) to 3 (did)."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text, tokens = _glued(row["text"].split(" "))
        events = []
        for target in row["targets"]:
            first, last = target["span1"]
            events.append((Span(tokens[first].start, tokens[last - 1].end), float(target["label"])))
        whole = Span(0, len(text))
        yield Doc(text, [(whole, whole)], factuality=events)


def _glued(tokens: list[str]) -> tuple[str, list[Span]]:
    """Tokens as a text that is written as usual, and where each token stands in it."""
    text, spans = "", []
    for token in tokens:
        if spans and not re.fullmatch(r"[.,;:?!%)\]]|n't|'s|''", token):
            text += " "
        spans.append(Span(len(text), len(text) + len(token)))
        text += token
    return text, spans
