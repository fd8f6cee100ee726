"""Names of those who act, publish or are somewhere: known names, the tagger's, descriptions, and the forms that go
with them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from khabar.model import Kind, Mention, Span
from khabar.model.names import OF_OFFICE, fold
from khabar.model.sites import FACILITY_NOUNS, PLACE_NOUNS
from khabar.reader.descriptions import find_descriptions
from khabar.reader.lexicon import DAYS, MONTHS, RANKS, TITLES
from khabar.reader.passages import Passage
from khabar.reader.tagger.tagged import TaggedName

_ACRONYM = re.compile(r"\s?\(((?:[A-Z][a-z]?\.?){2,8}(?:-[A-Z]+)?)\)")
_LEAD = re.compile(r"(?:[.,;:]+|the|a|an|(?-i:And|From|With|In|By|To|For|Of|As|On))\s+", re.IGNORECASE)
_TAIL = re.compile(r"(?:[’']s?|[\s,;:.(–—-]|\s(?:of|the|and|in|for|to|at)\b)+$", re.IGNORECASE)
_NICKNAME = re.compile(
    r"\s+(?:“[^“”\n]{1,30}”|\"[^\"\n]{1,30}\"|‘[^‘’\n]{1,30}’)\s+[^\W\d_a-z][\w’'-]+(?!\s+(?:said|says)\b)"
)
_OWNER = re.compile(r"[\w-]+[’']s $")
_OWNING = 40  # code points of an owner's name, at most
_SITES = (Kind.PLACE, Kind.FACILITY)
_BEARING = re.compile(r"\w+ern|Neighbou?ring|Nearby|Rural|Mainland|Occupied")
_ADJECTIVAL = re.compile(r"\w*(?:i|ian|ese|ish)|\S+-(?!al-)[a-z]\S*|Republic|Greater|The")
_LINK = re.compile(r"[’']s\b|\b(?:of|for|in|with|and|to|from|between|or)\b")


def find_mentions(
    passages: Sequence[Passage], text: str, known: Iterable[Mention], tagged: Sequence[TaggedName]
) -> tuple[Mention, ...]:
    """All mentions in the text's order, wider before narrower where one holds another.

    `known` are names found by the packs; they win over the tagger wherever both see something. A name with its title
    and a name with its acronym are listed beside the bare name, since reports use each of them alone later.
    """
    known = sorted(known, key=lambda m: m.span.start)
    starts = [m.span.start for m in known]
    parts = [part for t in tagged for part in _within_passages(t, passages)]
    proposals = _without_offices([m for t in parts if (m := _proposal(t, text)) is not None], text)
    taken = {m.span.start for m in (*known, *proposals)}
    proposals = [_uncut(m, taken, text) for m in proposals]
    ends = {m.span.start: m.span.end for m in known}
    proposals = [_of_one_place(m, ends, text) for m in proposals]
    begins = [m.span.start for m in proposals]
    opening = {p.span.start for p in passages}
    borne = {m.text for m in proposals if m.span.start not in opening}
    everything: list[Mention] = list(known)
    for passage in passages:  # names do not cross sentences, so each is settled among its own
        at = bisect_left(starts, passage.span.start), bisect_left(starts, passage.span.end)
        settled = list(known[at[0] : at[1]])
        before = len(settled)
        mine = proposals[bisect_left(begins, passage.span.start) : bisect_left(begins, passage.span.end)]
        described = find_descriptions(text, passage.span)
        longer: list[Mention] = []  # known names that are only a part of another's
        for proposal in sorted(_nicknamed([*mine, *described], text), key=lambda m: -len(m.span)):
            if not any(_clash(proposal, m) for m in settled):
                longer += [m for m in settled if _part_of_another(m, proposal, passage.span.start, borne)]
                settled.append(_keep_known(proposal, [m for m in settled if m not in longer]))
        everything += settled[before:]
        everything = [m for m in everything if m not in longer] if longer else everything
    whole = {end: min(m.span.start for m in same) for end, same in _by_end(everything).items()}
    everything += [m for one in everything for m in _variants(one, text, whole[one.span.end] == one.span.start)]
    unique = {(m.span, m.text): m for m in reversed(everything)}
    return tuple(sorted(unique.values(), key=lambda m: (m.span.start, -m.span.end)))


def _within_passages(name: TaggedName, passages: Sequence[Passage]) -> Iterator[TaggedName]:
    """The name, in parts where it runs from a dateline into the body."""
    at = bisect_right(passages, name.span.start, key=lambda p: p.span.start) - 1
    while 0 <= at < len(passages) and passages[at].span.start < name.span.end:
        here = passages[at].span
        part = Span(max(name.span.start, here.start), max(here.start, min(name.span.end, here.end)))
        if len(part):
            yield replace(name, span=part)
        at += 1


def _proposal(name: TaggedName, text: str) -> Mention | None:
    """The tagger's name without article, possessive and stops; None where no letter is left."""
    words = name.span.of(text)
    lead, tail = _LEAD.match(words), _TAIL.search(words)
    start = name.span.start + (lead.end() if lead and lead.end() < len(words) else 0)
    end = name.span.end - (len(tail[0]) if tail and not words.endswith(("Inc.", "Co.", ".")) else 0)
    if words.endswith(")") and "(" not in words:
        end -= 1
    if owner := _OWNER.search(text, max(0, start - _OWNING), start + 2):
        start = owner.start()  # "the governor's office", where the tagger took "s office"
    if end <= start or not any(c.isalpha() for c in text[start:end]):
        return None
    is_site = (
        name.kind in _SITES and text[start:end] in _PLATFORMS and _POSTED.search(text, max(0, start - _OWNING), start)
    )
    return Mention(Span(start, end), text[start:end], Kind.OUTLET if is_site else name.kind)


