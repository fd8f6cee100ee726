"""Pronouns and descriptions to those whom they stand for; abstaining where nobody, or more than one, fits."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from khabar.model import Mention, Span
from khabar.resolve.anaphora.definites import definites, taken_up
from khabar.resolve.anaphora.pronouns import meant, pronouns
from khabar.resolve.anaphora.scene import Scene


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
    pronouns and descriptions of which it is known who is meant. Looks back at most 1,200 code points.
    """
    scene = Scene(text, sentences, (m for m in mentions if m.entity and not _mere_description(m)), subjects)
    found = {span: stands_for(who, span, text) for span, who in (carried or {}).items()}
    for mention in found.values():
        if mention.entity:
            scene.add(mention)
    for sentence in sentences:
        words = [(*found_at, True) for found_at in pronouns(text, sentence)]
        words += [(*found_at, False) for found_at in definites(text, sentence)]
        for span, word, is_pronoun in sorted(words):
            if any(m.span.overlaps(span) and (is_pronoun or m.span.holds(span)) for m in scene.overlapping(span)):
                continue
            who = meant(word, span, scene, spoken) if is_pronoun else taken_up(word, span, scene)
            if who is not None:
                found[span] = stands_for(who, span, text)
                scene.add(found[span])
    return found


def stands_for(meant: Mention, span: Span, text: str) -> Mention:
    """The words at `span` as a mention of somebody named before."""
    reason = f"“{span.of(text)}” stands for {meant.name or meant.text}, named before"
    return Mention(span, span.of(text), meant.kind, meant.entity, meant.name or meant.text, reason)


def _mere_description(mention: Mention) -> bool:
    """Words such as "paramilitary forces": behind "the" they stand for somebody named before, and are nobody's
    name."""
    return mention.text.islower() and (mention.entity or "").startswith("name:") and not mention.text[0].isdigit()
