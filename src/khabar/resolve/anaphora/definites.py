"""Whom "the group", "the ministry", "the general" stand for: whoever was named with that word, or is such a thing;
abstaining where two are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from khabar.model import Kind, Mention, Span
from khabar.resolve.anaphora.scene import Scene

_SAME = (
    r"(?:armed|paramilitary|militant|rebel|insurgent|extremist|terrorist|jihadist|islamist|separatist|same|said|entire|"
    r"whole|sunni|shia|shi[’']?ite|radical|powerful|ethnic|opposition|guerrilla|banned|outlawed|hardline|"
    r"[\w-]+-(?:backed|linked|led|allied|aligned|affiliated))"
)
_DESCRIPTION = re.compile(
    rf"\b(?:the|these|those|this|that)\s+(?:{_SAME}[\s-]+){{0,2}}"
    r"(groups?|forces?|militias?|factions?|rebels|fighters|militants|insurgents|brigade|battalion|regiment|division"
    r"|organi[sz]ation|movement|party|coalition|alliance|front|network|council|committee|commission|command|court"
    r"|government|ministry|army|navy|department|agency|institute|observatory|centre|center|foundation|company|church"
    r"|university|bank|union|mission|embassy|parliament|regime|authority"
    r"|president|premier|prime minister|minister|general|colonel|major|captain|lieutenant|brigadier|admiral|marshal"
    r"|commander|spokesman|spokeswoman|spokesperson|adviser|advisor|ambassador|governor|mayor|senator|lawmaker|sheikh"
    r"|ayatollah|cleric|secretary-general|chairman|director|envoy|king|prince|leader|chief|peacekeepers)\b"
    r"(?![-–’'](?!s\b)|\s*\()",
    re.IGNORECASE,
)
_POSTS = frozenset(
    (
        "president premier minister general colonel major captain lieutenant brigadier admiral marshal commander "
        "spokesman spokeswoman spokesperson adviser advisor ambassador governor mayor senator lawmaker sheikh "
        "ayatollah cleric secretary-general chairman director envoy king prince leader chief"
    ).split()
)
_BANDS = frozenset(
    "group force militia faction rebel fighter militant insurgent organization organisation movement".split()
)
_TAKING_SIDES = frozenset("militia rebel militant insurgent".split())
"""Of several groups these mean one that the text calls so: a guard corps that was just named is not "the rebels"."""
_OF_STATES = frozenset("army navy government ministry department embassy parliament regime authority".split())
# What begins another clause, or makes a description no object: "X said the group", "a leader of the group"
_CLAUSE = re.compile(
    r"[,;:“”\"—–]|\b(?:that|which|who|whose|said|says|and|but|or|after|before|when|while|as|if|because|since|until|where"
    r"|although|though|than|of|by|in|like|including)\b",
    re.IGNORECASE,
)
_STATELY = frozenset(("Federal", "Royal", "Government", "State", "Imperial", "Republican"))
_PEACEKEEPERS = frozenset("peacekeeping peacekeepers peacekeeper mission".split())
_SENDING = (Kind.ARMED_GROUP, Kind.STATE_BODY, Kind.OTHER)
_BODIES = ("organization", "organisation", "movement")
_SHORT = dict(
    pair.split(":")
    for pair in (
        "gen:general col:colonel maj:major lt:lieutenant capt:captain brig:brigadier adm:admiral gov:governor "
        "sen:senator advisor:adviser amb:ambassador"
    ).split()
)
_BACK = 6  # sentences in which a group may have been named; behind somebody else's verb one
_TITLE = 60  # code points beside a name in which a title may stand
_BESIDE = 24  # code points beside a name in which the word for what it is may stand
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_MORE = re.compile(r"\s+(?:of|for|that|who|whose)\s|[’']s\s+[A-Z]|\s+[A-Z][a-z]")  # what makes it somebody else
_ARMED = ("armed forces", "security forces")


def definites(text: str, sentence: Span) -> Iterator[tuple[Span, str]]:
    """The descriptions in a sentence that may stand for somebody, each with its noun in small letters."""
    words = sentence.of(text)
    for m in _DESCRIPTION.finditer(words):
        found = m[0].lower()
        if not found.endswith(_ARMED):
            side = next((w for w in _WORD.findall(found) if w in _TAKING_SIDES), None)  # "the rebel groups" are rebels
            yield Span(sentence.start + m.start(), sentence.start + m.end()), side or m[1].lower().split()[-1]


def taken_up(noun: str, span: Span, scene: Scene) -> Mention | None:
    """Whom a description stands for. More that is told behind it ("the president of X", "the agency Y") makes it
    somebody else."""
    if _MORE.match(scene.text, span.end):
        return None
    before = scene.before(span.start)
    if noun in _POSTS:
        if scene.text[span.end : span.end + 2] in ("’s", "'s"):
            return None  # "the mayor's office" is not the mayor
        return _titled(_SHORT.get(noun, noun), before, scene)
    single = noun.removesuffix("s")
    if single in _BANDS and scene.text[span.end - len(noun) : span.end].istitle():  # "the Group" of a Group of Experts
        return _only([m for m in before if m.kind is not Kind.PERSON and _bears(single, m)], scene)
    if single in _BANDS:
        found = _band(single, span, before, scene)
        return None if found and _unnamed(single, found, span, scene) else found
    if noun == "peacekeepers":
        return _only([m for m in before if m.kind in _SENDING and any(_bears(w, m) for w in _PEACEKEEPERS)], scene)
    if noun == "agency":
        outlets = [m for m in before if m.kind is Kind.OUTLET or _bears(noun, m)]
        return outlets[-1] if len({m.entity for m in outlets[-2:]}) == 1 else _acting(outlets, scene)
    named = [m for m in before if m.kind is not Kind.PERSON and _bears(noun, m)]
    if single in _OF_STATES:
        named = [m for m in named if m.kind is not Kind.ARMED_GROUP or _of_a_state(noun, m)]
    return _only([m for m in named if not _same_clause(m, span, scene)], scene)


def _of_a_state(noun: str, mention: Mention) -> bool:
    """Whether what was taken for an armed group is a state's: "the Malian army", "the Federal Army"; a group that has
    the word in its name is not meant by the word alone."""
    words = _WORD.findall(mention.name or mention.text)
    known = mention.entity is not None and not mention.entity.startswith("name:")
    return not known and (noun in words or not _STATELY.isdisjoint(words))


def band(noun: str) -> bool:
    """Whether a noun is a word for some armed group."""
    return noun.removesuffix("s") in _BANDS.difference(_BODIES)


def _bears(noun: str, mention: Mention) -> bool:
    """Whether a noun is a word of the name, as the packs or the text have it."""
    return any(noun == w.lower() for words in (mention.text, mention.name or "") for w in _WORD.findall(words))


def _only(names: list[Mention], scene: Scene) -> Mention | None:
    """The last of the one entity named so; of several the one that acted last, if no other is nearer."""
    if len({m.entity for m in names}) == 1:
        return names[-1]
    return _acting(names, scene)


def _acting(names: list[Mention], scene: Scene) -> Mention | None:
    return names[-1] if names and scene.acts(names[-1]) else None


def _titled(noun: str, before: list[Mention], scene: Scene) -> Mention | None:
    """The one person whom the text gave that title, beside the name or in it."""
    people: dict[str | None, Mention] = {}
    for m in before:
        if m.kind is Kind.PERSON and not m.text.islower() and noun in _titles(m, scene):
            people[m.entity] = m
    return next(iter(people.values())) if len(people) == 1 else None


def _titles(mention: Mention, scene: Scene) -> set[str]:
    """The words of titles in a name, before it, and in what is told behind a comma."""
    text, span = scene.text, mention.span
    sentence = scene.sentence(span.start)
    before = text[max(sentence.start, span.start - _TITLE) : span.start]
    before = before[max(before.rfind(c) for c in ',;:.“"(') + 1 :] if not before.rstrip().endswith(",") else ""
    behind = text[span.end : min(sentence.end, span.end + _TITLE)] if text[span.end : span.end + 2] == ", " else ""
    found = [w.lower() for w in _WORD.findall(f"{before} {mention.text} {behind[2:].split(',', 1)[0]}")]
    return {_SHORT.get(w, w) for w in found}


def _anyone(_: Mention) -> bool:
    return True


def _same_clause(mention: Mention, span: Span, scene: Scene) -> bool:
    """Whether a name is the subject of the verb whose object a description is: nobody drives themselves out."""
    if mention.span.end > span.start or not (scene.acts(mention) or mention.kind is Kind.STATE_BODY):
        return False
    if span.start - mention.span.end > _TITLE or scene.sentence(mention.span.start) != scene.sentence(span.start):
        return False
    if scene.text[span.end : span.end + 2] in ("’s", "'s"):
        return False
    return _CLAUSE.search(scene.text, mention.span.end, span.start) is None


def _band(single: str, span: Span, before: list[Mention], scene: Scene) -> Mention | None:
    """An armed group: the one that acts in the same sentence or, in the nearest sentence before that has any, the one
    that acts there or is the only one."""
    sentence = scene.sentence(span.start)
    opposed = {m.entity for m in before if sentence.holds(m.span) and _same_clause(m, span, scene)}
    groups = [m for m in before if m.kind is Kind.ARMED_GROUP and m.entity not in opposed]
    if single in _TAKING_SIDES:
        groups = _called(single, groups, scene) or _uncalled(single, groups, scene, bool(opposed))
    acting = [m for m in groups if sentence.holds(m.span) and scene.acts(m)]
    if acting:
        return acting[-1] if len({m.entity for m in acting}) == 1 else None
    for where in scene.earlier(sentence, 1 if opposed else _BACK):
        near = [m for m in groups if where.holds(m.span)]
        if near:
            return scene.only(near, _anyone)
    if single in _BODIES:
        return _only([m for m in before if m.kind is not Kind.PERSON and _bears(single, m)], scene)
    return None


def _unnamed(noun: str, found: Mention, span: Span, scene: Scene) -> bool:
    """Whether one without a name was told of since: "sent a force there. The force …"; not so "X, an armed group"."""
    one = re.compile(rf"\b(?:an?|another)\s+(?:[\w-]+\s+){{0,3}}?{noun}\b(?!\s+(?:called|named))", re.IGNORECASE)
    for m in one.finditer(scene.text, found.span.end, span.start):
        if not scene.overlapping(Span(max(0, m.start() - 3), m.end())):
            return True
    some = (
        re.compile(rf"\b{_COUNTED}\s+(?:[\w-]+\s+){{0,2}}?{noun}s\b") if _PLURAL.search(span.of(scene.text)) else None
    )
    told = some.finditer(scene.text, found.span.end, span.start) if some else ()
    return any(not _is_a_group(Span(*m.span()), scene) for m in told)


_PLURAL = re.compile(r"[^s]s\Z")
_COUNTED = r"(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|several|some|dozens of|hundreds of|thousands of)"


def _is_a_group(span: Span, scene: Scene) -> bool:
    """ "500 *Wolves* fighters" are the Wolves', and "500 Osk fighters" nobody's who is named."""
    return any(m.kind in (Kind.ARMED_GROUP, Kind.STATE_BODY) for m in scene.overlapping(span))


def _called(noun: str, groups: list[Mention], scene: Scene) -> list[Mention]:
    """The groups that the text has named with this noun beside or in the name: "M23 rebels", "the rebel group M23"."""

    def so_called(m: Mention) -> bool:
        sentence = scene.sentence(m.span.start)
        start, end = max(sentence.start, m.span.start - _BESIDE), min(sentence.end, m.span.end + _BESIDE)
        before = _WORD.findall(_CUT.split(scene.text[start : m.span.start])[-1])[-2:]
        behind = scene.text[m.span.end : end]
        told = _ASIDE.match(behind)  # "X, a rebel group"
        near = _WORD.findall(told[1]) if told else _WORD.findall(_CUT.split(behind, maxsplit=1)[0])[:1]
        return any(w.lower().removesuffix("s") == noun for w in (*before, *near, *_WORD.findall(f"{m.text} {m.name}")))

    entities = {m.entity for m in groups if so_called(m)}
    return [m for m in groups if m.entity in entities]


def _uncalled(noun: str, groups: list[Mention], scene: Scene, opposed: bool) -> list[Mention]:
    """The groups where nobody is called by this noun: the only one, or the only one left to be fought, and none where
    the noun was there before them."""
    first = min((m.span.start for m in groups), default=0)
    alone = opposed or len({m.entity for m in groups}) == 1
    return groups if alone and _first_at(noun, scene.text) > first else []


@lru_cache(maxsize=16)
def _first_at(noun: str, text: str) -> int:
    """Where a noun, or a word that begins with it, stands first."""
    found = re.search(rf"\b{noun}", text, re.IGNORECASE)
    return found.start() if found else len(text)


_ASIDE = re.compile(r",\s+(?:an?|the)\s+([^,;.]+)")
_CUT = re.compile(r"[,;:.()“”\"—–]|\b(?:and|or|but|with|against|from|by|of|to)\b")
