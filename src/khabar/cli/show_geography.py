"""Routes and borders for people: the answer in a sentence, then each stretch or number with the words behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from khabar.answers.safe import one_line
from khabar.cli.show_claims import brief_block
from khabar.cli.show_support import support
from khabar.cli.view import BLANK, Line, Styled, line
from khabar.cli.words import days
from khabar.model import BorderState, Built, Claim, Force, Ground, Passage, Progress, RouteState, Share, Stretch

_STYLES = {
    Passage.OPEN: "held",
    Passage.CLOSED: "ended",
    Passage.CONTESTED: "contested",
    Passage.UNKNOWN: "unknown",
}
_SIGNS = {True: "+", False: "−"}


def route(found: RouteState, everything: bool, why: bool = False) -> Iterator[Line]:
    """The verdict, the choke point, what would have to be false, and the stretches: those of the way taken, with
    their grounds; the route's others in one line each, unless all are asked for. For `why` also each stretch's sum."""
    yield BLANK
    yield line(Styled(one_line(found.words), _STYLES[found.verdict]), indent=0)
    yield from _choke(found)
    yield from _flips(found)
    yield from _weakest(found)
    on_the_way = max(len(found.way) - 1, 0)
    shown: set[str] = set()
    for number, stretch in enumerate(found.stretches):
        if number == on_the_way:
            yield BLANK
            yield line(Styled("Not on this way", "title"))
        yield from _stretch(stretch, shown, everything or number < on_the_way)
        if why and stretch.support is not None:
            yield from support(stretch.support, "it could be passed")


def _choke(found: RouteState) -> Iterator[Line]:
    if found.choke:
        what = "All ways pass" if found.verdict is Passage.OPEN else "It hangs on"
        yield line(f"{what}: {'; '.join(map(_named, found.choke))}", indent=2)


def _weakest(found: RouteState) -> Iterator[Line]:
    if found.weakest is not None and found.weakest.support is not None:
        sum_ = found.weakest.support
        words = f"The least sure of it is {_named(found.weakest)}: that it could be passed is {sum_.phrase}"
        yield line(f"{words} · Admiralty {sum_.admiralty}", indent=2)


def _flips(found: RouteState) -> Iterator[Line]:
    if not found.flips or found.flips_to is None:
        yield line("No few claims decide it.", indent=2)
        return
    many = {1: "this", 2: "both of these"}.get(len(found.flips), f"all {len(found.flips)} of these")
    yield line(f"It would be {found.flips_to.value} if {many} were false:", indent=2)
    for ground in found.flips:
        yield line(one_line(ground.words), indent=4)


def _named(stretch: Stretch) -> str:
    return f"{stretch.start.name} – {stretch.end.name}"


def _stretch(stretch: Stretch, shown: set[str], opened: bool) -> Iterator[Line]:
    note = f" · {stretch.note}" if stretch.note else ""
    if opened:
        yield BLANK
    state = Styled(f"{stretch.state.value}: ", _STYLES[stretch.state])
    yield line(state, _named(stretch), Styled(f" · {stretch.mode}{note}", "dim"), indent=2)
    for ground in stretch.grounds if opened else ():
        yield from _ground(ground, ground.id in shown)
        shown.add(ground.id)


def _ground(ground: Ground, again: bool) -> Iterator[Line]:
    """One ground with its claims or sources; those were shown already where it stands `again`."""
    words = one_line(ground.words)
    yield line(f"{_SIGNS[ground.opens]} ", Styled(words, "" if ground.decides else "dim"), indent=4)
    if again:
        return
    for claim in ground.claims:
        yield from brief_block(claim, 8)
    for source in ground.sources:
        yield line(Styled(f"{source.title}, {source.publisher}, {source.date}: {source.url}", "dim"), indent=8)


def border(found: BorderState) -> Iterator[Line]:
    """A border's numbers: its length and whose figure that is, the barrier, who holds what, who stands there."""
    if not (found.built or found.shares or found.forces):
        return
    yield BLANK
    length = f"{found.length_km:,g} km" if found.length_km else "of unknown length"
    yield line(Styled(f"{found.border.name}, {length}", "title"), Styled(f" · by {found.geometry}", "dim"))
    numbers: list[Built | Share | Force] = [*found.built, *found.shares, *found.forces]
    for heading, told in _NUMBERS:
        for number in (n for n in numbers if heading == _heading(n)):
            yield from _number(f"{told}{_words(number)}", number)


_NUMBERS = (
    ("built", "built: "),
    ("left", "left to build: "),
    ("planned", "planned: "),
    ("share", "said to be held: "),
    ("force", "said to be there: "),
)


def _heading(number: Built | Share | Force) -> str:
    if isinstance(number, Built):
        return {Progress.BUILT: "built", Progress.LEFT: "left", Progress.PLANNED: "planned"}[number.progress]
    return "share" if isinstance(number, Share) else "force"


def _words(number: Built | Share | Force) -> str:
    if isinstance(number, Share):
        part = f", {number.share:.1%} of the border" if number.share is not None else ""
        return f"{number.kilometers:,g} km by {number.actor.name}{part}"
    about = "about " if number.approx else ""
    if isinstance(number, Force):
        kind = one_line(number.of)
        what = kind if number.unit in kind.split() or f"{number.unit}s" in kind.split() else f"{kind} {number.unit}"
        units = f"{number.number:,g} {what.strip()}" + ("s" if number.number != 1 and not what.endswith("s") else "")
        each = f", {number.per_100_km:.1f} for each 100 km" if number.per_100_km is not None else ""
        return f"{about}{units}{each}"
    value = f"{number.value:,g} {'percent' if number.unit == 'percent' else 'km'}"
    return f"{about}{value}{_of(number.of, number.unit)}"


def _of(what: str, unit: str) -> str:
    return f" of {one_line(what)}" if what and what.removesuffix("s") != unit else ""


def _number(words: str, number: Built | Share | Force) -> Iterator[Line]:
    yield line(words, Styled(f" · {days(number.when)}", "dim"), indent=2)
    counts = "counts" if number.counts else "does not count"
    yield line(Styled(f"{counts}: {one_line(number.why)}", "dim"), indent=4)
    yield from _claims(number.claims)


def _claims(claims: Iterable[Claim]) -> Iterator[Line]:
    for claim in claims:
        yield from brief_block(claim, 6)