_SITES = (Kind.PLACE, Kind.FACILITY)
_PLATFORMS = frozenset("X Twitter Telegram Facebook Instagram Signal WhatsApp TikTok YouTube".split())
_POSTED = re.compile(r"\b(?:on|via)\s\Z")


def _uncut(mention: Mention, taken: Collection[int], text: str) -> Mention:
    """ "Wad Madani", where the tagger saw "Wad": a place's name goes on with the capital behind it, unless that begins
    something else."""
    more = (
        _NEXT.match(text, mention.span.end)
        if mention.kind is Kind.PLACE and mention.text.split()[-1][0].isupper()
        else None
    )
    if more is None or more.start(1) in taken or more[1].lower() in _NO_NAMES or mention.text.endswith("."):
        return mention
    span = Span(mention.span.start, more.end(1))
    return replace(mention, span=span, text=span.of(text))


def _of_one_place(mention: Mention, known: Mapping[int, int], text: str) -> Mention:
    """ "From Libya *to Sudan's army*", where the tagger took both ends of the way for one name; a group without the
    place that it was in."""
    versus = _VERSUS.match(mention.text)
    if versus is not None:  # "Prosecutor v. X"
        return replace(
            mention, span=Span(mention.span.start + versus.end(), mention.span.end), text=mention.text[versus.end() :]
        )
    where = _WHERE.fullmatch(mention.text) if mention.kind is Kind.ARMED_GROUP else None
    if where is not None and where[2].lower() not in _OF_THERE:  # "the Front *in Osk*"
        return replace(mention, span=Span(mention.span.start, mention.span.start + where.end(1)), text=where[1])
    way = _WAY.match(text, known.get(mention.span.start, mention.span.end), mention.span.end)
    if way is None:
        return mention
    span = Span(way.end(), mention.span.end)
    return replace(mention, span=span, text=span.of(text))


