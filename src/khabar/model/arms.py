"""Words for arms and strikes: they hit, but somebody sent them."""

from __future__ import annotations

import re

ARMS = frozenset(
    (
        "airstrike airstrikes strike strikes attack attacks raid raids bombardment bombardments shelling bombing "
        "bombings fire gunfire artillery missile missiles rocket rockets shell shells mortar mortars drone drones "
        "warplane warplanes plane planes jet jets aircraft helicopter helicopters gunship gunships bomb bombs "
        "grenade grenades mine mines landmine landmines explosion explosions blast blasts explosive explosives "
        "projectile projectiles barrage barrages salvo salvos assault assaults ambush ambushes bullet bullets "
        "gunshot gunshots shrapnel"
    ).split()
)
_WITH_THEM = frozenset(
    (
        "a an the air car truck lorry vehicle roadside suicide ballistic cruise guided heavy fighter tank military "
        "naval cross border deadly new fresh recent intense precision another first second and series wave of several "
        "some few more less than at least most up to about nearly almost over dozens of "
        "hundreds two three four five six seven eight nine ten"
    ).split()
)
_WORD = re.compile(r"[^\W_]+")


def is_of_arms(words: str) -> bool:
    """Whether words are of arms or a strike alone, whosever they are: "two rockets", "heavy shelling"."""
    found = [w for w in _WORD.findall(words.lower()) if not w.isdigit()]
    return not ARMS.isdisjoint(found) and all(w in ARMS or w in _WITH_THEM for w in found)
