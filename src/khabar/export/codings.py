"""What an occurrence is called in the schemes of event data; docs/codebook.md gives the equivalents by type."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from khabar.export.beside import Beside
from khabar.model import ClaimType, Event, EventFamily, Kind

_CIVILIANS = re.compile(
    r"\b(?:civilians?|residents?|villagers?|women|children|journalists?|aid workers?|passengers?|worshippers?)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Acled:
    """An ACLED event type and sub-event type."""

    event: str
    sub_event: str

    @property
    def disorder(self) -> str:
        """ACLED's disorder type, which follows from the event type."""
        return "Strategic developments" if self.event == _SD else "Political violence"


_SD = "Strategic developments"
_BY_WEAPON: tuple[tuple[re.Pattern[str], Acled], ...] = tuple(
    (re.compile(rf"\b(?:{words})", re.IGNORECASE), Acled("Explosions/Remote violence", name))
    for words, name in (
        (r"suicide (?:bomb|attack|vest|car)|blew (?:himself|herself) up", "Suicide bomb"),
        (r"air ?strikes?|airstrikes?|air raids?|drones?|warplanes?|jets?\b|bombed from the air", "Air/drone strike"),
        (
            r"IEDs?\b|improvised explosive|roadside bomb|car bomb|land ?mines?|booby|explosive device",
            "Remote explosive/landmine/IED",
        ),
        (r"grenades?\b", "Grenade"),
        (r"shell(?:s|ed|ing|fire)?\b|rockets?\b|artillery|mortars?\b|missiles?\b", "Shelling/artillery/missile attack"),
    )
)
_ABDUCTED = re.compile(r"\b(?:abduct|kidnap|seized hostages|hostages?|disappear)", re.IGNORECASE)
_FREED = re.compile(r"\b(?:releas|freed|exchang|swap|handed over)", re.IGNORECASE)
_ESCAPED = re.compile(r"\b(?:escap|fled|broke out)", re.IGNORECASE)
_AGREED = re.compile(r"\b(?:agree|accord|truce|ceasefire|cease-fire|deal|signed)", re.IGNORECASE)
_EXPLOSIVES = re.compile(r"\b(?:defus|demin|mines?\b|explosives?|ordnance|weapons? cache)", re.IGNORECASE)


def acled(event: Event, beside: Beside) -> Acled | None:
    """The occurrence in ACLED's terms; None where ACLED records no such thing."""
    coded = _ACLED.get(event.family)
    return coded(event, beside) if coded else None


def _said(event: Event) -> str:
    return " ".join(c.quote for c in event.claims)


def _attack(event: Event, beside: Beside) -> Acled:
    said = _said(event)
    for sign, coded in _BY_WEAPON:
        if sign.search(said):
            return coded
    armed = any(beside.kind(r) in (Kind.ARMED_GROUP, Kind.STATE_BODY) for r in event.others)
    if not armed and _CIVILIANS.search(said):
        return Acled("Violence against civilians", "Attack")
    return Acled("Battles", "Armed clash")


def _taking(event: Event, beside: Beside) -> Acled:
    if any(c.type is ClaimType.CAPTURE for c in event.claims):
        state = any(beside.kind(r) is Kind.STATE_BODY for r in event.actors)
        return Acled("Battles", "Government regains territory" if state else "Non-state actor overtakes territory")
    disarmed = _EXPLOSIVES.search(_said(event))
    return Acled(_SD, "Disrupted weapons use" if disarmed else "Change to group/activity")


def _leaving(event: Event, beside: Beside) -> Acled:
    handed = any(c.type is ClaimType.HANDOVER for c in event.claims)
    return Acled(_SD, "Non-violent transfer of territory" if handed else "Change to group/activity")


def _detention(event: Event, beside: Beside) -> Acled:
    said = _said(event)
    if _ABDUCTED.search(said):
        return Acled("Violence against civilians", "Abduction/forced disappearance")
    if _ESCAPED.search(said):
        return Acled(_SD, "Other")
    return Acled(_SD, "Agreement" if _FREED.search(said) else "Arrests")


def _meeting(event: Event, beside: Beside) -> Acled | None:
    return Acled(_SD, "Agreement") if _AGREED.search(_said(event)) else None


def _change(event: Event, beside: Beside) -> Acled:
    return Acled(_SD, "Change to group/activity")


_ACLED: dict[EventFamily, Callable[[Event, Beside], Acled | None]] = {
    EventFamily.ATTACK: _attack,
    EventFamily.TAKING: _taking,
    EventFamily.LEAVING: _leaving,
    EventFamily.MOVEMENT: _change,
    EventFamily.POSTING: _change,
    EventFamily.DETENTION: _detention,
    EventFamily.MEETING: _meeting,
}

_PLOVER_MODES = {
    "Suicide bomb": "suicide-attack",
    "Air/drone strike": "heavy-weapons",
    "Remote explosive/landmine/IED": "explosives",
    "Grenade": "explosives",
    "Shelling/artillery/missile attack": "heavy-weapons",
}


def plover(event: Event, beside: Beside) -> tuple[str, str] | None:
    """The occurrence as PLOVER event and mode ("" where none is told); None where PLOVER has no such event."""
    said = _said(event)
    types = {c.type for c in event.claims}
    if event.family is EventFamily.ATTACK:
        return "ASSAULT", _PLOVER_MODES.get(_attack(event, beside).sub_event, "")
    if event.family is EventFamily.TAKING:
        return ("COERCE", "seize") if ClaimType.CAPTURE in types else ("MOBILIZE", "troops")
    if event.family is EventFamily.LEAVING:
        return "RETREAT", "withdraw"
    if event.family in (EventFamily.MOVEMENT, EventFamily.POSTING):
        armed = any(beside.kind(r) in (Kind.ARMED_GROUP, Kind.STATE_BODY) for r in (*event.actors, *event.others))
        militia = any(beside.kind(r) is Kind.ARMED_GROUP for r in event.actors)
        return ("MOBILIZE", "militia" if militia else "troops") if armed else None
    if event.family is EventFamily.DETENTION:
        if _ESCAPED.search(said):
            return None
        if _ABDUCTED.search(said):
            return "ASSAULT", "abduct"
        return ("RETREAT", "release") if _FREED.search(said) else ("COERCE", "arrest")
    if event.family is EventFamily.MEETING:
        return ("SUPPORT", "") if re.search(r"\bsigned\b", said) else ("CONSULT", "")
    if event.family is EventFamily.MEASURE:
        return ("COERCE", "restrict") if ClaimType.SANCTION in types else None
    return ("COERCE", "restrict") if re.search(r"\b(?:clos|shut)", said) else None
