"""Claims for people: a block each, or one opened up with all that stands around it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from khabar.answers.rows import title
from khabar.answers.safe import one_line
from khabar.cli.show_judgements import reviewed
from khabar.cli.view import BLANK, Line, Piece, Styled, line
from khabar.cli.words import because, chain, dates, days, hop, names, numbers
from khabar.model import Claim, Flag
from khabar.store import StoredDocument


@dataclass(frozen=True, slots=True)
class Opened:
    """A claim with its context, its document and what the record holds against it.

    `interest` says in words how the root stands to its own claim, "" where nothing is known; `parties` are the names
    of those in whose interest links of the chain speak, by id.
    """

    claim: Claim
    before: str
    after: str
    document: StoredDocument
    rivals: tuple[Flag, ...]
    interest: str
    parties: Mapping[str, str]


def block(claim: Claim, indent: int = 0) -> Iterator[Line]:
    """One claim in a list: id, type, quote, chain, days and numbers."""
    yield line(Styled(claim.id, "id"), f" {claim.type.value} · {claim.modality.value}", indent=indent)
    yield line(*quoted(claim), indent=indent + 2)
    cue = f" · “{one_line(claim.cue)}”" if claim.cue else ""
    yield line(chain(claim.chain), Styled(cue, "dim"), indent=indent + 2)
    facts = [dates(claim), numbers(claim)]
    yield line(Styled(" · ".join(filter(None, facts)), "dim"), indent=indent + 2)
    yield from reviewed(claim, indent + 2)


def brief_block(claim: Claim, indent: int) -> Iterator[Line]:
    """One claim in two lines, where many stand under one heading."""
    yield line(*quoted(claim), indent=indent)
    yield line(chain(claim.chain), Styled(f" · {dates(claim)} · ", "dim"), Styled(claim.id, "id"), indent=indent)


def quoted(claim: Claim) -> list[Piece]:
    """The quote in quotation marks, its cue marked where it stands inside."""
    return [Styled("“", "quote"), *_with_cue(claim), Styled("”", "quote")]


def opened(found: Opened) -> Iterator[Line]:
    """One claim with all that there is to know about it."""
    claim = found.claim
    yield line(Styled(claim.id, "id"), f" {claim.type.value} · {claim.modality.value}")
    yield BLANK
    yield line(*context(claim, found.before, found.after, found.document), indent=2)
    yield BLANK
    yield from _links(found)
    yield from _facts(claim)
    yield _labelled("root", claim.chain.root.agent.name + (f": {found.interest}" if found.interest else ""))
    yield from _document(found.document)
    yield _labelled("read by", claim.reader or "not known")
    yield from reviewed(claim, 0)
    if claim.grounding != "exact":
        yield _labelled("words", claim.grounding)
    yield from _against(found)


def flags(found: tuple[Flag, ...], but: str = "") -> Iterator[Line]:
    """What does not add up: each sentence, and under it the claims it is about (`but` the one with this id)."""
    for flag in found:
        yield line(Styled("! ", "flag"), Styled(one_line(flag.words), "flag"), indent=2)
        for claim in flag.claims:
            if claim.id != but:
                yield from brief_block(claim, 6)


def _with_cue(claim: Claim) -> Iterator[Piece]:
    words, cue = claim.quote, claim.cue
    at = words.find(cue) if cue else -1
    if at < 0:
        yield Styled(words, "quote")
        return
    yield Styled(words[:at], "quote")
    yield Styled(words[at : at + len(cue)], "cue")
    yield Styled(words[at + len(cue) :], "quote")


def _labelled(label: str, words: str, indent: int = 0) -> Line:
    return line(Styled(f"{label}:", "dim"), " ", one_line(words), indent=indent)


def context(claim: Claim, before: str, after: str, document: StoredDocument) -> Iterator[Piece]:
    """The quote in the block of text that it stands in, as far as that was fetched."""
    span = claim.span
    for block in document.document.blocks:
        if block.span.holds(span):
            room = span.start - block.span.start, block.span.end - span.end
            before, after = before[max(0, len(before) - room[0]) :], after[: room[1]]
            cut = room[0] > len(before), room[1] > len(after)
            before, after = ("… " if cut[0] else "") + before, after + (" …" if cut[1] else "")
            break
    cue = claim.cue
    lead = before.rfind(cue) if cue and cue not in claim.quote else -1
    yield from _marked(before, lead, cue)
    yield from quoted(claim)
    yield from _marked(after, after.find(cue) if lead < 0 and cue and cue not in claim.quote else -1, cue)


def _marked(words: str, at: int, cue: str) -> Iterator[Piece]:
    """Words with the cue at an offset of theirs marked; -1 for none."""
    if at < 0:
        yield words
        return
    yield from (words[:at], Styled(words[at : at + len(cue)], "cue"), words[at + len(cue) :])


def _links(found: Opened) -> Iterator[Line]:
    claim = found.claim
    yield _labelled("chain", str(claim.chain))
    for number, link in enumerate(claim.chain.hops):
        arrow = "← " if number else "  "
        party = found.parties.get(link.interest, link.interest)
        speaks = f"; speaks for {party}" if party else ""
        yield line(arrow, hop(link), speaks, indent=4)


def parties(claim: Claim, indent: int = 0) -> Iterator[Line]:
    """Who did it to whom or what, and where, as far as that was read."""
    for label, refs in (("who", claim.subjects), ("what", claim.objects), ("where", claim.places)):
        if refs:
            yield _labelled(label, names(refs), indent)


def _facts(claim: Claim) -> Iterator[Line]:
    said = claim.said_time or claim.chain.root.said
    yield from parties(claim)
    facts = (
        ("when", days(claim.event_time) if claim.event_time else ""),
        ("said", days(said) if said else ""),
        ("reported", days(claim.reported)),
        ("numbers", numbers(claim)),
    )
    for label, words in facts:
        if words:
            yield _labelled(label, words)
    for reason in claim.event_time.reasons if claim.event_time else ():
        yield line(Styled(f"when, because {one_line(reason)}", "dim"), indent=4)


def _document(stored: StoredDocument) -> Iterator[Line]:
    document = stored.document
    name = title(document)
    yield _labelled("document", f"{document.id[:8]} {f'“{name}”, ' if name else ''}{document.path}")
    yield line(f"published {days(stored.published)}", indent=4)
    for reason in stored.published.reasons:
        yield line(Styled(because(reason), "dim"), indent=4)


def _against(found: Opened) -> Iterator[Line]:
    yield BLANK
    if not found.rivals:
        yield line("Nothing in the record speaks against it.")
        return
    yield line(Styled("Against it", "title"))
    yield from flags(found.rivals, found.claim.id)
