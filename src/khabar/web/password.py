"""A password for those who come from other machines: checked slowly, and not often."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections import deque
from collections.abc import Callable
from hmac import compare_digest
from pathlib import Path

from khabar.model import UsageError

SHORTEST = 10
_TRIES, _WITHIN = 10, 60.0
"""Wrong passwords in so many seconds, from anywhere, after which nobody is let in for a while."""


class Password:
    """Knows a password when it is told again; keeps only what is made of it."""

    def __init__(self, words: str, clock: Callable[[], float] = time.monotonic) -> None:
        if len(words) < SHORTEST:
            raise UsageError(f"the password is too short; give at least {SHORTEST} characters")
        self._salt = secrets.token_bytes(16)
        self._made = self._make(words)
        self._clock = clock
        self._wrong: deque[float] = deque(maxlen=_TRIES)

    @classmethod
    def of_file(cls, path: Path) -> Password:
        """The first line of a file. Raises `UsageError`."""
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"the password file {path} cannot be read: {error}") from error
        return cls(lines[0].strip() if lines else "")

    def waiting(self) -> int:
        """For how many seconds nobody is let in; 0 for none."""
        if len(self._wrong) < _TRIES:
            return 0
        return max(0, round(self._wrong[0] + _WITHIN - self._clock() + 0.5))

    def fits(self, words: str) -> bool:
        """Whether this is it; a wrong one is remembered for a while."""
        if compare_digest(self._make(words), self._made):
            return True
        self._wrong.append(self._clock())
        return False

    def _make(self, words: str) -> bytes:
        return hashlib.scrypt(words.encode("utf-8", "surrogatepass"), salt=self._salt, n=1 << 14, r=8, p=1)