_WHERE = re.compile(r"((?:.+[\s-])?([A-Z][\w’'-]*)) in (?:the )?[A-Z].*")
_VERSUS = re.compile(r".+ (?:v|vs)\.? (?=[A-Z])")
_OF_THERE = frozenset(
    "mission operation qaeda qaida force forces team command movement organization organisation".split()
)
_WAY = re.compile(r" (?:to|from|into) (?:the )?")
_NEXT = re.compile(r" ([A-Z][a-z’'-]{2,})(?=[\s,.;:)]|$)")
_NO_NAMES = frozenset(
    (
        "province governorate state region district county north south east west northern southern eastern western"
    ).split()
).union(DAYS, MONTHS, TITLES, RANKS)


def _without_offices(proposals: Sequence[Mention], text: str) -> list[Mention]:
    """Without those that only say what the person is whose name follows: "harbour master Odd Lervik", "Secretary of
    State Kirk Onslow"."""
    proposals = [_out_of_office(m, text) for m in proposals]
    named = {m.span.start for m in proposals if m.kind is Kind.PERSON and m.text[:1].isupper()}

    def office(m: Mention) -> bool:
        if m.kind is not Kind.PERSON:
            return False
        of = OF_OFFICE.match(text, m.span.end + 1)
        follows = (of.end() if of else m.span.end + 1) in named
        return follows and (m.text.islower() or m.text.split()[-1].lower().rstrip(".") in TITLES)

    return [m for m in proposals if not office(m)]


def _out_of_office(mention: Mention, text: str) -> Mention:
    """A person without the end of an office that the tagger took for a part of the name: "of State John Kerry"."""
    if mention.kind is not Kind.PERSON:
        return mention
    behind = _BEHIND_OFFICE.search(text, max(0, mention.span.start - _OWNING), mention.span.start)
    of = OF_OFFICE.match(text, mention.span.start - (_OF if behind else 0))
    if of is None or of.end() >= mention.span.end:
        return mention
    span = Span(of.end(), mention.span.end)
    return Mention(span, span.of(text), Kind.PERSON)


_OF = len("of ")
_BEHIND_OFFICE = re.compile(r"\b(?:[Ss]ecretary|[Mm]inister|[Cc]hief) of $")


def _keep_known(proposal: Mention, settled: Sequence[Mention]) -> Mention:
    """A wider name around a known one of the same kind, with nothing but titles or adjectives added, is the same
    thing."""
    for m in settled:
        if m.entity and proposal.span.holds(m.span) and m.span.end == proposal.span.end and m.kind is proposal.kind:
            before = proposal.text[: m.span.start - proposal.span.start]
            if m.kind is Kind.STATE_BODY and _of_another_state(before, m):
                continue
            if m.kind is Kind.PERSON and _is_a_relative(before, m):
                continue
            if proposal.kind is Kind.PERSON or not _LINK.search(before):
                return Mention(proposal.span, proposal.text, m.kind, m.entity, m.name, m.reason)
    return proposal


def _of_another_state(before: str, known: Mention) -> bool:
    """ "The *Ruritanian* Foreign Ministry": of a state that no pack knows, where the known one is of another."""
    if known.name is None or _MINISTRY.search(known.text) is None:
        return False
    words = before.split()
    whose = words[-1] if words and words[-1] != "The" else ""
    return whose[:1].isupper() and whose[:_STEM].lower() not in known.name.lower()


def _is_a_relative(before: str, known: Mention) -> bool:
    """ "*Odd* Lervik", where the Lervik who is known is Kari: another given name."""
    given = before.split()[-1] if before.split() else ""
    known_as = (known.name or "").split()
    if " " in known.text or len(known_as) < _FULL or not given.istitle() or given.lower().rstrip(".") in TITLES:
        return False
    if _ADJECTIVAL.fullmatch(given) or given.endswith(".") or fold(given) in _HONOURED:
        return False
    return not any(_spelt_alike(given, word) for word in known_as[:-1])


