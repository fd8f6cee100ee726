"""A judgement on its way in: ids completed, names found, spans given words; refused where it makes no sense."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NoReturn, TextIO

from khabar.judging.correcting import corrected
from khabar.judging.deciding import Decisions, key
from khabar.judging.exchange import Correction, read_table
from khabar.judging.making import make
from khabar.judging.values import FIELDS, OF_SPAN, checked, packed, unpacked
from khabar.model import Claim, Conflict, Judgement, JudgementKind, Ref, UsageError
from khabar.model.nodes import DOCUMENT_ONLY, name_node, node
from khabar.model.rows import Row
from khabar.store import Filter, Store

_AROUND = 32  # code points of prefix and suffix, as readers keep them
_NAMES = ("subjects", "objects", "places")


class Entering:
    """Makes judgements of what a person gives. `find` says whom a name means, by the packs and the record alone,
    `conflicts` in what a claim stands against others, and `judged` gives a claim as people see it now."""

    def __init__(
        self,
        store: Store,
        find: Callable[[str], Ref],
        conflicts: Callable[[Claim], tuple[Conflict, ...]],
        judged: Callable[[str], Claim],
    ) -> None:
        self._store = store
        self._find = find
        self._conflicts = conflicts
        self._judged = judged

    def judgement(self, kind: str, target: str, value: Mapping[str, Any], reason: str, by: str) -> Judgement:
        """A judgement that the record can keep, or that it has: to say again what is one's last word adds nothing.

        Raises `UsageError` where it makes no sense.
        """
        given = checked(kind, self._with_span(target.strip(), value) if kind == JudgementKind.CORRECT else value)
        about, whole = _ENTERED[JudgementKind(kind)](self, target.strip(), given, by.strip())
        made = make(kind, about, whole, reason, by, self._store.now())
        return self._said(made) or made

    def of_table(self, row: Correction, by: str) -> Judgement | None:
        """What a row of a spreadsheet decides; None where it says no more than what the claim says already.

        Raises `UsageError` where it makes no sense.
        """
        value = dict(row.value)
        if row.kind in (JudgementKind.ACCEPT, JudgementKind.REJECT):
            value = {}
        if value:
            claim = self._judged(row.claim)  # a table was written with all that people had decided
            value = {name: given for name, given in value.items() if not _as_shown(claim, name, given)}
        if value:
            _, whole = self.correction(claim.id, checked(JudgementKind.CORRECT, self._with_span(claim.id, value)), by)
            value = _news(claim, whole)
        kind = row.kind or (JudgementKind.CORRECT if value else "")
        return self.judgement(kind, row.claim, value, row.reason, row.by or by) if kind else None

    def take_table(self, table: TextIO, by: str) -> Iterator[Judgement | UsageError]:
        """Appends what each row of a spreadsheet decides, where that is new; see `Record.take_table`."""
        for row in read_table(table):
            if isinstance(row, UsageError):
                yield row
                continue
            try:
                judgement = self.of_table(row, by)
                if judgement is not None and self._store.judge(judgement):
                    yield judgement
            except UsageError as error:
                yield UsageError(f"line {row.line}: {error}")

    def _with_span(self, target: str, value: Mapping[str, Any]) -> Mapping[str, Any]:
        if "quote" not in value or "span" in value:
            return value
        claim = self._store.claim(target)
        return {**value, "span": span_of(str(value["quote"]), claim, self._store.text(claim))}

    def _said(self, new: Judgement) -> Judgement | None:
        """The last word of the same person about the same thing, where it is this one."""
        undo = JudgementKind.UNDO
        own = (j for j in self._store.judgements() if j.by == new.by and (j.target == new.target or j.kind == undo))
        mine = [j for j in Decisions(own).standing if j.target == new.target]
        if new.kind == JudgementKind.UNDO:
            return next((j for j in mine if j.kind == new.kind), None)
        last: dict[tuple[str, ...], Judgement] = {}
        for judgement in mine:
            last[_topic(judgement)] = judgement
        found = last.get(_topic(new))
        same = found and (found.kind, found.value, found.reason) == (new.kind, new.value, new.reason)
        return found if same else None

    # ------------------------------------------------------------ kind by kind

    def claim(self, target: str, value: Row, by: str) -> tuple[str, Row]:
        return self._store.claim(target).id, value

    def correction(self, target: str, value: Row, by: str) -> tuple[str, Row]:
        claim = self._store.claim(target)
        whole = dict(value)
        for name in _NAMES:
            if name in whole:
                whole[name] = [self._named(each, claim) for each in whole[name]]
        if "speaker" in whole:
            whole["speaker"] = self._named(whole["speaker"], claim)
        if "chain" in whole:
            whole["chain"] = [hop | self._named(hop, claim) for hop in whole["chain"]]
        if "span" in whole:
            whole |= self._words(claim, whole)
        return claim.id, whole

    def merge(self, target: str, value: Row, by: str) -> tuple[str, Row]:
        if "with" in value:
            return self._pair(target, value)
        whole = dict(value)
        into = self._ref(value["into"])
        if "document" in value:
            whole["document"] = self._store.document(value["document"]).document.id
            about = self._in_document(target, whole["document"])
            self._said_in(whole["document"], about, target)
        else:
            about = node(self._find(_bare(target)))
        whole["into"] = {"name": into.name, "entity": _lasting(into)}
        if key(whole["into"]) == about:
            raise UsageError(f"{target!r} and {into.name!r} are one already")
        return about, whole

    def split(self, target: str, value: Row, by: str) -> tuple[str, Row]:
        if "with" in value:
            return self._pair(target, value)
        whole = dict(value)
        other = self._ref(value["from"])
        whole["from"] = {"name": other.name, "entity": _lasting(other)}
        if "document" in value:
            whole["document"] = self._store.document(value["document"]).document.id
            self._said_in(whole["document"], name_node(_bare(target)), target)
            return name_node(_bare(target)), whole
        try:
            me = node(self._find(_bare(target)))
        except UsageError:
            me = name_node(_bare(target))
        # Where the machine takes these very words for the other, the words are what is split from it.
        return name_node(_bare(target)) if me == node(other) else me, whole

    def grade(self, target: str, value: Row, by: str) -> tuple[str, Row]:
        about = self._source(_bare(target))
        if "letter" in value:
            return about, value
        party = self._ref(value["speaks_for"])
        return about, value | {"speaks_for": {"name": party.name, "entity": _lasting(party)}}

    def settle(self, target: str, value: Row, by: str) -> tuple[str, Row]:
        claim = self._store.claim(value["for"])
        found = [c for c in self._conflicts(claim) if c.id.startswith(target)]
        if len(found) > 1:
            raise UsageError(f"conflict {target!r} could be any of {', '.join(c.id for c in found)}; give more of it")
        if not found:
            known = ", ".join(c.id for c in self._conflicts(claim))
            hint = f"it is in: {known}" if known else "it is in none; see: khabar conflicts"
            raise UsageError(f"claim {claim.id} is in no conflict {target!r}; {hint}")
        (conflict,) = found
        others = {c.id for side in conflict.sides if claim.id not in {c.id for c in side.claims} for c in side.claims}
        return conflict.id, {"for": claim.id, "against": sorted(others)}

    def note(self, target: str, value: Row, by: str) -> tuple[str, Row]:
        for find in (self._store.claim, self._store.document, self._store.judgement):
            try:
                found = find(target)
            except UsageError:
                continue
            return getattr(found, "id", None) or found.document.id, value  # type: ignore[union-attr]
        try:
            return node(self._find(_bare(target))), value
        except UsageError as error:
            raise UsageError(f"no claim, report or judgement {target!r}, and {error}") from error

    def undo(self, target: str, value: Row, by: str) -> tuple[str, Row]:
        judgement = self._store.judgement(target)
        if judgement.by != by:
            hint = "to disagree, say otherwise: the last word is applied, and both are kept"
            raise UsageError(f"judgement {judgement.id} is {judgement.by}'s, and only they can undo it; {hint}")
        return judgement.id, value

    # ------------------------------------------------------------ names and words

    def _pair(self, target: str, value: Row) -> tuple[str, Row]:
        one, other = sorted((self._store.claim(target).id, self._store.claim(value["with"]).id))
        if one == other:
            raise UsageError(f"{one} is one claim; give two")
        return one, {"with": other}

    def _source(self, name: str) -> str:
        """The key of somebody who says things, or of an outlet that only prints them."""
        try:
            return node(self._find(name))
        except UsageError:
            if name_node(name) in {name_node(outlet) for outlet in self._store.outlets()}:
                return name_node(name)
            raise

    def _ref(self, named: Row) -> Ref:
        return self._find(named["entity"] or _bare(named["name"]))

    def _named(self, named: Row, claim: Claim) -> Row:
        """Somebody whom a person names in a claim: as the claim has it, else whom the packs or the record know; a name
        in quotation marks is nobody known."""
        if named["entity"]:
            return {"name": named["name"], "entity": named["entity"]}
        if len(named["name"]) > 2 and named["name"][0] == named["name"][-1] == '"':
            return {"name": named["name"][1:-1], "entity": None}
        for ref in (*claim.subjects, *claim.objects, *claim.places, *(h.agent for h in claim.chain.hops)):
            if name_node(named["name"]) in (name_node(ref.name), name_node(ref.text)):
                return {"name": ref.name, "entity": ref.entity}
        try:
            found = self._find(_bare(named["name"]))
        except UsageError:
            return {"name": named["name"], "entity": None}
        return {"name": found.name, "entity": _lasting(found)}

    def _in_document(self, target: str, document: str) -> str:
        """Whom a name means in one document: an id that its claims have, or the words."""
        ids = {r.entity for c in self._store.claims(Filter(document=document)) for r in _refs(c) if r.entity}
        return target if target in ids and not target.startswith(DOCUMENT_ONLY) else name_node(_bare(target))

    def _said_in(self, document: str, about: str, target: str) -> None:
        """Raises `UsageError` where no claim of the document names somebody so: the judgement would change nothing."""
        claims = self._store.claims(Filter(document=document))
        if not any(about in (node(ref), name_node(ref.text)) for claim in claims for ref in _refs(claim)):
            hint = f"give the words of the report; its claims: khabar claims --document {document[:8]} --json"
            raise UsageError(f"no claim of report {document[:8]} names {target!r}; {hint}")

    def _words(self, claim: Claim, value: Row) -> Row:
        """The words of a corrected span, and those around it."""
        text = self._store.text(claim)
        start, end = value["span"]
        if end > len(text):
            raise UsageError(f"the span ends at {end}, but the report at {len(text)}")
        quote = text[start:end]
        if value.get("quote", quote) != quote:
            raise UsageError(f"at [{start}, {end}) stands {quote!r}, not {value['quote']!r}")
        return {
            "quote": quote,
            "prefix": text[max(0, start - _AROUND) : start],
            "suffix": text[end : end + _AROUND],
        }


def span_of(quote: str, claim: Claim, text: str) -> list[int]:
    """Where words stand in the claim's report, nearest to the claim. Raises `UsageError` where they do not."""
    if not quote.strip():
        _nowhere(quote)
    found: list[int] = []
    at = text.find(quote)
    while at >= 0:
        found.append(at)
        at = text.find(quote, at + 1)
    if not found:
        _nowhere(quote)
    start = min(found, key=lambda n: (abs(n - claim.span.start), n))
    return [start, start + len(quote)]


