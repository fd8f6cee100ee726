"""Whom blame falls on: who is blamed did it, in the word of who blames."""

from __future__ import annotations

import re
from dataclasses import replace

from khabar.model import Ref, Span
from khabar.reader.chains import Read
from khabar.reader.phrases import NAME
from khabar.reader.said import Said
from khabar.reader.tagger.tagged import TaggedClaim

_BLAMING = re.compile(r"blam(?:ed|es|ing)\b")
_BLAMED_ON = re.compile(r"\s+(?:(?:that|which)\s+)?[^,;.]{2,60}?\sblame[ds]\s+on\s+(?:the\s+)?")
_ON = re.compile(r"\s(?:(?:the|a|an|this|that)\s)?[^,;.]{2,40}?\son\s(?:the\s)?|\son\s(?:the\s)?")
_FOR = re.compile(r"(?:the\s)?([^,;.]{2,60}?)\s(?:for|of)\s")


def is_blaming(one: TaggedClaim, text: str) -> bool:
    """Whether the claim's own verb is "blamed"."""
    return _BLAMING.match(text, one.trigger.start) is not None


def blaming_words(one: TaggedClaim, text: str) -> Span | None:
    """ "An attack *the army blamed on* the front": the words between an act and who is blamed for it."""
    found = _BLAMED_ON.match(text, one.trigger.end)
    return Span(*found.span()) if found else None


def blamed(one: TaggedClaim, read: Read) -> tuple[Ref, ...]:
    """ "An attack the army blamed on *the front*", "the army blamed *the front*", "blamed it on *the front*"."""
    if words := blaming_words(one, read.text):
        return read.references.named_between(words.end, words.end + NAME)[:1]
    verb = _BLAMING.match(read.text, one.trigger.start)
    if verb is None:
        return ()
    start = verb.end()
    on = _ON.match(read.text, start, one.extent.end)
    named = read.references.named_between(on.end() if on else start, one.extent.end)[:1]
    return named or read.references.of([s for s in one.objects if s.start >= start][:1])


def blamed_for(one: TaggedClaim, said: Said | None, read: Read) -> tuple[Ref, ...]:
    """ "Blamed *the front* for the killings", where the claim is of the killings; `said` is what it stands in."""
    if said is None or not said.content or _BLAMING.match(said.cue[0].of(read.text)) is None:
        return ()
    whom = _FOR.match(read.text, said.content[0].start, one.trigger.start)
    return read.references.of([Span(*whom.span(1))]) if whom else ()


def with_what_is_blamed(one: Said, text: str) -> Said:
    """ "In *an attack* the army blamed on the rebels": the army says that it was theirs."""
    if one.source is None or not one.content or one.cue[0].of(text).split()[-1] not in ("blamed", "blames"):
        return one
    noun = _BLAMED_FOR.search(text, one.passage.span.start, one.source.start)
    if noun is None or not text.startswith("on ", one.content[0].start):
        return one
    return replace(one, content=(Span(*noun.span(1)), *one.content))


_BLAMED_FOR = re.compile(
    r"((?:an?|the|this)\s+(?:[\w-]+\s+){0,3}(?:attack|strike|airstrike|raid|bombing|shelling|killing|massacre|assault|"
    r"explosion|blast|ambush|assassination)s?)\s+(?:(?:that|which)\s+)?\Z"
)
