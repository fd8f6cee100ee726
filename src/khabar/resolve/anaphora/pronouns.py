"""Whom "he", "it" and "they" stand for; abstaining where two fit, or where something without a name could be
meant."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from khabar.model import Kind, Mention, Span
from khabar.resolve.anaphora.scene import Scene
from khabar.resolve.names.given_names import gender

BODIES = (Kind.ARMED_GROUP, Kind.STATE_BODY, Kind.OTHER)
Spoken = Sequence[tuple[Span, Mention]]

_PRONOUN = re.compile(r"\b(he|him|his|she|her|it|its|they|their|them)\b(?![’'][a-rt-z])", re.IGNORECASE)
_PERSON = frozenset(("he", "him", "his", "she", "her"))
_TITLE = 40  # code points before a name in which its title may stand
_ASIDE = re.compile(r",\s+(?:\d+,\s+)?")
_WHICH = re.compile(r"\b(?:which|that|whose)\b")
_BESIDE = re.compile(r",?\s+(?:(?:and|or|with)\s+)?")
# "It" that stands for nothing: weather, time, and what is told behind it
_EMPTY = re.compile(
    r"it(?:\s+(?:(?:is|was)(?!\s+(?:now\s+|still\s+|also\s+|currently\s+|already\s+)?"
    r"(?!raining|snowing|getting|becoming|going|being|coming|beginning|starting)[a-z]{2,}ing\b)|appears?|appeared|seems?|seemed|remains?|remained|turned|turns|takes?|took|happens?|happened"
    r"|follows|emerged|became|becomes|(?:will|would|could|may|might|should|can|must)(?:\s+not)?\s+be"
    r"|(?:has|had|have)\s+(?:\w+\s+)?(?:been|become))\b|[’']s\b)",
    re.IGNORECASE,
)
_AFTER_IT = re.compile(
    r"\s+(?:(?:is|was|has|had|does|did|will|would|could|can|may|might|must|should|also|now|never)\b|[a-z]{3,})"
)
_NO_VERB = re.compile(
    r"\s+(?:from|with|into|onto|over|under|again|before|after|until|while|when|because|and|but|for|through|against|"
    r"during|behind|across|along|among|between|there|here|the|this|that|these|those|more|out|off|down|back|up|"
    r"themselves|himself|herself|itself|easier|easy|harder|difficult|clear|possible|impossible|necessary|hard|all)\b"
)
_OPENS = re.compile(
    r"(?:^|[,;:—–(“\"]|\b(?:that|and|but|because|if|when|while|as|which|what|where|than|so|whether|once|until|after|"
    r"before|since|although|though|said|says))\s*[“\"]?\Z",
    re.IGNORECASE,
)
_SPOKEN_ON = 12  # sentences over which somebody speaks on
_GOES_ON = re.compile(
    r"\s+(?:(?:also|then|further)\s+(?:said|told|noted|stressed|warned|added)|add(?:s|ed)|continue[sd]|went\s+on"
    r"|conclude[sd]|repeat(?:s|ed)|reiterate[sd]|further\b)\b",
    re.IGNORECASE,
)
_FIRST_CLAUSE = re.compile(r"(?:after|when|while|as|before|once|since|although|though)\s", re.IGNORECASE)
# "a diver going by the name of X": a person, whatever the name is taken for
_SO_NAMED = re.compile(
    r"\ban?\s+(?:[\w-]+\s+){1,3}?(?:named|nicknamed|going\s+by\s+the\s+name(?:\s+of)?|who\s+gave\s+(?:his|her|their)\s+name"
    r"(?:\s+(?:only\s+)?as)?)\s+[“\"‘']?(?=[^\W\d_])"
)
_ANY = r"(?:an?|the|my|our|your|his|her|their|another|one|this|that)"
_MAN = re.compile(
    rf"\b{_ANY}\s+(?:[\w-]+\s+){{0,2}}?"
    r"(?:man|boy|son|father|dad|brother|husband|uncle|teenager|baby|child|kid|student|driver|officer|soldier|fighter|"
    r"commander|leader|official|source|resident|witness|suspect|teacher|doctor|journalist|reporter|gunman|bomber|"
    r"minister|president|general|colonel|spokesman|adviser|patient|victim|prisoner|cleric|mayor|farmer|pilot)\b",
    re.IGNORECASE,
)
_WOMAN = re.compile(
    rf"\b{_ANY}\s+(?:[\w-]+\s+){{0,2}}?"
    r"(?:woman|girl|daughter|mother|mum|mom|sister|wife|aunt|teenager|baby|child|kid|student|source|resident|witness|"
    r"teacher|doctor|nurse|journalist|reporter|minister|president|spokeswoman|adviser|patient|victim|lady)\b",
    re.IGNORECASE,
)
# Words that end in s and are no plurals.
_NO_PLURAL = frozenset(
    (
        "its his hers ours theirs this thus us plus yes was has is as does says begins wants seeks claims "
        "controls remains holds across towards besides perhaps always sometimes afterwards whereas means less "
        "unless news status crisis process access press mass class congress progress success loss cross pass "
        "various previous serious religious numerous dangerous famous nervous"
    ).split()
)
_PLURAL = re.compile(
    r"\b[a-z][a-z-]{0,20}[a-rt-z]s\b|\b(?:people|men|women|children|troops|police|personnel|militia)\b"
)
_PAPER = re.compile(r"\b(?:statement|report|article|document|study|letter|communiqu[eé])\b", re.IGNORECASE)
_PLURAL_NAME = re.compile(r"(?:s|people|police|men|troops|militia|army|command|military|brigade|wing)\Z", re.IGNORECASE)


def pronouns(text: str, sentence: Span) -> Iterator[tuple[Span, str]]:
    """The pronouns in a sentence, each with its word in small letters."""
    words = sentence.of(text)
    for m in _PRONOUN.finditer(words):
        yield Span(sentence.start + m.start(), sentence.start + m.end()), m[1].lower()


def meant(word: str, span: Span, scene: Scene, spoken: Spoken) -> Mention | None:
    """Whom a pronoun stands for; None where nobody, or more than one, fits."""
    if word in _PERSON:
        return _person(word, span, scene, spoken)
    if word == "it" and not _acting_it(span, scene, {content.start for content, _ in spoken}):
        return None
    speaker = _indirect_speaker(span, scene, spoken)
    if speaker is not None:
        fits = _fits_number(word, speaker) and not _plural_between(word, speaker, span, scene)
        return speaker if fits else None
    return _body(word, span, scene)


def nearer(word: str, span: Span, carried: Mention, scene: Scene) -> Mention | None:
    """Whom a pronoun that speaks stands for: whoever spoke last, unless somebody else has acted since; None where
    several have.

    "He added" goes on with the one who spoke. Who stands in the pronoun's own sentence is told of in what it says,
    except where that clause comes first ("When X arrived, he said").
    """
    if _GOES_ON.match(scene.text, span.end):
        return carried

    def fits(m: Mention) -> bool:
        if m.entity is None or scene.quote(m.span.start) or not scene.acts(m):
            return False
        return _of_sex(word, m, scene) if word in _PERSON else _is_body(word, m, scene)

    sentence = scene.sentence(span.start)
    if told_here(span, carried, scene):
        return carried
    here = [Span(sentence.start, span.start)] if _FIRST_CLAUSE.match(scene.text, sentence.start) else []
    for where in (*here, *scene.earlier(sentence, _SPOKEN_ON)):
        if where.holds(carried.span):
            return carried
        acting = [m for m in scene.between(where.start, min(where.end, span.start)) if fits(m)]
        if acting:
            entities = {m.entity for m in acting}
            return carried if carried.entity in entities else acting[-1] if len(entities) == 1 else None
    return carried


def told_here(span: Span, who: Mention, scene: Scene) -> bool:
    """Whether somebody is named in a pronoun's own sentence, before it."""
    sentence = scene.sentence(span.start)
    here = any(m.entity == who.entity for m in scene.between(sentence.start, span.start) if m.entity)
    return here or (sentence.holds(who.span) and who.span.end <= span.start)