def _spelt_alike(one: str, other: str) -> bool:
    """Whether two given names may be one in two spellings: Mohammed, Mohamed."""
    a, b = fold(one), fold(other)
    return a[:1] == b[:1] and SequenceMatcher(None, a, b).ratio() >= _ALIKE


_HONOURED = frozenset(
    "sayyid sayyed sayed syed seyyed hajj haj haji hajji mullah molla mulla maulana mawlawi abu".split()
)
_FULL = 2  # words of a name with a given name
_ALIKE = 0.6
_STEM = 4  # letters that a country and its adjective share
_MINISTRY = re.compile(r"(?i)\A(?:(?:foreign|interior|defen[cs]e|justice|finance|oil)\s+ministry|ministry\s+of\s+.*)\Z")


def _part_of_another(known: Mention, proposal: Mention, sentence: int, borne: Collection[str]) -> bool:
    """ "Sudan" in "Port Sudan", "Darfur" in "Central Darfur": what a capitalised word before makes another place; but
    not "northern Sudan", "Iraqi Kurdistan", "Russian-held Crimea". `borne` are names that stand inside sentences, where
    a capital tells."""
    if known.kind not in _SITES or known.kind is not proposal.kind or known.span.end != proposal.span.end:
        return False
    before = proposal.text[: known.span.start - proposal.span.start]
    words = before.split()
    if not words or _LINK.search(before):
        return False
    if proposal.span.start == sentence and _BEARING.fullmatch(words[0]) and proposal.text not in borne:
        words = words[1:]
    return any(w[:1].isupper() and not _ADJECTIVAL.fullmatch(w) for w in words)


def _nicknamed(proposals: Sequence[Mention], text: str) -> list[Mention]:
    """The proposals, with a nickname in quotes inside a person's name as a part of it: Juan “El Rojo” Vega."""
    found = []
    for one in proposals:
        m = _NICKNAME.match(text, one.span.end) if one.kind is Kind.PERSON else None
        if m is not None:
            span = Span(one.span.start, m.end())
            one = Mention(span, span.of(text), Kind.PERSON)
        found.append(one)
    return found


def _by_end(mentions: Iterable[Mention]) -> dict[int, list[Mention]]:
    found: dict[int, list[Mention]] = {}
    for m in mentions:
        found.setdefault(m.span.end, []).append(m)
    return found


def _bears(mention: Mention, acronym: str) -> bool:
    """Whether brackets behind a name may hold its acronym; a place's must be spelt by its words."""
    if mention.kind not in _SITES:
        return mention.kind is not Kind.PERSON
    first = iter(w[0] for w in re.findall(r"[^\W\d_]+", mention.text.lower()))
    return all(any(c == i for i in first) for c in acronym.lower() if c.isalpha())


def _clash(a: Mention, b: Mention) -> bool:
    """Two proposals for one name: crossing, equal, or one inside a known name of more than one word."""
    if not a.span.overlaps(b.span):
        return False
    if a.span == b.span:
        return True
    return not a.span.holds(b.span)


def _variants(mention: Mention, text: str, whole: bool) -> Iterator[Mention]:
    """The same name with its acronym in brackets, the acronym alone, and a person with the title in front. `whole`:
    it is not the end of a longer one, to which the brackets belong ("the Mission in Mali (MIM)")."""
    m = _ACRONYM.match(text, mention.span.end) if whole else None
    if m and _bears(mention, m[1]):
        yield Mention(
            Span(mention.span.start, m.end()),
            text[mention.span.start : m.end()],
            mention.kind,
            mention.entity,
            mention.name,
            mention.reason,
        )
        yield Mention(
            Span(m.start(1), m.end(1)),
            m[1],
            mention.kind,
            mention.entity,
            mention.name,
            "acronym given in brackets",
        )
    if inner := _inner(mention):
        at = Span(mention.span.start + inner[0], mention.span.start + inner[1])
        same = mention.kind not in (Kind.ARMED_GROUP, Kind.STATE_BODY) or mention.entity is not None
        yield Mention(
            at,
            at.of(text),
            mention.kind,
            mention.entity if same else None,
            mention.name if same else None,
            mention.reason,
        )
    if mention.kind is Kind.PERSON and (bare := _untitled(mention.text)):
        span = Span(mention.span.start + bare, mention.span.end)
        yield Mention(span, span.of(text), Kind.PERSON, mention.entity, mention.name, mention.reason)
    if mention.kind is Kind.PERSON and not mention.text.isupper():
        start = _title_start(text, mention.span.start)
        if start < mention.span.start:
            span = Span(start, mention.span.end)
            yield Mention(span, span.of(text), Kind.PERSON, mention.entity, mention.name, mention.reason)


