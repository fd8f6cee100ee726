"""The names of one text that mean the same: a surname after the full name, initials, a ministry turned about."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace

from khabar.model import Kind, Mention
from khabar.model.names import alike, skeleton
from khabar.resolve.names.introductions import SMALL, initials

SHORTEST = 6
"""Letters of a name that another romanisation does not meet by chance."""
BODIES = frozenset((Kind.ARMED_GROUP, Kind.STATE_BODY, Kind.OUTLET, Kind.OTHER))
TITLES = frozenset(
    "mr mrs ms dr president prime minister general colonel major captain lieutenant brigadier gen"
    " maj col lt brig sheikh ayatollah king prince "
    "senator ambassador commander spokesman spokesperson spokeswoman advisor adviser secretary "
    "leader chief governor mayor foreign defense "
    "defence interior national security deputy first lady sgt sergeant capt admiral professor prof judge justice "
    "bishop archbishop pope father imam mullah emir marshal chancellor premier vice chairman chairwoman director "
    "congressman congresswoman representative lawmaker mp cleric warlord detective inspector superintendent constable "
    "corporal private officer sir lord dame crown grand former ex-president founder envoy".split()
)
"""Words of titles and posts: in front of a name, and never a surname."""
_SITES = (Kind.PLACE, Kind.FACILITY)
_LONGEST = 40
_ACRONYM = 3  # letters that are no chance


def join_names(names: dict[str, Mention], reigning: Collection[str] = ()) -> None:
    """Gives names (by key) that mean the same one entity, in place. Where two could be meant a name stays its own.

    Those who are `reigning` go by a first name: "King Hussein" is nobody's surname, and nobody else's first name.
    """
    _join_spellings(names)
    _join_surnames(names, reigning)
    _join_given_names(names, reigning)
    _join_acronyms(names)
    _join_ministries(names)
    _join_short_forms(names)


def reigns(mention: Mention, text: str) -> bool:
    """Whether a person has the title of one who goes by a first name: a king, a pope."""
    titled = text[max(0, mention.span.start - _TITLE) : mention.span.start] + mention.text
    return mention.kind is Kind.PERSON and _REIGNS.search(titled[: -len(mention.text.split()[-1])]) is not None


_REIGNS = re.compile(
    r"\b(?:King|Queen|Prince|Princess|Emir|Sultan|Pope|Emperor|Empress|Shah)\s+"
    r"(?:(?:[A-Z][\w’'-]*|bin|bint|ibn|al|van|de|of)\s+)*\Z"
)
_TITLE = 16  # code points before a name


def is_own(mention: Mention) -> bool:
    """Whether a name is known from the text only."""
    return bool(mention.entity and mention.entity.startswith("name:"))


def same_sort(one: Kind, other: Kind) -> bool:
    """Whether both are persons, or both are bodies."""
    return (one is Kind.PERSON and other is Kind.PERSON) or (one in BODIES and other in BODIES)


def _join_surnames(names: dict[str, Mention], reigning: Collection[str]) -> None:
    """A bare surname is the one full name that ends with it; with two such it stays its own."""
    full: dict[str, set[str]] = defaultdict(set)
    for key, mention in names.items():
        words = key.split()
        if mention.kind is Kind.PERSON and len(words) > 1:
            full[words[-1]].add(key)
            full[" ".join(words[-2:])].add(key)
    near: dict[str, set[str]] = defaultdict(set)
    for last in full:
        for variant in _less_one(last):
            near[variant].add(last)
    for key, mention in list(names.items()):
        if (mention.entity and not is_own(mention)) or TITLES.issuperset(key.split()) or key in reigning:
            continue
        owners = full.get(key, set()) - {key}
        if len({names[k].entity for k in owners}) == 1:
            names[key] = replace(names[min(owners)], reason="surname of somebody named in full in the text")
        elif not owners and mention.kind is Kind.PERSON and " " not in key:
            lasts = {last for variant in _less_one(key) for last in near.get(variant, ())}
            close = {k for last in lasts if _misspelt(key, last) for k in full[last]}
            if len({names[k].entity for k in close}) == 1:
                reason = "one letter off a surname in the text, and no other is near"
                names[key] = replace(names[min(close)], reason=reason)


def _join_spellings(names: dict[str, Mention]) -> None:
    """Two romanisations of one full name; the one that is known, else the first by the alphabet, gives the name."""
    by_sound: dict[str, list[str]] = defaultdict(list)
    for key, mention in names.items():
        if mention.kind not in _SITES and len(key) >= SHORTEST and " " in key:
            by_sound[skeleton(key)].append(key)
    for keys in by_sound.values():
        best = min(keys, key=lambda k: (is_own(names[k]), k))
        for key in keys:
            same = same_sort(names[key].kind, names[best].kind) and alike(key, best)
            if same and key != best and is_own(names[key]):
                names[key] = replace(names[best], reason="another spelling of a name in the text")


def _join_given_names(names: dict[str, Mention], reigning: Collection[str]) -> None:
    """A bare first name is the one full name that begins with it, where nobody has it for a surname."""
    full: dict[str, set[str | None]] = defaultdict(set)
    people = {k: m for k, m in names.items() if m.kind is Kind.PERSON and " " in k}
    for key, mention in people.items():
        full[key.split()[0]].add(mention.entity)
        full[key.split()[-1]].add(None)
    for key, mention in list(names.items()):
        owners = full.get(key, set())
        if mention.kind is Kind.PERSON and is_own(mention) and len(owners) == 1 and None not in owners:
            whose, owner = next((k, m) for k, m in sorted(people.items()) if k.split()[0] == key)
            if key not in reigning or whose in reigning:
                names[key] = replace(owner, reason="first name of somebody named in full in the text")


def _join_acronyms(names: dict[str, Mention]) -> None:
    """An acronym that spells one name of the text only, as it would without being introduced."""
    spelt: dict[str, set[str]] = defaultdict(set)
    for key, mention in names.items():
        if mention.kind is not Kind.PERSON and " " in key:
            spelt[initials(key)].add(key)
    for key, mention in list(names.items()):
        long = spelt.get(key, set())
        if is_own(mention) and len(key) >= _ACRONYM and mention.text.isupper() and len(long) == 1:
            names[key] = replace(names[next(iter(long))], reason="the initials of a name in the text")


def _join_short_forms(names: dict[str, Mention]) -> None:
    """ "the Observatory": one word of the one body's name that holds it."""
    holding: dict[str, list[str]] = defaultdict(list)
    for key in names:
        for word in set(key.split()):
            holding[word].append(key)
    for key, mention in list(names.items()):
        if " " in key or not is_own(mention) or len(key) < 5 or mention.kind in (*_SITES, Kind.PERSON):
            continue
        wider = [names[k] for k in holding.get(key, ()) if k != key and not _qualifies(key, k)]
        bodies = {m.entity: m for m in wider if m.kind not in (Kind.PERSON, Kind.PLACE, Kind.FACILITY)}
        if len(bodies) == 1 and len({m.entity for m in wider}) == 1:
            names[key] = replace(next(iter(bodies.values())), reason="short for a name in the text")


