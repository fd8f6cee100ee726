"""Pronouns and descriptions to those whom they stand for; abstaining where nobody, or more than one, fits."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from khabar.model import Mention, Span
from khabar.resolve.anaphora.definites import band, definites, taken_up
from khabar.resolve.anaphora.pronouns import BODIES, meant, nearer, pronouns, told_here
from khabar.resolve.anaphora.scene import Scene

_ARTICLE = 4  # code points of "the "


def with_anaphors(mentions: Sequence[Mention], anaphors: Mapping[Span, Mention]) -> tuple[Mention, ...]:
    """The mentions, with descriptions ("the paramilitary forces") added or given the entity that they stand for."""
    described = [m for m in anaphors.values() if " " in m.text]
    inner = {
        m: a
        for m in mentions
        if _mere_description(m)
        for a in described
        if a.span.holds(m.span) and a.span.end == m.span.end
    }
    named_so = {a.span for a in described}
    mentions = [m for m in mentions if m.span not in named_so]
    out = [
        replace(m, kind=a.kind, entity=a.entity, name=a.name, reason=a.reason) if (a := inner.get(m)) else m
        for m in mentions
    ]
    return tuple(sorted({*out, *described}, key=lambda m: (m.span.start, -m.span.end, m.text)))


def find_anaphors(
    text: str,
    sentences: Sequence[Span],
    mentions: Sequence[Mention],
    subjects: Collection[Span],
    spoken: Sequence[tuple[Span, Mention]] = (),
    carried: Mapping[Span, Mention] | None = None,
) -> dict[Span, Mention]:
    """Spans of pronouns and descriptions → a mention (with its own span) that carries the kind, entity and name
    meant.

    `subjects` are the spans of mentions that are grammatical subjects; they are meant before others. `spoken` are
    stretches of what is said, each with its speaker: "the air force said it …" speaks of the air force. `carried` are
    pronouns and descriptions that speak, each with who spoke last; somebody who acts nearer is meant before them.
    Looks back at most 1,200 code points.
    """
    named = [m for m in mentions if m.entity and not _mere_description(m)]
    nouns = (m for m in mentions if m.kind in BODIES and (not m.entity or _mere_description(m)))
    scene = Scene(text, sentences, named, subjects, nouns)
    found = _carried(carried or {}, scene)
    unnamed: dict[Span, Mention] = {}
    for sentence in sentences:
        words = [(*found_at, True) for found_at in pronouns(text, sentence)]
        words += [(*found_at, False) for found_at in definites(text, sentence)]
        for span, word, is_pronoun in sorted(words):
            if any(m.span.overlaps(span) and (is_pronoun or m.span.holds(span)) for m in scene.overlapping(span)):
                continue
            who = meant(word, span, scene, spoken) if is_pronoun else taken_up(word, span, scene)
            if who is not None:
                found[span] = stands_for(_whole(who, found), span, text)
                scene.add(found[span])
                if found[span].entity is None:
                    unnamed[span] = who
    for span, who in unnamed.items():  # "it had won, the ministry said": what the ministry is was told behind
        found[span] = stands_for(_whole(who, found), span, text)
    return found


def _carried(carried: Mapping[Span, Mention], scene: Scene) -> dict[Span, Mention]:
    """Those that are known to stand for somebody, in the text's order, unless somebody else acts nearer to them."""
    found: dict[Span, Mention] = {}
    now: dict[Mention, Mention] = {}  # a speaker whom an earlier pronoun was carried from, and who it turned out to be
    for span, who in sorted(carried.items()):
        last = who if told_here(span, who, scene) else now.get(who, who)
        kept = last if last.span == span else _nearer(span, last, scene)  # the holder of a post stays
        if kept is None:
            continue
        if kept.entity != who.entity:
            now[who] = kept
        found[span] = stands_for(kept, span, scene.text)
        if kept.entity:
            scene.add(found[span])
            scene.speak(span)
    return found


def _nearer(span: Span, who: Mention, scene: Scene) -> Mention | None:
    word = span.of(scene.text).lower()
    if " " not in word:
        return nearer(word, span, who, scene)
    noun = word.split()[-1]
    return (taken_up(noun, span, scene) if band(noun) else None) or who


def _whole(who: Mention, found: Mapping[Span, Mention]) -> Mention:
    """Whom a mere description that speaks ("the ministry said it") stands for itself, where that is known."""
    if who.entity is not None and not _mere_description(who):
        return who
    at = who.span
    same = (
        m for span, m in found.items() if m.entity and span.end == at.end and abs(span.start - at.start) <= _ARTICLE
    )
    return next(same, who)


def stands_for(meant: Mention, span: Span, text: str) -> Mention:
    """The words at `span` as a mention of somebody named before; as it is where they are that mention."""
    if meant.span == span:
        return meant
    reason = f"“{span.of(text)}” stands for {meant.name or meant.text}, named before"
    return Mention(span, span.of(text), meant.kind, meant.entity, meant.name or meant.text, reason)


def _mere_description(mention: Mention) -> bool:
    """Words such as "paramilitary forces": behind "the" they stand for somebody named before, and are nobody's
    name."""
    return mention.text.islower() and (mention.entity or "").startswith("name:") and not mention.text[0].isdigit()
