"""Claims to export: an attack at two places, a fence along a border, a statement about nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from khabar.model import Chain, Claim, ClaimType, Hop, Modality, Place, Quantity, Ref, Role, Span, When

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
def located() -> Mapping[str, Place]:
    return {
        "xx-tel-nahr": Place("xx-tel-nahr", "Tel Nahr", "town", lat=-1.5, lon=30.25, error_km=3.0),
        "xx-bab-nasr": Place("xx-bab-nasr", "Bab Nasr", "crossing", lat=-1.75, lon=30.5, precision="site"),
        "xx-border": Place("xx-border", "border", "border", line=((30.0, -1.0), (31.0, -2.0)), precision="region"),
        "xx-fort": Place("xx-fort", "Old Fort", "base"),
    }
