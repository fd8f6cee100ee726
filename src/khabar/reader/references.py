"""From words to the actors and places that they stand for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from khabar.model import Kind, Mention, Ref, Span
from khabar.model.arms import ARMS
from khabar.reader.heads import CLAUSE, RELATIVE, by_start, head_mention, is_first_person, mentions_in
from khabar.reader.lexicon import NUMBERS, OF_GROUP, OF_SITE
from khabar.reader.phrases import LED, WORDS, bare, is_scrap, parted, trimmed, whole_words

_ACTING = (Kind.ARMED_GROUP, Kind.STATE_BODY, Kind.PERSON, Kind.OUTLET, Kind.OTHER)
SITES = (Kind.PLACE, Kind.FACILITY)
_BETWEEN = re.compile(
    r"\s*(?:,|;|and|or|nor|,\s*(?:and|or|nor)|as well as|along with|together with|including|such as|&)\s*(?:the\s+)?"
)
_LIST_OPENS = re.compile(r"(?:(?:neither|both|either)\s+)?(?:[\w“\"'‘]{1,3}\s?)?", re.IGNORECASE)
_JOINT = re.compile(r",|\b(?:and|or|nor)\b")
_OF = re.compile(r"\bof\s+(?:the\s+)?\Z")
_ANTI = re.compile(r"\b(?:anti|counter)[-–\s]$", re.IGNORECASE)
POSSESSIVE = re.compile(r"[’']s?\s+")
_MEMBERS = 12  # of a list, at most
_ARTICLE = 4  # code points of "the "
_ASIDE_BEFORE = re.compile(r",\s(?:an?|the|one)\s[^,.;:]{2,60}\s\Z")
_ASIDE = re.compile(r",\s+(?:the|a|an)?\s*")
_POST_AND_NAME = re.compile(
    r"(?:[A-Z][\w’'-]*\s){0,3}[A-Z][\w-]*[’']s?\s(?:[a-z-]+\s?){1,4},?\s((?:[A-Z][\w’'.-]*\s?)+)"
)  # "Osk's chief minister, X"
_CAPITALS = re.compile(r"(?!(?:The|A|An)\s)(?:[A-Z][\w’'-]+\s)+")
_POST = re.compile(r"[^,]+[’']s\s[a-z][a-z -]*,?\s")
_POST_OF = re.compile(r"[’']s?\s(?:[a-z-]+\s?){1,4},?\s?\Z")
_NEAR = 16  # code points before a name in which a preposition stands
_THERE = ("there", "here")
_THERE_NEAR = 300  # code points over which "there" takes up a site
_NATIONAL = re.compile(r"[a-z]+(?:i|an|ish|ese)|\d+")
_WITHIN = re.compile(r",?\s+(?:in|near|of|outside|within|inside|on)\s")
_INTRODUCED = re.compile(
    r"(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir)\s(?:[a-z-]+\s?){1,4}(?:(?<=of\s)(?:the\s)?(?:(?:[A-Z][\w’'.-]*|de|del|la|of|and)\s?){1,6}(?:[a-z]+)?)?"
    r",\s((?:[A-Z][\w’'.-]*\s?)+)"
)  # "the founder of the Front, X"
_CALLED = re.compile(
    r"[Tt]he\s(?:[a-z-]+\s){0,3}(?:agency|channel|newspaper|paper|website|broadcaster|group|organi[sz]ation|charity|"
    r"watchdog|monitor|network|observatory)\s((?:[A-Z][\w’'.-]*\s?)+)"
)  # "the aid group X"
_AND = re.compile(r"(?:^|,)\s*(?:and|or)\s+(?:the\s+)?$|^\s*(?:and|&)\s+")


def _is_kind_of_media(named: Mention) -> bool:
    """Whether a name is no more than a word for media, so that what stands before it says whose: "state media"."""
    return named.text.lower() in _MEDIA and (named.entity is None or named.entity.startswith("name:"))


_MEDIA = frozenset("media press television tv radio broadcaster outlets newspapers channels".split())


_CALLS_ITSELF = re.compile(
    r"\s(?:(?:that|which|who)\s)?(?:calls|call|calling|styles|styling)\s(?:itself|themselves)\s(?:the\s)?(?=[A-Z])|"
    r",?\s(?:(?:that|which)\sis\s)?(?:locally\s|also\s|commonly\s)?(?:known|called|named)\s(?:locally\s)?(?:as\s)?(?:the\s)?(?=[A-Z])"
)


class References:
    """The mentions of a document, found by the words that they cover. `anaphors` are pronouns and descriptions with
    what they stand for."""

    def __init__(
        self, text: str, mentions: Sequence[Mention], anaphors: Mapping[Span, Mention], as_read: str | None = None
    ) -> None:
        self._text = text
        self._as_read = text if as_read is None else as_read  # capitals in usual case, code point for code point
        self._mentions = by_start(mentions)
        self._anaphors = dict(anaphors)

    def within(self, span: Span, *kinds: Kind) -> list[Mention]:
        """The widest mentions inside a span, in order, of the given kinds (all where none is given)."""
        found = mentions_in(span, self._mentions)
        acting = [m for m in found if m.kind in _ACTING]
        return [
            m
            for m in found
            if (not kinds or m.kind in kinds) and not (m.kind in SITES and any(a.span.holds(m.span) for a in acting))
        ]

    def called(self, entity: str) -> Ref | None:
        """Somebody of the text by the entity, as named first."""
        found = next((m for m in self._mentions if m.entity == entity), None)
        return reference(found) if found is not None else None

    def publishes(self, source: Span) -> bool:
        """Whether a source is named as an outlet."""
        named = head_mention(source, self._mentions, self._as_read)
        return named is not None and named.kind is Kind.OUTLET

    def speaks_for_itself(self, source: Span) -> bool:
        """Whether a source is "we" or "I": whoever is quoted around it, or the outlet itself."""
        words = WORDS.findall(source.of(self._as_read))
        return bool(words) and all(map(is_first_person, words))

    def speaker(self, source: Span) -> tuple[Ref, str]:
        """Who speaks, and the entity of the group that they speak from ("" where none is named). "PMF commanders" are
        themselves, not the PMF; "he" and "the group" are whom they stand for."""
        if (stood := self._stood_for(source)) is not None:
            return stood, ""
        words = source.of(self._text)
        inside = mentions_in(source, self._mentions)
        if (called := _CALLED.fullmatch(source.of(self._as_read))) is not None:
            return self._by_name(called, source, inside), ""
        if (post := _POST_AND_NAME.fullmatch(source.of(self._as_read))) is not None:
            return self._by_name(post, source, inside), ""
        named = head_mention(source, self._mentions, self._as_read)
        several = any(_AND.search(self._text, a.span.end, b.span.start) for a, b in pairwise(inside))
        if named is not None and not several and (self._goes_on(named, source) or _is_kind_of_media(named)):
            return Ref(CLAUSE.split(self._plain(source), maxsplit=1)[0], words, None, source), ""
        if named is not None and not several:
            meant = self._anaphors.get(named.span, named)
            return reference(meant, named), ""
        if (told := _INTRODUCED.fullmatch(source.of(self._as_read))) is not None:
            return self._by_name(told, source, inside), ""
        group = next((m for m in inside if m.kind in (Kind.ARMED_GROUP, Kind.STATE_BODY)), None)
        name = CLAUSE.split(self._plain(source), maxsplit=1)[0]
        return Ref(name, words, None, source), (group.entity or "") if group else ""

    def _by_name(self, told: re.Match[str], source: Span, inside: Sequence[Mention]) -> Ref:
        at = Span(source.start + told.start(1), source.start + told.end(1))
        known = next((m for m in inside if m.span == at), None)
        return Ref(told[1], source.of(self._text), None, source) if known is None else reference(known)

    def _goes_on(self, named: Mention, source: Span) -> bool:
        """ "The General Command *of the army*", "*Forensic* Research": a name that no pack knows, and only a part of a
        longer one."""
        if named.kind is Kind.PERSON or not (named.entity is None or named.entity.startswith("name:")):
            return False
        goes_on = self._as_read[named.span.end : source.end].startswith((" of ", " for "))
        return goes_on or _CAPITALS.fullmatch(self._as_read, source.start, named.span.start) is not None

    def _plain(self, span: Span) -> str:
        return bare(span.of(self._as_read))

    def _stood_for(self, span: Span) -> Ref | None:
        anaphor = self._anaphors.get(span)
        if anaphor is None:
            return None
        return Ref(anaphor.name or anaphor.text, span.of(self._text), anaphor.entity, span)

    def of(self, spans: Sequence[Span], first_person: Ref | None = None) -> tuple[Ref, ...]:
        """What phrases stand for, coordinated members one by one; `first_person` is who "we" are."""
        found: list[Ref] = []
        before: Span | None = None
        for span in parted(self._listed(self._whole(spans)), self._text):
            refs = self._phrase(span, first_person)
            aside = before is not None and _ASIDE.fullmatch(self._text[before.end : span.start])
            if before is not None and self._names_holder(before, refs):
                found = found[: -len(self._phrase(before, first_person))]
            if not (aside and found and found[-1].entity and not any(r.entity for r in refs)):
                found += refs  # else: "Osk, the town on the border" has said what it is
            before = span
        return unique(found)

    def _names_holder(self, post: Span, refs: Sequence[Ref]) -> bool:
        """ "Osk's foreign minister", with the minister's name behind it."""
        span = refs[0].span if len(refs) == 1 else None
        person = span is not None and any(m.kind is Kind.PERSON for m in mentions_in(span, self._mentions))
        behind = span.start if span is not None else post.end
        return person and _POST.fullmatch(self._text, post.start, behind) is not None

    def _whole(self, spans: Sequence[Span]) -> list[Span]:
        """The spans grown over the names that they cut, joined where they then meet, without scraps."""
        grown: list[Span] = []
        for span in sorted(spans):
            named = self._around(span)
            span = self._over_names(span)
            span = whole_words(span, self._text, [m.span for m in named])
            if led := LED.match(self._text, span.start, span.end):
                span = Span(led.end(), span.end)  # "of the convoy"
            if grown and span.start <= grown[-1].end + 1:
                grown[-1] = Span(grown[-1].start, max(grown[-1].end, span.end))
            else:
                grown.append(span)
        return [s for g in grown if not is_scrap((s := trimmed(g, self._text)).of(self._text))]

    def _over_names(self, span: Span) -> Span:
        """A stretch grown over the names that it cuts."""
        spans = [span, *(m.span for m in self._around(span))]
        return Span(min(s.start for s in spans), max(s.end for s in spans))

    def _listed(self, spans: list[Span]) -> list[Span]:
        """The spans with the members of a list that go on behind the last: "A, B *and C*." """
        if not spans:
            return spans
        low = bisect_left(self._mentions, spans[-1].end, key=lambda m: m.span.start)
        more: list[Span] = []
        end = spans[-1].end
        for m in self._mentions[low : low + _MEMBERS]:
            if m.span.start < end or not _BETWEEN.fullmatch(self._text, end, m.span.start):
                break
            more.append(m.span)
            end = m.span.end
        ended = self._text[end : end + 1] in ".,;)"  # also at the text's end
        return [*spans, *more] if more and ended else spans

    def _around(self, span: Span) -> list[Mention]:
        low = bisect_left(self._mentions, span.start - 120, key=lambda m: m.span.start)
        high = bisect_left(self._mentions, span.end, key=lambda m: m.span.start)
        return [m for m in self._mentions[low:high] if m.span.overlaps(span)]

    def kind(self, ref: Ref) -> Kind | None:
        """The kind of the name that an argument is, or stands for; None where it is no name."""
        if ref.span is None:
            return None
        found = self._anaphors.get(ref.span) or next(
            (m for m in mentions_in(ref.span, self._mentions) if m.entity), None
        )
        return found.kind if found is not None and found.entity == ref.entity else None

    def opener(self, sentence: Span) -> tuple[Ref, ...]:
        """Whoever a sentence begins with, if it is known as somebody who acts."""
        found = self.within(sentence, *_ACTING)[:1]
        return tuple(reference(m) for m in found if m.entity and m.span.start - sentence.start <= _ARTICLE)

    def named_between(self, start: int, end: int) -> tuple[Ref, ...]:
        """Whoever and whatever is named, and known as somebody, in a stretch."""
        found = self.within(Span(start, max(start, end)))
        return unique(reference(m) for m in found if m.entity and not self._opposed(m))

    def _opposed(self, mention: Mention) -> bool:
        """ "Anti-ISIS operations": whom something is directed against is no party to it."""
        return _ANTI.search(self._text, max(0, mention.span.start - _NEAR), mention.span.start) is not None

    def _phrase(self, span: Span, first_person: Ref | None) -> list[Ref]:
        words = span.of(self._text)
        plain = words.lower().strip()
        if (stood := self._stood_for(span)) is not None:
            return [stood]
        found = {w.lower() for w in WORDS.findall(words)}
        if len(found) <= 4 and any(map(is_first_person, WORDS.findall(span.of(self._as_read)))):
            return [Ref(first_person.name, words, first_person.entity, span)] if first_person is not None else []
        if plain in RELATIVE:
            before = self._antecedent(span)
            return [reference(before)] if before else []
        if _ANTI.search(self._text, max(0, span.start - _NEAR), span.start):
            return []
        inside = [self._anaphors.get(m.span, m) for m in mentions_in(span, self._mentions) if not self._opposed(m)]
        if len(inside) > 1 and (self._coordinated(span, inside) or self._sites(span, inside)):
            return [reference(m) for m in inside]
        if len(inside) > 1 and (people := self._people_of(span, inside)):
            return [reference(m) for m in people]
        if len(inside) > 1 and all(m.kind in SITES for m in inside):
            where = _WITHIN.match(self._text, inside[0].span.end, inside[1].span.start)
            if where:  # "the town of A in B province" is A
                return self._phrase(Span(span.start, inside[0].span.end), first_person)
        if inside and (one := self._standing_for(span, inside)) is not None:
            return [Ref(one.name or one.text, words, one.entity, one.span)]
        if plain in ("he", "she", "it", "they", "him", "her", "them", "this", "these", "those", "its", "their", "his"):
            return []
        owner = next((a for s, a in self._anaphors.items() if s.start == span.start and span.holds(s)), None)
        if (
            owner is not None
            and owner.kind is not Kind.PERSON
            and {w.lower() for w in WORDS.findall(words)} <= OF_GROUP | NUMBERS
        ):
            return [Ref(owner.name or owner.text, words, owner.entity, span)]
        named = self._named_behind(span)
        return [reference(named) if named else Ref(self._plain(span), words, None, span)]

    def _named_behind(self, span: Span) -> Mention | None:
        """ "A group *that calls itself X*"."""
        told = _CALLS_ITSELF.match(self._text, span.end)
        if told is None:
            return None
        low = bisect_left(self._mentions, told.end(), key=lambda m: m.span.start)
        return next((m for m in self._mentions[low : low + 1] if m.span.start == told.end()), None)

    def _antecedent(self, span: Span) -> Mention | None:
        """Whom "who" and "which" take up: the mention that ends right before them."""
        low = bisect_left(self._mentions, span.start - 120, key=lambda m: m.span.start)
        aside = _ASIDE_BEFORE.search(self._text, max(0, span.start - 120), span.start)
        start = aside.start() if aside else span.start  # "X, *a former policeman* who"
        before = [m for m in self._mentions[low:] if m.span.end <= span.start and span.start - m.span.end <= 3]
        before = before or [m for m in self._mentions[low:] if m.span.end == start]
        return max(before, key=lambda m: len(m.span), default=None)

    def _coordinated(self, span: Span, inside: Sequence[Mention]) -> bool:
        """Whether a phrase is a list of names."""
        return bool(
            all(_BETWEEN.fullmatch(self._text, a.span.end, b.span.start) for a, b in pairwise(inside))
            and _LIST_OPENS.fullmatch(self._text, span.start, max(span.start, inside[0].span.start))
            and span.end - inside[-1].span.end <= 2
        )

    def _people_of(self, span: Span, inside: Sequence[Mention]) -> list[Mention]:
        """ "Presidents X of A and Y of B", "A's envoy, X": those people, where all else that is named is what they are
        of."""
        owner, last = inside[0], inside[-1]
        if len(inside) == 2 and last.kind is Kind.PERSON and last.span.end == span.end:
            post = _POST_OF.match(self._text, owner.span.end, last.span.start)
            if post and owner.span.start - span.start <= _ARTICLE:
                return [last]
        people = [m for m in inside if m.kind is Kind.PERSON]
        of = [m for m in inside if m.kind is not Kind.PERSON]
        owned = all(_OF.search(self._text, max(span.start, m.span.start - _NEAR), m.span.start) for m in of)
        behind = all(any(p.span.end <= m.span.start for p in people) for m in of)
        whole = span.end == inside[-1].span.end
        return people if people and of and owned and behind and whole else []

    def _sites(self, span: Span, inside: Sequence[Mention]) -> bool:
        """ "The village of A and the nearby town of B": a list of sites with words for what they are."""
        edges = [span.start, *(at for m in inside for at in (m.span.start, m.span.end)), span.end]
        gaps = [WORDS.findall(self._text[a:b].lower()) for a, b in zip(edges[::2], edges[1::2], strict=True)]
        joined = [_JOINT.search(self._text, a.span.end, b.span.start) for a, b in pairwise(inside)]
        plain = all(w in OF_SITE or w in ("and", "or", "nor") for gap in gaps for w in gap)
        return plain and all(m.kind in SITES for m in inside) and all(joined) and "and" in gaps[-2]

    def _standing_for(self, span: Span, inside: Sequence[Mention]) -> Mention | None:
        """The one name that a phrase stands for: it is all of it, or the rest only says that it is people or things
        of it."""
        words = span.of(self._text)
        if len(inside) > 1 and inside[-1].span.end == span.end:
            owned = POSSESSIVE.fullmatch(self._text, inside[-2].span.end, inside[-1].span.start)
            named = any(c.isupper() for c in inside[-1].text)
            if owned and named and inside[0].span.start - span.start <= _ARTICLE:
                return inside[-1]  # "the front's third brigade"
        for m in sorted(inside, key=lambda m: m.kind not in _ACTING):
            low, high = max(0, m.span.start - span.start), m.span.end - span.start
            rest = {w.lower() for w in WORDS.findall(words[:low] + " " + words[high:])}
            if rest <= {"the", "a", "an", "s", "them", "including", "notably", "then", "now"}:  # "among them X"
                return m
            if m.kind in _ACTING and m.kind is not Kind.PERSON and rest <= OF_GROUP | NUMBERS | ARMS | {"air"}:
                return m
            if m.kind is Kind.PERSON and high == len(words):
                return m  # title and name
            if m.kind in SITES and m.entity and rest <= OF_SITE | {r for r in rest if _NATIONAL.fullmatch(r)}:
                return m  # "the whole of the Syrian town of X"
        return None

    def places(self, spans: Sequence[Span], extent: Span) -> tuple[Ref, ...]:
        """The places that a claim names for itself, else those that its clause names."""
        if not spans:
            return unique(reference(m) for m in self.within(extent, *SITES))
        found: list[Ref] = []
        for span in spans:
            named = self.within(self._over_names(span), *SITES)
            cut = trimmed(span, self._text)
            loose = self._stood_for(span) or Ref(self._plain(cut), cut.of(self._text), None, cut)
            torn = loose.text.startswith(("s ", "’s ", "'s ")) or is_scrap(loose.text)  # "Osk's north"
            if not named and loose.text.lower() in _THERE and (meant := self._site_before(cut)) is not None:
                named = [meant]
            somebody = any(m.kind not in SITES and m.span.holds(cut) for m in self._around(cut))
            found += [reference(m) for m in named] or ([] if somebody or torn else [loose])
        return unique(sorted(found, key=lambda r: r.entity is None))

    def _site_before(self, span: Span) -> Mention | None:
        """Where "there" is: the site named last before it."""
        high = bisect_left(self._mentions, span.start, key=lambda m: m.span.start)
        near = [
            m for m in self._mentions[:high][-_MEMBERS:] if m.kind in SITES and span.start - m.span.end < _THERE_NEAR
        ]
        return near[-1] if near else None


def unique(refs: Iterable[Ref]) -> tuple[Ref, ...]:
    """The refs in order, each thing once."""
    return tuple({r.entity or r.name: r for r in reversed(list(refs))}.values())[::-1]


def reference(mention: Mention, at: Mention | None = None) -> Ref:
    """A mention as an argument of a claim, with the words at `at` where it stands for them."""
    words = at or mention
    return Ref(mention.name or mention.text, words.text, mention.entity, words.span)