def _untitled(words: str) -> int:
    """Where the bare name begins in "Iraqi Prime Minister Haider al-Abadi"; 0 where no title stands before it."""
    parts = list(re.finditer(r"\S+", words))
    titles = [i for i, p in enumerate(parts[:-1]) if p[0].lower() in TITLES or p[0].lower().rstrip(".") in TITLES]
    if not titles or titles[-1] > 6:
        return 0
    after = parts[titles[-1] + 1]
    if of := OF_OFFICE.match(words, after.start()):
        return of.end()
    return after.start() if after[0][:1].isupper() or after[0].lower().startswith(("al-", "el-", "bin", "ibn")) else 0


_ADJECTIVE = re.compile(r"[A-Z][a-z]+(?:i|an|ish|ese|ch|-(?:led|backed|run|supported|based))\s+(?=[A-Z])")
_SITE_WORDS = PLACE_NOUNS | FACILITY_NOUNS


def _inner(mention: Mention) -> tuple[int, int] | None:
    """Offsets of the bare name: "Anbar" in "Anbar province" and "village of X", "Badr Organization" in "Iraqi Badr
    Organization"."""
    words = mention.text.split(" ")
    if mention.kind in (Kind.PLACE, Kind.FACILITY) and len(words) > 1 and "border" not in mention.text.lower():
        if words[-1].lower() in _SITE_WORDS and words[0][:1].isupper() | ("-" in words[0]):
            return 0, len(mention.text) - len(words[-1]) - 1
        if len(words) > 2 and words[1] == "of" and words[0].lower() in _SITE_WORDS:
            return len(words[0]) + 4, len(mention.text)
        if len(words) == 2 and words[0].islower() and words[1][:1].isupper():
            return len(words[0]) + 1, len(mention.text)
    if (
        mention.kind in (Kind.ARMED_GROUP, Kind.STATE_BODY, Kind.OUTLET)
        and len(words) > 2
        and (m := _ADJECTIVE.match(mention.text))
    ):
        return m.end(), len(mention.text)
    return None


_LEADS = frozenset("the a an in on at after before but and while when as from for to by with".split())
_SHORT = "|".join(sorted(re.escape(t.capitalize()) for t in {*TITLES, *(f"{r}." for r in RANKS)} if t.endswith(".")))
# never from the middle of a word on, nor over the stop of a sentence
_TITLE_WORDS = re.compile(rf"(?<![\w’'.-])((?:(?:{_SHORT}|[A-Z][\w’'-]*)[ \t\u00a0]+){{1,6}})$")


def _title_start(text: str, start: int) -> int:
    """Where a capitalised title such as "Iraqi Prime Minister" in front of a name starts; `start` where there is
    none."""
    m = _TITLE_WORDS.search(text[max(0, start - 80) : start])
    if not m:
        return start
    words = m[1].split()
    if words[-1].lower() not in TITLES and "".join(words).lower() not in TITLES:
        return start
    while words and words[0].lower() in _LEADS:
        words = words[1:]
    return start - len(m[1]) + m[1].index(words[0]) if words else start