# ---------------------------------------------------------------- persons


def _person(word: str, span: Span, scene: Scene, spoken: Spoken) -> Mention | None:
    quote = scene.quote(span.start)
    speaking = _quoted_speakers(span, spoken) if quote else frozenset()

    def fits(m: Mention) -> bool:
        return m.entity not in speaking and _of_sex(word, m, scene)

    sentence = scene.sentence(span.start)
    said = min((c for c, _ in spoken if c.holds(span)), key=len, default=None)
    told = [Span(said.start, span.start)] if said else []
    for where in (*told, Span(sentence.start, span.start), *scene.earlier(sentence, 4)):
        people = [m for m in scene.between(where.start, min(where.end, span.start)) if fits(m)]
        if people:
            one = len({m.entity for m in people}) == 1
            return people[-1] if one and not _unnamed(_sex(word), people[-1], span, scene) else None
    return None


def _sex(word: str) -> str:
    return "he" if word in ("he", "him", "his") else "she"


def _of_sex(word: str, mention: Mention, scene: Scene) -> bool:
    """Whether a name is that of a person who may be meant by he, or by she."""
    if mention.kind is not Kind.PERSON:
        return False
    found = gender(mention.name or mention.text, _title(mention, scene) + mention.text)
    return not found or found == _sex(word)


