"""One plain sentence for each holding: what, since when, and on whose word."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from khabar.model import Fluent, Modality, Quantity, Ref, Standing, Telling, When
from khabar.weigh.extent import LENGTHS, Extent, extent
from khabar.weigh.holding.fluents import CONTACT, DENIES
from khabar.weigh.holding.ledger import Key, Piece, Weight, against_interest, names
from khabar.weigh.holding.standing import Verdict
from khabar.weigh.nodes import bare, node
from khabar.weigh.sources.interest import OWN
from khabar.weigh.sources.parties import ITSELF
from khabar.weigh.wording import (
    amount,
    at,
    capital,
    count,
    day,
    days,
    have,
    listed,
    named,
    someone,
    spelled,
    strength,
    were,
    where_at,
)

_PAST: dict[Fluent, Callable[[str, str], str]] = {
    Fluent.HOLDS: lambda s, o: f"{s} held {o}",
    Fluent.IS_AT: lambda s, o: f"{s} {were(s)} {where_at(o)} {o}",
    Fluent.COMMANDS: lambda s, o: f"{s} led {o}",
    Fluent.PART_OF: lambda s, o: f"{s} {were(s)} part of {o}",
    Fluent.AUTHORISED: lambda s, o: f"{s} {were(s)} responsible for {o}",
    Fluent.OPEN: lambda s, o: f"{s} {were(s)} open",
    Fluent.BUILT_TO: lambda s, o: f"{s} stood at {o}",
    Fluent.PASSABLE: lambda s, o: f"{s} could pass through {o}",
    Fluent.ALLIED: lambda s, o: f"{s} sided with {o}",
}
_SINCE: dict[Fluent, Callable[[str, str], str]] = {
    Fluent.HOLDS: lambda s, o: f"{s} {have(s)} held {o}",
    Fluent.IS_AT: lambda s, o: f"{s} {have(s)} been {where_at(o)} {o}",
    Fluent.AUTHORISED: lambda s, o: f"{s} {have(s)} been responsible for {o}",
}


def sentence(verdict: Verdict, rivals: Sequence[str] = ()) -> str:
    """The holding in a sentence, with its roots and its doubts; `rivals` are others who are said to hold the same."""
    return _sentence(verdict, rivals, by_whom)


def telling(key: Key, verdict: Verdict, rivals: Sequence[str] = ()) -> Telling:
    """The parts of the sentence, in the words of a page for people who know nothing of roots."""
    started = _started(verdict)
    return Telling(
        "|".join(key),
        core(verdict),
        "" if started else f"as of {_sight(verdict.last)}",
        on_whose_word(verdict.decided),
        verdict.last,
        _sentence(verdict, rivals, on_whose_word),
    )


_Told = Callable[[Sequence[Piece]], str]


def _sentence(verdict: Verdict, rivals: Sequence[str], told: _Told) -> str:
    write = _WRITTEN[verdict.standing]
    return f"{capital(write(verdict, rivals, told))}."


def core(verdict: Verdict) -> str:
    """What it is about, in the past tense: `the Badr Organization held al-Khibra`."""
    piece = _example(verdict)
    subject, thing = _subject(piece), named(piece.effect.object.name)
    if piece.effect.measure is not None:
        return _measured(piece.effect.measure, piece)
    if piece.effect.variant == CONTACT:
        return f"{subject} {were(subject)} in contact with {thing}"
    stretch = _stretch(piece) if piece.effect.fluent is Fluent.HOLDS else ""
    return _with_strength(_PAST[piece.effect.fluent](subject, f"{stretch}{thing}"), piece)


def by_whom(pieces: Sequence[Piece]) -> str:
    """On whose word: the roots that count, or those that do not and why; then who else says so."""
    return _by(pieces, lambda many: f"on {count(many, 'independent root' if many > 1 else 'root')}: ")


def on_whose_word(pieces: Sequence[Piece]) -> str:
    """As `by_whom`, in words that need no explaining."""
    return _by(pieces, lambda many: f"according to {count(many, 'independent source')}, " if many > 1 else _ACCORDING)


_ACCORDING = "according to "


def _by(pieces: Sequence[Piece], begin: Callable[[int], str]) -> str:
    counted = names(pieces, lambda p: p.weight is Weight.COUNTED)
    own = _one_a_root([p for p in pieces if p.weight is Weight.WORD and p.root.name not in counted])
    if not counted:
        return _word_of(own, " alone") if own else f"as told by {_names(names(pieces, lambda _: True))}"
    basis = f"{begin(len(counted))}{_names(counted)}"
    losers = names(pieces, lambda p: p.weight is Weight.COUNTED and against_interest(p))
    if losers:
        basis += f" ({_names(losers)} against own interest, which weighs more)"
    return f"{basis}; also {_word_of(own)}" if own else basis


def _word_of(pieces: Sequence[Piece], alone: str = "") -> str:
    """Whose word it is, and why it is no more than that."""
    reasons = list(dict.fromkeys(filter(None, map(_reason, pieces))))
    return f"by the word of {_names([p.root.name for p in pieces])}{alone} ({'; '.join(reasons)})"


def _reason(piece: Piece) -> str:
    told = "told as a rumour" if piece.claim.modality is Modality.RUMOURED else ""
    gain = piece.interest
    if not gain or gain.bearing != OWN:
        return told
    own = "a party to it" if gain.words == ITSELF else f"in its own interest: {gain.words}"
    return f"{told}, {own}" if told else own


def _names(of: Sequence[str]) -> str:
    return listed([someone(name) for name in of])


def _held(verdict: Verdict, rivals: Sequence[str], told: _Told) -> str:
    piece = _example(verdict)
    basis = told(verdict.decided)
    if _started(verdict):
        subject, thing = _subject(piece), named(piece.effect.object.name)
        words = _with_strength(_SINCE[piece.effect.fluent](subject, thing), piece)
        return f"{words} since {_some(verdict.since)}, {basis}"
    return f"{core(verdict)} as of {_sight(verdict.last)}, {basis}"


def _contested(verdict: Verdict, rivals: Sequence[str], told: _Told) -> str:
    basis = told(verdict.decided)
    said = "" if basis.startswith(_ACCORDING) else "said "
    words = f"it is disputed whether {core(verdict)}: {said}{basis}"
    denials = _doing(verdict, DENIES)
    others = [p for p in verdict.pieces if p.effect.measure and p not in verdict.decided and p.weight > Weight.WEAK]
    if denials:
        words += f"; denied {told(denials)}"
    if others:
        figures = {amount(p.effect.measure) for p in others if p.effect.measure}
        words += f"; another figure is {listed(sorted(figures))}, {told(others)}"
    return f"{words}; {listed([named(r) for r in rivals])} is said to hold it too" if rivals else words


def _stale(verdict: Verdict, rivals: Sequence[str], told: _Told) -> str:
    return f"{core(verdict)} when last reported, {at(verdict.last)}, {told(verdict.decided)}; nothing since"


def _ended(verdict: Verdict, rivals: Sequence[str], told: _Told) -> str:
    return f"{core(verdict)} before; that ended {at(verdict.since)}, {told(verdict.decided)}"


def _denied(verdict: Verdict, rivals: Sequence[str], told: _Told) -> str:
    basis = told(verdict.decided)
    return f"it is denied that {core(verdict)}{',' if basis.startswith(_ACCORDING) else ':'} {basis}"


def _unknown(verdict: Verdict, rivals: Sequence[str], told: _Told) -> str:
    return f"it is no more than rumour or guess that {core(verdict)}, {told(verdict.decided)}"


_WRITTEN: dict[Standing, Callable[[Verdict, Sequence[str], _Told], str]] = {
    Standing.HELD: _held,
    Standing.CONTESTED: _contested,
    Standing.STALE: _stale,
    Standing.ENDED: _ended,
    Standing.DENIED: _denied,
    Standing.UNKNOWN: _unknown,
}


def _started(verdict: Verdict) -> bool:
    """Whether a first day is told, and the fluent has words for it."""
    piece = _example(verdict)
    told = verdict.since.earliest is not None and piece.effect.measure is None
    return told and piece.effect.fluent in _SINCE


def _sight(when: When) -> str:
    """The day of the last sight, after "as of"."""
    if when.earliest is None and when.latest is not None:
        return f"{day(when.latest)} at the latest"
    return _some(when)


def _some(when: When) -> str:
    """The interval after "since" or "as of"."""
    words = days(when)
    return f"some day {words}" if words.startswith("between") else words


def _example(verdict: Verdict) -> Piece:
    """The piece whose words name the holding: of those that decide, one that names its subject."""
    named_ones = [p for p in (*verdict.decided, *verdict.pieces) if p.effect.subject is not None]
    return named_ones[0]


def refs(verdict: Verdict) -> tuple[Ref, Ref]:
    """Subject and object of the holding, as the piece that names it has them."""
    piece = _example(verdict)
    return piece.effect.subject or piece.effect.object, piece.effect.object


def _subject(piece: Piece) -> str:
    subject = piece.effect.subject or piece.effect.object
    return named(subject.name)


def _with_strength(words: str, piece: Piece) -> str:
    """The sentence with the numbers of a force behind its name: `… (6 A brigades and 3 B brigades) were at
    …`."""
    if piece.effect.fluent is not Fluent.IS_AT:
        return words
    subject = _subject(piece)
    me = bare((piece.effect.subject or piece.effect.object).name)
    numbers = [q for q in piece.claim.quantities if extent(q, piece.claim) is None and q.unit not in _NO_MEN]
    forces = {node(r) for r in piece.claim.objects or piece.claim.subjects}
    if len(forces) > 1:
        numbers = [q for q in numbers if bare(q.of) == me]
    numbers = [q for q in numbers if not spelled(q.value) & set(subject.casefold().split())]
    told = [strength(q.value, q.unit, "" if bare(q.of) == me else q.of, q.approx) for q in numbers]
    return words.replace(subject, f"{subject} ({listed(told)})", 1) if told else words


def _stretch(piece: Piece) -> str:
    """`17 kilometers of `, where the claim says how much of it."""
    lengths = [q for q in piece.claim.quantities if q.unit in LENGTHS and extent(q, piece.claim) is not Extent.WHOLE]
    if len(lengths) != 1:
        return ""
    short = lengths[0].value * LENGTHS[lengths[0].unit] < 1
    border = where_at(piece.effect.object.name) == "on"
    return "" if short and border else f"{amount(lengths[0])} of "  # how far off something lay


_NO_MEN = frozenset({"percent", *LENGTHS})


def _measured(quantity: Quantity, piece: Piece) -> str:
    """A measure of a barrier, always with what it is a measure of."""
    place = piece.effect.object.name
    told = bare(quantity.of) not in ("", bare(place), quantity.unit, f"{quantity.unit}s")
    what = f"{quantity.of}; {place}" if told else place
    if extent(quantity, piece.claim) is Extent.LEFT:
        return f"{amount(quantity)} were still to be done ({what})"
    if quantity.unit == "percent":
        return f"{amount(quantity)} was done ({what})"
    return f"{amount(quantity)} were done ({what})"


def _one_a_root(pieces: Sequence[Piece]) -> list[Piece]:
    first: dict[str, Piece] = {}
    for piece in sorted(pieces, key=lambda p: (p.root.name, p.order())):
        first.setdefault(piece.root.key, piece)
    return list(first.values())


def _doing(verdict: Verdict, does: str) -> list[Piece]:
    return [p for p in verdict.pieces if p.effect.does == does and p.weight > Weight.WEAK]