def _qualifies(word: str, name: str) -> bool:
    """The first of three words and more tells whose a thing is, and is not short for the whole; not so "the Movement
    of …"."""
    words = name.split()
    return words[0] == word and len(words) > 2 and words[1] not in SMALL


def _less_one(word: str) -> set[str]:
    """A word, and all that it can be with one letter left out: two words one letter apart have one of these in
    common."""
    return {word, *(word[:i] + word[i + 1 :] for i in range(min(len(word), _LONGEST)))}


def _misspelt(a: str, b: str) -> bool:
    """Whether two long words differ by one letter added, dropped or changed."""
    if min(len(a), len(b)) < 6 or abs(len(a) - len(b)) > 1 or a[0] != b[0]:
        return False
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return a[start + (len(a) >= len(b)) :] == b[start + (len(b) >= len(a)) :]


def _join_ministries(names: dict[str, Mention]) -> None:
    """ "Ministry of Interior" and "Interior Ministry", with or without the country's adjective."""
    by_words: dict[frozenset[str], list[str]] = defaultdict(list)
    for key, mention in names.items():
        words = [w for w in key.split() if w not in SMALL]
        if "ministry" in words and len(words) > 1 and mention.kind is Kind.STATE_BODY:
            by_words[frozenset(words)].append(key)
    for narrow, keys in list(by_words.items()):
        wider = [k for other, ks in by_words.items() if narrow < other and len(other) == len(narrow) + 1 for k in ks]
        pool = [*keys, *wider]
        entities = {names[k].entity for k in wider} or {names[keys[0]].entity}
        if len(entities) == 1 and len(pool) > 1:
            best = names[(wider or keys)[0]]
            for k in keys:
                if is_own(names[k]):
                    names[k] = replace(best, reason="the same ministry, named in full in the text")
