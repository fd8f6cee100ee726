"""Asks every operation of the API what its own description allows, and what it does not; nothing may break, and every
answer must be as described.

    python -m tests.web.fuzzing EXAMPLES [SEED]

asks each operation so many things of either kind. Three quarters of the names, words, ids and judgements that are
allowed are such as the record knows: of others there is little to answer.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any, cast

import httpx2
import schemathesis
from hypothesis import HealthCheck, Phase, given, reject, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.specs.openapi import checks
from starlette.testclient import TestClient

from khabar.record import Reader, Record
from khabar.web.app import make
from khabar.web.desk import Desk
from khabar.web.gate import Gate, Guard
from khabar.web.workshop import Workshop

PORT = 8747
HOME = f"http://127.0.0.1:{PORT}"
REPORTS = Path(__file__).parents[2] / "demo" / "reports"
CHECKS = [
    schemathesis.checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
]
_NAMES = ("al-Qaim", "Islamic State", "Iraq-Syria border", "Albukamal", "PMF", "Iraq-Syria border barrier", "Nobody")
_ASKED_BY_NAME = frozenset({"name", "place", "actor", "speaker", "q", "text", "about"})
_ANOTHER: dict[str, Any] = {"name": "Albukamal", "entity": None}
_DECISIONS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("accept", {}),
    ("reject", {}),
    ("note", {}),
    ("correct", {"type": "attack", "modality": "denied"}),
    ("correct", {"subjects": [_ANOTHER]}),
    ("merge", {"into": _ANOTHER}),
    ("split", {"from": _ANOTHER}),
    ("grade", {"letter": "C"}),
    ("settle", {"for": "0", "against": []}),
)

Choose = Callable[[tuple[Any, ...]], Any]


def _described() -> Any:
    guard = make(cast(Desk, None), Gate(PORT))  # to be described it needs no record
    assert isinstance(guard, Guard)
    return schemathesis.openapi.from_dict(cast(Any, guard)._app.openapi())


OPERATIONS: dict[str, Any] = {found.ok().label: found.ok() for found in _described().get_all_operations()}


class Known:
    """What the record has, to be asked about."""

    def __init__(self, path: Path) -> None:
        with Record.open(path, create=False) as record:
            claims = [claim.id for claim in record.claims()]
            self._claims = tuple(claims[:: max(1, len(claims) // 50)])
            self._reports = tuple(stored.document.id for stored in record.documents())

    def put_into(self, case: Any, choose: Choose) -> None:
        """Puts what the record has in the place of names, ids and judgements."""
        for name in _ASKED_BY_NAME & set(case.query or ()):
            case.query[name] = choose(_NAMES)
        if "id" in (case.path_parameters or ()):
            case.path_parameters["id"] = choose(self._reports if "documents" in case.path else self._claims)
        if isinstance(case.body, dict):
            case.body["target"] = choose((*self._claims, *_NAMES))
            case.body["kind"], case.body["value"] = choose(_DECISIONS)


@contextmanager
def browser(path: Path, reader: Reader) -> Iterator[TestClient]:
    """A browser that was opened with the token."""
    gate = Gate(PORT)
    opened = partial(Record.open, path, create=False, reader=reader)
    desk = Desk(opened, path, Workshop.begun(opened), "Ann")
    with TestClient(make(desk, gate), base_url=HOME, raise_server_exceptions=False) as client:
        client.get("/", params={"token": gate.token})
        yield client


def ask(operation: Any, client: TestClient, known: Known, examples: int, number: int) -> Counter[int]:
    """Asks one operation so many things that it allows, and as many that it does not; gives how often it answered with
    which status. Raises what is wrong."""
    seen: Counter[int] = Counter()
    for mode in GenerationMode:
        with suppress(Unsatisfiable):  # what takes no parameters cannot be asked wrongly
            _asking(operation, mode, examples, number)(client, known if mode.is_positive else None, seen)
    return seen


def _asking(operation: Any, mode: GenerationMode, examples: int, number: int) -> Callable[..., None]:
    cases = operation.as_strategy(generation_mode=mode)

    def run(client: TestClient, known: Known | None, seen: Counter[int]) -> None:
        @seed(number)
        @settings(
            max_examples=examples,
            deadline=None,
            database=None,
            phases=(Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
        )
        @given(case=cases, data=st.data(), sensible=st.sampled_from((True, True, True, False)))
        def one(case: Any, data: Any, sensible: bool) -> None:
            if known is not None and sensible:
                known.put_into(case, lambda among: data.draw(st.sampled_from(among)))
            answer = _sent(case, client)
            seen[answer.status_code] += 1
            case.validate_response(answer, checks=CHECKS)

        one()

    return run


def _sent(case: Any, client: TestClient) -> httpx2.Response:
    sent = case.as_transport_kwargs(base_url=HOME)
    sent.pop("cookies", None)
    if isinstance(sent.get("data"), (bytes, str)):
        sent["content"] = sent.pop("data")
    headers = {**sent.pop("headers", {}), "Origin": HOME}
    try:
        return client.request(sent.pop("method"), sent.pop("url"), headers=headers, **sent)
    except httpx2.InvalidURL:
        reject()  # longer than a client sends


def main(examples: int, number: int) -> int:
    """Asks all; gives the exit code."""
    asked: Counter[int] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        path, reader = Path(folder) / "demo.db", Reader()
        with Record.open(path, reader=reader) as record:
            assert not [added for added in record.add([str(REPORTS)]) if added.error]
        with browser(path, reader) as client:
            known = Known(path)
            for label, operation in OPERATIONS.items():
                seen = ask(operation, client, known, examples, number)
                asked += seen
                sys.stdout.write(f"{label:30} {', '.join(f'{n} x {status}' for status, n in sorted(seen.items()))}\n")
                sys.stdout.flush()
    sys.stdout.write(f"{asked.total():,} requests of {len(OPERATIONS)} operations: all answered as described\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1))