def _title(mention: Mention, scene: Scene) -> str:
    """The words in front of a name in which its title may stand."""
    start = max(scene.sentence(mention.span.start).start, mention.span.start - _TITLE)
    start = max((m.span.end for m in scene.between(start, mention.span.start)), default=start)
    return scene.text[start : mention.span.start].rsplit(",", 1)[-1]


def _unnamed(wanted: str, found: Mention, span: Span, scene: Scene) -> bool:
    """Whether somebody without a name, or whose name nobody has seen, stands between a name and a pronoun."""
    if any(
        not scene.overlapping(Span(m.end(), m.end() + 1))
        for m in _SO_NAMED.finditer(scene.text, found.span.end, span.start)
    ):
        return True
    start = found.span.start if found.text.islower() else found.span.end  # "his wife"
    for m in (_MAN if wanted == "he" else _WOMAN).finditer(scene.text, start, span.start):
        at = Span(m.start(), m.end())
        aside = _ASIDE.fullmatch(scene.text, found.span.end, at.start)  # "X, 36, a teacher"
        if not aside and not any(n.kind is Kind.PERSON for n in scene.overlapping(at)):
            return True
    return False


def _quoted_speakers(span: Span, spoken: Spoken) -> frozenset[str | None]:
    """Who says the words that hold a span: they say "I" of themselves."""
    return frozenset(who.entity for content, who in spoken if content.holds(span))


# ---------------------------------------------------------------- bodies


def _acting_it(span: Span, scene: Scene, openings: Collection[int]) -> bool:
    """Whether "it" is a subject, and not an empty one."""
    text = scene.text
    if _EMPTY.match(text, span.start) or _NO_VERB.match(text, span.end):
        return False
    lead = text[max(scene.sentence(span.start).start, span.start - 24) : span.start]
    return bool(_AFTER_IT.match(text, span.end)) and (span.start in openings or bool(_OPENS.search(lead)))