def _news(claim: Claim, whole: Row) -> Row:
    """The fields of a correction in which the claim does not say so already."""
    new = [name for name in FIELDS if name in whole and corrected(claim, _alone(name, whole)) != claim]
    return {field: given for name in new for field, given in _alone(name, whole).items()}


def _as_shown(claim: Claim, name: str, given: Any) -> bool:
    """Whether a cell is still as a table shows the claim: a name can have a semicolon in it."""
    if name == "quote":
        return bool(given == claim.quote.strip())
    refs = {"subject": claim.subjects, "object": claim.objects, "place": claim.places}.get(name.removesuffix("s"), ())
    shown = [each.strip() for ref in refs for each in ref.name.split(";") if each.strip()]
    return bool(refs) and given == shown


def _alone(name: str, whole: Row) -> Row:
    fields = (name, *OF_SPAN) if name == "span" else (name,)
    return {field: whole[field] for field in fields if field in whole}


def _nowhere(quote: str) -> NoReturn:
    raise UsageError(f"the report does not say {quote!r}; give its exact words")


def _topic(judgement: Judgement) -> tuple[str, ...]:
    """What a judgement speaks about: two about one thing are two words on it."""
    value = unpacked(judgement.value)
    if judgement.kind in (JudgementKind.ACCEPT, JudgementKind.REJECT, JudgementKind.CORRECT):
        return ("claim",)
    if judgement.kind in (JudgementKind.MERGE, JudgementKind.SPLIT):
        return ("same", value.get("with", ""), value.get("document", ""))
    if judgement.kind == JudgementKind.GRADE:
        return ("grade", key(value["speaks_for"]) if "speaks_for" in value else "")
    return (judgement.kind, packed(value), judgement.reason)


def _refs(claim: Claim) -> tuple[Ref, ...]:
    return (*claim.subjects, *claim.objects, *claim.places, *(h.agent for h in claim.chain.hops))


def _lasting(ref: Ref) -> str | None:
    """The id, unless it was made for one document."""
    return None if ref.entity is None or ref.entity.startswith(DOCUMENT_ONLY) else ref.entity


def _bare(name: str) -> str:
    return name.removeprefix("name:")


_Enter = Callable[[Entering, str, Row, str], tuple[str, Row]]
_ENTERED: dict[JudgementKind, _Enter] = {
    JudgementKind.ACCEPT: Entering.claim,
    JudgementKind.REJECT: Entering.claim,
    JudgementKind.CORRECT: Entering.correction,
    JudgementKind.MERGE: Entering.merge,
    JudgementKind.SPLIT: Entering.split,
    JudgementKind.GRADE: Entering.grade,
    JudgementKind.SETTLE: Entering.settle,
    JudgementKind.NOTE: Entering.note,
    JudgementKind.UNDO: Entering.undo,
}
