"""Names to actors and places: packs first, then what the document itself introduces; abstaining where two fit."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from khabar.model import Kind, Mention, Place, Span, When
from khabar.model.names import OF_OFFICE, fold, plain
from khabar.resolve.names.adjectives import countries_by_adjective, without_adjectives
from khabar.resolve.names.borders import is_rather_another, name_borders
from khabar.resolve.names.index import Match, NameIndex, Row, kind_of
from khabar.resolve.names.introductions import INTRODUCED, NICKNAME, introductions
from khabar.resolve.names.joining import BODIES, SHORTEST, TITLES, is_own, join_names, reigns, same_sort

_PART_OF = ("western", "eastern", "northern", "southern", "central", "of")
# Tied to somebody, and nobody's name: which of all such groups, the text leaves open
_LINKED = re.compile(
    r"\S-(?:linked|affiliated|aligned|allied|inspired|related)\s+(?:[a-z-]+\s+)?"
    r"(?:group|faction|militia|organi[sz]ation|network|outfit|insurgents|militants|fighters|rebels|gunmen)\Z"
)
_POSSESSIVE = re.compile(r"[’']s?$")
_AL = re.compile(r"\b(?:al|el)[- ](?=\w)", re.IGNORECASE)
_PLACE_WORDS = frozenset(
    (
        "province governorate district region city town village prefecture oblast county state area "
        "subdistrict desert valley river"
    ).split()
)


# ---------------------------------------------------------------- known names


def known_mentions(
    text: str, blocks: Iterable[tuple[Span, bool]], index: NameIndex, published: When = When()
) -> tuple[Mention, ...]:
    """Every name that the packs know in the given stretches (span, written in capitals throughout), resolved where
    one row fits. A surname in a report that was out years before its bearer's first post is somebody else's."""
    matches = [m for span, capitals in blocks for m in index.scan(span.of(text), offset=span.start, capitals=capitals)]
    strong = Counter(i for m in matches if not m.weak for i in m.ids)
    countries = Counter(c for i in strong for c in _countries(index.rows[i]))
    matches = [m for m in matches if not m.weak or not any(_too_early(i, index, published) for i in m.ids)]
    return tuple(m for match in matches if (m := _choose(match, text, index, strong, countries)) is not None)


def _too_early(id: str, index: NameIndex, published: When) -> bool:
    first = index.first_post.get(id)
    return first is not None and published.latest is not None and first > published.latest + _UNKNOWN_BEFORE


_UNKNOWN_BEFORE = timedelta(days=3 * 365)


def _choose(match: Match, text: str, index: NameIndex, strong: Counter[str], countries: Counter[str]) -> Mention | None:
    words = match.span.of(text)
    ids = [i for i in match.ids if not match.weak or _supported(index.rows[i], words, strong, countries, index)]
    if not ids:
        return None
    rows = [r for i in ids if not _of_another_state(r := index.rows[i], match.span, text, index)]
    if not rows:
        return None
    places = [r for r in rows if isinstance(r, Place)]
    countries_only = [p for p in places if p.kind == "country"]
    if places and (match.metonym or len(places) == len(rows) or countries_only):
        # a country's name is the place; who acts in its name is told by the sentence
        rows = list(countries_only or places)
    if len(rows) > 1:
        best = _nearest(rows, countries)
        if best is None:
            return Mention(
                match.span,
                words,
                kind_of(rows[0]),
                reason=f"{len(rows)} known names are spelt so; nothing in the text supports one",
            )
        rows = [best]
    row = rows[0]
    if match.metonym and not places:
        # where no place is known by the name it is still a place; that it may stand for a government its use will
        # tell
        return Mention(match.span, words, Kind.PLACE, reason="a capital")
    return Mention(match.span, words, kind_of(row), row.id, row.name, "named in a knowledge pack")


def _of_another_state(row: Row, span: Span, text: str, index: NameIndex) -> bool:
    """ "The *Serbian* Foreign Ministry" is not that of Iraq, of which alone the packs know one."""
    before = _OWN_STATE.search(text, max(0, span.start - _ADJECTIVE), span.start)
    if before is None or isinstance(row, Place) or not row.country or not _STATE_BODY.search(span.of(text)):
        return False
    whose = countries_by_adjective(index.knowledge.demonyms).get(plain(before[1]), ())
    return bool(whose) and row.country not in whose


_STATE_BODY = re.compile(
    r"(?i)\A(?:(?:foreign|interior|defen[cs]e|justice|finance|oil|health|supreme|central|national|air|general|federal|"
    r"border|ministry|of|the|affairs|armed)\s+)*(?:ministry|army|government|parliament|police|forces?|navy|cabinet|courts?|"
    r"staff|guards?|command|affairs|interior|defen[cs]e|justice)\Z"
)
_OWN_STATE = re.compile(r"\b([A-Z][a-z]+)\s\Z")
_ADJECTIVE = 20  # code points of "Bosnian "


def _supported(row: Row, words: str, strong: Counter[str], countries: Counter[str], index: NameIndex) -> bool:
    if isinstance(row, Place) and row.kind == "country":
        return True  # "US", "UAE": short, but found in their own capitals only
    if isinstance(row, Place) and row.between:
        named = all(countries[c] > 0 for c in row.between)
        return strong[row.id] > 0 or (named and not is_rather_another(row, words, countries, index))
    return strong[row.id] > 0 or sum(countries[c] for c in _countries(row)) >= 2


def _nearest(rows: Sequence[Row], countries: Counter[str]) -> Row | None:
    """The one row whose country the document names most; None where two are level."""
    ranked = sorted(rows, key=lambda r: -sum(countries[c] for c in _countries(r)))
    scores = [sum(countries[c] for c in _countries(r)) for r in ranked]
    return ranked[0] if scores[0] > scores[1] else None


def _countries(row: Row) -> tuple[str, ...]:
    return row.between if isinstance(row, Place) and row.between else ((row.country,) if row.country else ())


# ---------------------------------------------------------------- names that no pack knows


def resolve_mentions(mentions: Sequence[Mention], text: str, index: NameIndex) -> tuple[Mention, ...]:
    """The mentions with an entity each where one fits.

    Known names keep theirs. Others are gathered by the document's own introductions: the same words in any spelling,
    an acronym in brackets, a surname after the full name, a ministry turned about. An entity that no pack knows is
    `name:` and its folded name.
    """
    mentions = without_adjectives(mentions, index.knowledge.demonyms)
    settled = _with_members([_by_role(m, index) for m in mentions])
    groups: dict[str, Mention] = {}
    for mention in sorted(settled, key=lambda m: (-len(_core(m).split()), m.span, m.kind.value)):
        key = _key(mention)
        if key and (key not in groups or (mention.entity and not groups[key].entity)):
            groups[key] = mention
    names = {k: _named(m, k) for k, m in groups.items()}
    for short, long, reason in introductions(settled, text, _key):
        if (
            long in names
            and names[long].entity
            and not (names.get(short) and names[short].entity and not is_own(names[short]))
        ):
            names[short] = replace(names[long], reason=reason)
        elif short in names and long in names and is_own(names[long]):
            names[long] = replace(names[short], reason=reason)
    join_names(names, frozenset(_key(m) for m in settled if reigns(m, text)))
    return name_borders(_of_one_kind([_assign(m, names) for m in settled]), index)


def _of_one_kind(mentions: Sequence[Mention]) -> list[Mention]:
    """Names that no pack knows, each of the kind that it is taken for most often in the text."""
    kinds: dict[str, Counter[Kind]] = defaultdict(Counter)
    for m in mentions:
        if is_own(m):
            kinds[m.entity or ""][m.kind] += 1
    usual = {entity: found.most_common(1)[0] for entity, found in kinds.items() if len(found) > 1}
    sure = {entity: kind for entity, (kind, count) in usual.items() if 2 * count > kinds[entity].total()}
    return [replace(m, kind=sure.get(m.entity or "", m.kind)) for m in mentions]


_MEMBERS = frozenset(
    (
        "group rebel rebels movement fighter guerrillas forces force troops fighters units unit "
        "militants soldiers militia militias members elements brigades cells"
    ).split()
)


def _with_members(mentions: Sequence[Mention]) -> list[Mention]:
    """ "PMF forces" and "PMU units" are the group that they begin with."""
    known = {m.span.start: m for m in sorted(mentions, key=lambda m: (m.span, m.entity or "")) if m.entity}
    out = []
    for m in mentions:
        group = known.get(m.span.start)
        if (
            not m.entity
            and group
            and len(group.span) < len(m.span)
            and group.kind in (Kind.ARMED_GROUP, Kind.STATE_BODY)
        ):
            rest = m.text[len(group.text) :].lower().split()
            if rest and all(w in _MEMBERS for w in rest):
                m = replace(
                    m,
                    entity=group.entity,
                    name=group.name,
                    kind=group.kind,
                    reason="members of a known group",
                )
        out.append(m)
    return out


def _by_role(mention: Mention, index: NameIndex) -> Mention:
    """A name that the tagger found and exactly one known row bears, in this or another romanisation."""
    if mention.entity:
        return mention
    known = _known(mention, index) if mention.kind is Kind.OTHER else mention
    return known if known.entity else _by_spelling(mention, index)


def _by_spelling(mention: Mention, index: NameIndex) -> Mention:
    """A name that is another romanisation of one known name only; a person's must be more than a surname, and places
    are left to the gazetteer."""
    core = _core(mention)
    several = " " in core or "-" in core
    if len(core) < SHORTEST or not core[:1].isupper() or not (several or mention.kind in BODIES):
        return mention
    ids = [i for i in index.alike(core) if same_sort(kind_of(index.rows[i]), mention.kind)]
    if len(ids) != 1:
        return mention
    row = index.rows[ids[0]]
    reason = f"another spelling of {row.name}, and of no other known name"
    return replace(mention, kind=kind_of(row), entity=row.id, name=row.name, reason=reason)


def _known(mention: Mention, index: NameIndex) -> Mention:
    ids = index.named(mention.text)
    if len(ids) != 1:
        return mention
    row = index.rows[ids[0]]
    return replace(mention, kind=kind_of(row), entity=row.id, name=row.name, reason="named in a knowledge pack")


def _assign(mention: Mention, names: Mapping[str, Mention]) -> Mention:
    if mention.entity:
        return mention
    found = names.get(_key(mention))
    if found is None:
        return mention
    whole = not is_own(found) or found.kind is Kind.PERSON or (found.reason == INTRODUCED and _unlike(mention, found))
    kind = found.kind if whole or mention.kind is Kind.OTHER else mention.kind
    return replace(mention, kind=kind, entity=found.entity, name=found.name, reason=mention.reason or found.reason)


def _unlike(mention: Mention, whole: Mention) -> bool:
    """Whether an acronym was taken for an outlet, or for a place, and the name that it is short for was not."""
    return any((mention.kind in sort) != (whole.kind in sort) for sort in ((Kind.OUTLET,), (Kind.PLACE, Kind.FACILITY)))


def _named(mention: Mention, key: str) -> Mention:
    if mention.entity or (mention.text.islower() and " " not in mention.text):
        return mention  # "rebels" names nobody
    if _LINKED.search(mention.text):
        return mention  # nor does "the X-linked group"
    name = _core(mention)
    if mention.kind is Kind.PLACE:
        name = " ".join(w for w in name.split() if w in _bare_place(name) or w == "City")  # "Atlantic City"
    return replace(mention, entity=f"name:{key}", name=name, reason="named in this text; no pack knows it")


def _core(mention: Mention) -> str:
    """The name without brackets, possessive, article, and (for persons) titles."""
    text = re.sub(r"\s*\([^)]*\)", "", mention.text)
    if mention.kind is Kind.PERSON:
        text = NICKNAME.sub(" ", text)
    words = _POSSESSIVE.sub("", text).split()
    while len(words) > 1 and words[0].lower() in ("the", "a", "an"):
        words = words[1:]
    if mention.kind is Kind.PERSON:
        titles = [
            i for i, w in enumerate(words) if not TITLES.isdisjoint((t := w.lower().strip(".,"), t.removesuffix("s")))
        ]
        if titles and titles[-1] + 1 < len(words):
            words = OF_OFFICE.sub("", " ".join(words[titles[-1] + 1 :]), count=1).split()
    return " ".join(words)


def _bare_place(core: str) -> list[str]:
    """The words of a place's name without those for what it is and for a part of it: "eastern X", "province of X"."""
    words = [w for w in core.split() if w.lower() not in _PLACE_WORDS] or core.split()
    while len(words) > 1 and words[0] in _PART_OF:  # "Northern State" is a name
        words = words[1:]
    return words


def _key(mention: Mention) -> str:
    core = _core(mention)
    if mention.kind in (Kind.PLACE, Kind.FACILITY):
        core = " ".join(_bare_place(core))
    if mention.kind is Kind.PERSON:
        core = _AL.sub("", core) or core  # who is al-Assad in one report is Assad in another
    return fold(core.replace(".", "")) if core.replace(".", "").isupper() else fold(core)