def _indirect_speaker(span: Span, scene: Scene, spoken: Spoken) -> Mention | None:
    """The body that speaks, for a pronoun in its indirect words before which nobody else acts there."""
    if scene.quote(span.start):
        return None
    for content, speaker in spoken:
        if content.holds(span) and speaker.kind in BODIES and speaker.span.end <= content.start:
            if _PAPER.search(speaker.text):
                return None  # a statement speaks of others
            others = [m for m in scene.between(content.start, span.start) if m.kind in BODIES and scene.acts(m)]
            return None if others else speaker
    return None


def _body(word: str, span: Span, scene: Scene) -> Mention | None:
    sentence = scene.sentence(span.start)
    here = Span(sentence.start, span.start)
    quote = scene.quote(span.start)
    if quote:
        here = Span(max(here.start, quote.start), span.start)

    def fits(m: Mention) -> bool:
        return _is_body(word, m, scene)

    names = [m for m in scene.between(here.start, here.end) if fits(m)]
    if names:
        return _nearest_body(word, span, names, scene)
    nouns = [m for m in scene.nouns(here.start, here.end) if fits(m) and scene.acts(m)]
    if nouns or quote or not _opens(here, scene):
        return _the_one(word, span, nouns, scene)
    for before in scene.earlier(sentence, 1):
        both = scene.between(before.start, before.end) + scene.nouns(before.start, before.end)
        return _the_one(word, span, [m for m in both if fits(m) and scene.acts(m)], scene)
    return None


def _the_one(word: str, span: Span, acting: Sequence[Mention], scene: Scene) -> Mention | None:
    """The last of those who act, where all are one."""
    one = len({m.entity or m.text.lower() for m in acting}) == 1
    return acting[-1] if one and not _plural_between(word, acting[-1], span, scene) else None


def _is_body(word: str, mention: Mention, scene: Scene) -> bool:
    """Whether a name is that of a body that may be meant by it, or by they."""
    if _PAPER.search(mention.text):
        return False  # a statement speaks of others
    fits = mention.kind in BODIES or (mention.kind is Kind.PLACE and scene.acts(mention))
    return fits and _fits_number(word, mention)


def _nearest_body(word: str, span: Span, names: Sequence[Mention], scene: Scene) -> Mention | None:
    """The one name in the pronoun's own sentence; it must act, or stand right beside the pronoun."""
    last = names[-1]
    if word in ("its", "their") and _BESIDE.fullmatch(scene.text, last.span.end, span.start):
        return last
    found = scene.only(names, scene.acts)
    if found is None or _plural_between(word, found, span, scene):
        return None
    return None if word == "its" and _other_thing(found, span, scene) else found


def _other_thing(found: Mention, span: Span, scene: Scene) -> bool:
    """ "X sent the ship, which …": what is told of a thing told of in between."""
    return any(m.start() - found.span.end > 2 for m in _WHICH.finditer(scene.text, found.span.end, span.start))


def _opens(here: Span, scene: Scene) -> bool:
    """Whether a pronoun begins its sentence, a few leading words apart."""
    lead = here.of(scene.text)
    return len(lead) < 40 and not re.search(r"\b(?:the|an?|who|which|that)\b", lead, re.IGNORECASE)


def _plural_between(word: str, found: Mention, span: Span, scene: Scene) -> bool:
    """Whether "they" may mean several people or things without a name, told between the name and the pronoun."""
    if word in ("it", "its") or word == found.text.lower() == "they":  # "they …, they said"
        return False
    for m in _PLURAL.finditer(scene.text, found.span.end, span.start):
        if m[0] not in _NO_PLURAL and not any(n.entity == found.entity for n in scene.overlapping(Span(*m.span()))):
            return True
    return False


def _fits_number(word: str, mention: Mention) -> bool:
    if word in ("it", "its"):
        return not mention.text.lower().endswith(("militias", "factions", "groups", "rebels", "fighters", "militants"))
    several = (
        (mention.kind is Kind.ARMED_GROUP)
        or _PLURAL_NAME.search(mention.text)
        or _PLURAL_NAME.search(mention.name or "")
    )
    return mention.kind is not Kind.PLACE and bool(several)
