"""Claims to export: an attack at two places, a fence along a border, a statement about nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from khabar.export import Beside
from khabar.model import (
    Actor,
    Chain,
    Claim,
    ClaimType,
    Count,
    Document,
    Event,
    EventFamily,
    Hop,
    Kind,
    Knowledge,
    Modality,
    Outlet,
    Place,
    Quantity,
    Ref,
    Role,
    Span,
    When,
)

OUTLET = Hop(Ref("River Post", "River Post", "river-post"), Role.OUTLET)
ENVOY = Hop(Ref("Lina Haddad", "the envoy", "xx-haddad"), Role.SPEAKER, "said")


def claim(id_: str, quote: str, kind: ClaimType, **more: object) -> Claim:
    fields = {"modality": Modality.ASSERTED, "chain": Chain((ENVOY, OUTLET)), "reader": "rules 1", **more}
    return Claim(id_, "d1", Span(10, 10 + len(quote)), quote, kind, **fields)  # type: ignore[arg-type]


@pytest.fixture
def claims() -> list[Claim]:
    attack = claim(
        "c1",
        "Shells fell on Tel Nahr\nand “Bab Nasr”, ‘twice’ 🙂\u2028at night",
        ClaimType.ATTACK,
        subjects=(Ref("Valley Guard", "the Guard", "xx-guard"), Ref("deserters", "deserters")),
        places=(
            Ref("Tel Nahr", "Tel Nahr", "xx-tel-nahr"),
            Ref("Bab Nasr", "Bab Nasr", "xx-bab-nasr"),
            Ref("Tel Nahr", "the town", "xx-tel-nahr"),
        ),
        event_time=When.on(date(2024, 4, 30), "on Tuesday"),
        reported=When(date(2024, 5, 1), date(2024, 5, 2)),
    )
    fence = claim(
        "c2",
        "=HYPERLINK() 80 percent of the fence",
        ClaimType.BARRIER,
        places=(Ref("the border", "border", "xx-border"),),
        quantities=(Quantity(80.0, "percent", "fence", approx=True), Quantity(2.5, "meter", "")),
        said_time=When(None, date(2024, 5, 1), text="by May 1"),
        cue="-said",
    )
    nowhere = claim(
        "c3",
        "talks failed",
        ClaimType.TALKS,
        places=(Ref("Springs", "Springs"), Ref("Old Fort", "the fort", "xx-fort")),
        chain=Chain((ENVOY,)),
    )
    return [attack, fence, nowhere]


@pytest.fixture
def more_claims(claims: list[Claim]) -> list[Claim]:
    """The same, and who commands whom, and who is where."""
    led = claim(
        "c4",
        "Sami Odeh, commander of the Valley Guard",
        ClaimType.COMMAND,
        subjects=(Ref("Sami Odeh", "Sami Odeh", "xx-odeh"),),
        objects=(Ref("Valley Guard", "Valley Guard", "xx-guard"),),
        reported=When.on(date(2024, 5, 2)),
    )
    posted = claim(
        "c5",
        "the Guard has two companies in Tel Nahr",
        ClaimType.DEPLOYMENT,
        subjects=(Ref("Valley Guard", "the Guard", "xx-guard"),),
        places=(Ref("Tel Nahr", "Tel Nahr", "xx-tel-nahr"),),
        event_time=When(date(2024, 4, 1), date(2024, 4, 30)),
        reported=When.on(date(2024, 5, 2)),
    )
    return [*claims, led, posted]


@pytest.fixture
def located() -> Mapping[str, Place]:
    return {
        "xx-tel-nahr": Place("xx-tel-nahr", "Tel Nahr", "town", lat=-1.5, lon=30.25, error_km=3.0),
        "xx-bab-nasr": Place("xx-bab-nasr", "Bab Nasr", "crossing", lat=-1.75, lon=30.5, precision="site"),
        "xx-border": Place("xx-border", "border", "border", line=((30.0, -1.0), (31.0, -2.0)), precision="region"),
        "xx-fort": Place("xx-fort", "Old Fort", "base"),
    }


@pytest.fixture
def beside(located: Mapping[str, Place]) -> Beside:
    knowledge = Knowledge(
        actors=(
            Actor("xx-guard", "Valley Guard", Kind.ARMED_GROUP, "IQ", aliases=("the Guard",)),
            Actor("xx-odeh", "Sami Odeh", Kind.PERSON),
            Actor("xx-haddad", "Lina Haddad", Kind.PERSON),
        ),
        outlets=(Outlet("river-post", "River Post", "paper"),),
    )
    report = Document("d1", "r.txt", "…", title="Shells on \u201cTel Nahr\u201d", address="https://river.example/1")
    return Beside(located, knowledge, lambda id_: report, {"deserters": Kind.ARMED_GROUP})


@pytest.fixture
def events(claims: list[Claim]) -> list[Event]:
    """The shelling, with two counts of the dead; something of an unknown year; a wish."""
    attack = claims[0]
    guard, town = attack.subjects[0], attack.places[0]
    dead = tuple(Count(n, "person", "dead", False, (root,), ("c1",)) for n, root in ((3.0, "envoy"), (11.0, "clinic")))
    day = When.on(date(2024, 4, 30))
    shelling = Event(
        "e1", EventFamily.ATTACK, "Attack.", day, (guard,), (), (town,), ("envoy", "clinic"), dead, (attack,)
    )
    ever = Event("e2", EventFamily.MOVEMENT, "Movement.", When(), (guard,), (), (), ("envoy",), (), (attack,))
    guessed = claim("c9", "may have left", ClaimType.WITHDRAWAL, modality=Modality.SPECULATED)
    guess = Event("e3", EventFamily.LEAVING, "Withdrawal.", day, (guard,), (), (), ("envoy",), (), (guessed,))
    return [shelling, ever, guess]
