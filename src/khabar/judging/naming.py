"""Who is who as people decided: two names are one, or a name is not whom the machine took it for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from khabar.judging.deciding import Decisions, key
from khabar.judging.values import unpacked
from khabar.model import Chain, Claim, Hop, JudgementKind, Ref
from khabar.model.nodes import name_node, node
from khabar.model.rows import Row

_EVERYWHERE = ""
_NAMED = "name:"


class Names:
    """The merges and splits of names that stand."""

    def __init__(self, decisions: Decisions) -> None:
        self._merged: dict[tuple[str, str], Row] = {}
        self._apart: dict[tuple[str, str], set[str]] = defaultdict(set)
        for judgement in decisions.of(JudgementKind.MERGE, JudgementKind.SPLIT):
            value = unpacked(judgement.value)
            scope = value.get("document", _EVERYWHERE)
            if "into" in value:
                self._merge(scope, judgement.target, value["into"])
            elif "from" in value:
                self._split(scope, judgement.target, key(value["from"]))
        self.one = self._closed()
        self.speaking = {pair for pair, (so, _) in decisions.speaking.items() if not so}
        self._everywhere_apart = {other for (scope, _), others in self._apart.items() for other in others if not scope}

    def __bool__(self) -> bool:
        return bool(self._merged or any(self._apart.values()) or self.speaking)

    def _merge(self, scope: str, name: str, into: Row) -> None:
        self._merged[scope, name] = into
        self._apart[scope, name].discard(key(into))
        self._apart[scope, key(into)].discard(name)

    def _split(self, scope: str, name: str, other: str) -> None:
        for one, two in ((name, other), (other, name)):
            if (scope, one) in self._merged and key(self._merged[scope, one]) == two:
                del self._merged[scope, one]
        self._apart[scope, name].add(other)

    def _closed(self) -> dict[str, Row]:
        """What each name is in the end, by its key, followed through several merges."""
        step = {name: into for (scope, name), into in self._merged.items() if scope == _EVERYWHERE}
        named = {key(into): into for into in step.values()}
        found = {}
        for name in step:
            way = [name]
            while way[-1] in step and key(step[way[-1]]) not in way:
                way.append(key(step[way[-1]]))
            if way[-1] in step:  # each of them is said to be the other: the first by its key stands for all
                circle = way[way.index(key(step[way[-1]])) :]
                way.append(min(circle))
            if way[-1] != name:
                found[name] = named[way[-1]]
        return found

    @property
    def documents(self) -> frozenset[str]:
        """The documents (full ids) in which a name means something of its own."""
        merged = {scope for scope, _ in self._merged if scope}
        return frozenset(merged | {scope for (scope, _), others in self._apart.items() if scope and others})

    @property
    def apart(self) -> frozenset[str]:
        """Keys of those from whom some name was split everywhere."""
        return frozenset(self._everywhere_apart)

    def meant(self, asked: Iterable[str]) -> frozenset[str]:
        """Whom these ids and names mean in the end, as questions name them."""
        found = ((n, self.one.get(n) or self.one.get(name_node(n))) for n in asked)
        return frozenset((into["entity"] or into["name"]) if into else n for n, into in found)

    def widened(self, asked: Iterable[str]) -> frozenset[str]:
        """These ids and names, and those that were merged into one of them."""
        wanted = frozenset(asked)
        keys = _keys(wanted)
        merged = (_spoken(name) for name, into in self.one.items() if key(into) in keys)
        return wanted.union(*merged)

    def touches(self, asked: Iterable[str]) -> bool:
        """Whether a merge has to do with one of these ids or names."""
        keys = _keys(asked)
        return any(name in keys or key(into) in keys for name, into in self.one.items())

    def keyed(self, name: str) -> str:
        """The key of whom a key means in the end."""
        return key(self.one[name]) if name in self.one else name

    def called(self, ref: Ref, document: str = _EVERYWHERE) -> Ref:
        """Whom a name in a document means."""
        me, words = node(ref), name_node(ref.text)
        into = self._merged.get((document, me)) or self._merged.get((document, words)) if document else None
        if into is not None:
            ref = _into(ref, into)
        elif any(me in self._apart.get((scope, words), ()) for scope in (document, _EVERYWHERE)):
            ref = Ref(ref.text, ref.text, None, ref.span)
        final = self.one.get(node(ref))
        return _into(ref, final) if final is not None else ref

    def renamed(self, claim: Claim) -> Claim:
        """The claim with everybody called as people decided; the same object where that changes nothing."""
        subjects, objects, places = (self._all(refs, claim) for refs in (claim.subjects, claim.objects, claim.places))
        hops = tuple(self._hop(hop, claim.document) for hop in claim.chain.hops)
        changes: dict[str, object] = {}
        for name, new, old in (
            ("subjects", subjects, claim.subjects),
            ("objects", objects, claim.objects),
            ("places", places, claim.places),
        ):
            if new != old:
                changes[name] = new
        if hops != claim.chain.hops:
            changes["chain"] = Chain(hops)
        return replace(claim, **changes) if changes else claim  # type: ignore[arg-type]

    def _all(self, refs: tuple[Ref, ...], claim: Claim) -> tuple[Ref, ...]:
        called = [self.called(ref, claim.document) for ref in refs]
        # Two names of one are one: a claim that names both names it once.
        once: dict[str, Ref] = {}
        for ref in called:
            once.setdefault(node(ref), ref)
        return tuple(once.values()) if called != list(refs) else refs

    def _hop(self, hop: Hop, document: str) -> Hop:
        agent = self.called(hop.agent, document)
        interest = self.keyed(hop.interest) if hop.interest else ""
        if interest and ((node(agent), interest) in self.speaking or (node(hop.agent), hop.interest) in self.speaking):
            interest = ""
        if agent == hop.agent and interest == hop.interest:
            return hop
        return replace(hop, agent=agent, interest=interest)


def _into(ref: Ref, into: Row) -> Ref:
    return Ref(into["name"], ref.text, into["entity"], ref.span)


def _keys(names: Iterable[str]) -> frozenset[str]:
    asked = frozenset(names)
    return asked | {name_node(n) for n in asked}


def _spoken(name: str) -> frozenset[str]:
    """A key as questions have it: an id, or the name, with the articles that `fold` keeps."""
    if not name.startswith(_NAMED):
        return frozenset({name})
    bare = name.removeprefix(_NAMED)
    return frozenset({bare, f"a {bare}", f"an {bare}"})
