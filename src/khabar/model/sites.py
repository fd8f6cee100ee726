"""Words for places and works: what can be held, entered and left."""

from __future__ import annotations

import re

FACILITY_NOUNS = frozenset(
    (
        "prison camp base crossing airport airfield bridge dam port checkpoint barracks hospital refinery garrison "
        "complex headquarters wall barrier fence terminal compound jail gate outpost"
    ).split()
)
PLACE_NOUNS = frozenset(
    (
        "province governorate district region city town village border frontier river desert valley mountain mountains "
        "county oblast island sea gulf road highway area strip borderlands borderline territory state peninsula lake "
        "plain plateau heights coast borders settlement suburb outskirts neighborhood neighbourhood subdistrict"
    ).split()
)
_OTHER = frozenset(
    (
        "capital hill ridge pass post position field mine well building house street quarter ground land country "
        "kingdom enclave pocket stronghold zone site place sector line front way route corridor tunnel trench depot "
        "station school church mosque monastery plant factory mill works tower square center centre part half bank "
        "side shore beach harbor harbour dock jetty pier canal forest farm orchard quarry cave basin delta cape "
        "embassy consulate ministry palace parliament university market mall power reservoir pipeline railway rail "
        "junction intersection roundabout isthmus archipelago atoll reef shoal islet rest stretch kilometer kilometre "
        "mile km seat cell perimeter access entrance exit shrine citadel fort "
        "fortress bunker"
    ).split()
)
_SITES = FACILITY_NOUNS | PLACE_NOUNS | _OTHER
_WORD = re.compile(r"[^\W\d_]+")


def is_site(words: str) -> bool:
    """Whether words without a name tell of a place or of works: "three villages", "the fuel jetty"."""
    found = {w.lower() for w in _WORD.findall(words)}
    single = found | {w.removesuffix("s") for w in found} | {w[:-3] + "y" for w in found if w.endswith("ies")}
    return not single.isdisjoint(_SITES)
