"""A reader at work: one claim after the other, one key each."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import Any

import click

from khabar.answers.safe import one_line
from khabar.cli.screen import Screen
from khabar.cli.show_claims import block, context, parties
from khabar.cli.show_judgements import judgement
from khabar.cli.view import BLANK, Styled, line
from khabar.judging import cell
from khabar.model import Claim, Judgement, KhabarError, UsageError
from khabar.record import Record

_KEYS = {
    "a": "accept",
    "r": "reject",
    "c": "correct",
    "n": "note",
    "s": "skip",
    "b": "back",
    "u": "undo",
    "q": "quit",
}
_PROMPT = " ".join(f"[{key}]{word[1:]}" for key, word in _KEYS.items())

_TYPED = {"correct": "FIELD=VALUE lines, then an empty one:", "note": "a line of words:"}
"""What is asked for after the key, on a terminal."""


class Keys:
    """What the reader answers: single keys on a terminal; from a pipe a line each."""

    def key(self) -> str:
        """One key; q at the end of the input."""
        if sys.stdin.isatty():
            pressed = click.getchar()
            return "q" if pressed in ("\x03", "\x04", "\x1b") else pressed.lower()
        typed = self.line()
        return "q" if typed is None else typed.strip()[:1].lower()

    def line(self) -> str | None:
        """One line without its end; None at the end of the input."""
        typed = sys.stdin.readline(100_000)
        return typed.rstrip("\n") if typed else None


class Desk:
    """The claims that one person reads, and what that person decided of them."""

    def __init__(self, record: Record, by: str, claims: Iterable[Claim]) -> None:
        self._record = record
        self._by = by
        self.claims = list(claims)

    def mine(self) -> dict[str, str]:
        """This person's own verdicts, by the claims' ids."""
        decided = self._record.judged().placed.decided.items()
        return {id_: found.persons[self._by].verdict for id_, found in decided if self._by in found.persons}

    def waiting(self, again: bool) -> list[Claim]:
        """The claims that this person has not judged, or all."""
        mine = self.mine()
        return [c for c in self.claims if again or c.id not in mine]

    def ask(self, waiting: Sequence[Claim], screen: Screen, keys: Keys) -> None:
        """Shows one claim after the other until all are judged or the reader quits."""
        at, done = 0, list[Judgement]()
        while at < len(waiting):
            self._show(waiting[at], screen)
            at = max(0, at + self._answer(waiting[at], screen, keys, done))
        screen.show([line(self._progress())])

    def _show(self, claim: Claim, screen: Screen) -> None:
        now = self._record.claim(claim.id)
        before, after = self._record.store.context(now)
        document = self._record.store.document(now.document)
        screen.show([BLANK, line(Styled(self._progress(), "dim")), *block(now), *parties(now, 2), BLANK])
        screen.show([line(*context(now, before, after, document), indent=2), BLANK, line(Styled(_PROMPT, "dim"))])

    def _progress(self) -> str:
        mine = self.mine()
        read = sum(1 for c in self.claims if c.id in mine)
        return f"{read} of {len(self.claims)} read by {one_line(self._by)}"

    def _answer(self, claim: Claim, screen: Screen, keys: Keys, done: list[Judgement]) -> int:
        """Does what the next key says; gives how many claims to go on by."""
        pressed = _KEYS.get(keys.key(), "")
        try:
            return self._do(pressed, claim, screen, keys, done)
        except KhabarError as error:  # a typing mistake: the claim is asked again
            if not isinstance(error, UsageError):
                raise
            screen.show([line(Styled(one_line(str(error)), "flag"))])
            return 0

    def _do(self, pressed: str, claim: Claim, screen: Screen, keys: Keys, done: list[Judgement]) -> int:
        if pressed == "quit":
            return len(self.claims) + 1
        if pressed == "skip":
            return 1
        if pressed == "back":
            return -1
        if pressed == "undo":
            if not done:
                raise UsageError("nothing to undo in this sitting; khabar undo ID takes older judgements back")
            screen.show([judgement(self._record.judge("undo", done.pop().id, by=self._by))])
            return -1
        if not pressed:
            raise UsageError(f"keys: {_PROMPT}")
        if pressed in _TYPED and screen.terminal:
            screen.show([line(Styled(_TYPED[pressed], "dim"))])
        made = self._decide(pressed, claim, keys)
        if made is None:
            return 0
        done.append(made)
        screen.show([judgement(made)])
        return 0 if pressed == "note" else 1

    def _decide(self, pressed: str, claim: Claim, keys: Keys) -> Judgement | None:
        if pressed == "note":
            words = keys.line() or ""
            return self._record.judge("note", claim.id, reason=words, by=self._by) if words.strip() else None
        value: dict[str, Any] = {}
        if pressed == "correct":
            while (typed := keys.line() or "").strip():
                name, given = field(typed)
                value[name] = given
            if not value:
                return None
        return self._record.judge(pressed, claim.id, value, by=self._by)


def field(typed: str) -> tuple[str, Any]:
    """A `FIELD=VALUE` that a person types; `-` or nothing empties the field. Raises `UsageError`."""
    name, equals, value = typed.partition("=")
    if not equals:
        raise UsageError(f"not FIELD=VALUE: {typed!r}")
    return name.strip(), cell(name.strip(), value.strip() or "-")
