"""Reports of a made-up newsroom, read by hand: what a reader would make of them, without one."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date

from khabar.model import (
    Attribution,
    Block,
    BlockKind,
    Chain,
    Claim,
    ClaimType,
    Document,
    Hop,
    Kind,
    Located,
    Mention,
    Modality,
    Quantity,
    Reading,
    Ref,
    Role,
    Span,
    TimeExpression,
    When,
    claim_id,
)

HOSTILE = "\x1b]0;owned\x07\x1b[31mRed\x9b2J \u202etxt.exe [bold]loud[/bold]"
"""What a hostile page would like a terminal to obey."""

PMF = Ref("Popular Mobilization Forces", "PMF", "pmf")
ISIS = Ref("Islamic State", "IS", "isis")
QAIM = Ref("Al-Qaim", "al-Qaim", "al-qaim")


@dataclass(frozen=True)
class Report:
    """A text with its outlet and its day."""

    text: str
    outlet: str
    published: When
    path: str = "wire/report.txt"
    title: str | None = None

    def document(self) -> Document:
        """As intake and text would give it: the first paragraph is the title."""
        end = self.text.index("\n\n")
        blocks = (
            Block(Span(0, end), BlockKind.TITLE, "first line"),
            Block(Span(end + 2, len(self.text)), BlockKind.BODY),
        )
        id_ = hashlib.sha256(self.text.encode()).hexdigest()
        return Document(id_, self.path, self.text, title=self.title, outlet=self.outlet, blocks=blocks)

    def span(self, words: str) -> Span:
        """Where the words stand."""
        start = self.text.index(words)
        return Span(start, start + len(words))

    def claim(self, quote: str, of_type: ClaimType, speaker: str = "", modality: Modality = Modality.ASSERTED) -> Claim:
        """A claim with these words; `speaker` is the root, or else the outlet."""
        hops = [Hop(Ref(speaker, speaker), Role.SPEAKER, "said")] if speaker else []
        chain = Chain((*hops, Hop(Ref(self.outlet, self.outlet), Role.OUTLET)))
        span, document = self.span(quote), self.document().id
        id_ = claim_id(document, span, of_type, modality, f"{speaker} {self.outlet}")
        return Claim(
            id_,
            document,
            span,
            quote,
            of_type,
            modality,
            chain,
            reported=self.published,
            reader="by hand 1",
            cue="said" if speaker else "",
        )

    def reading(self, *claims: Claim) -> Reading:
        """A reading with these claims."""
        return Reading(self.document(), "by hand 1", self.published, claims=claims)


TAKEN = Report(
    "Town changes hands\n\nThe PMF hold all of al-Qaim, commander Salim Raad said on Friday. "
    "About 300 fighters stand in the town.\n",
    "Riverside Gazette",
    When.on(date(2017, 11, 4), "4 November", "the file's header states it"),
    "wire/taken.txt",
)
HELD = Report(
    "Fighters dig in\n\nIS fighters hold al-Qaim, a shopkeeper said.\n",
    "Eastern Wire",
    When.on(date(2017, 11, 6)),
    "wire/held.txt",
    "Fighters dig in at al-Qaim",
)
PLANNED = Report(
    f"{HOSTILE} title\n\nEngineers said they would open the gate at al-Qaim in 2018 {HOSTILE}.\n",
    f"{HOSTILE} outlet",
    When(date(2017, 12, 18), date(2017, 12, 31), reasons=(f"an old custom {HOSTILE}",)),
    f"wire/planned-{HOSTILE}.txt",
)


def readings() -> list[Reading]:
    """What is in the newsroom's record."""
    control = replace(
        TAKEN.claim("The PMF hold all of al-Qaim", ClaimType.CONTROL, "Salim Raad"),
        subjects=(PMF,),
        objects=(QAIM,),
        places=(QAIM,),
        event_time=When.on(date(2017, 11, 3), "on Friday", "Friday before the report"),
        said_time=When.on(date(2017, 11, 3)),
    )
    number = replace(
        TAKEN.claim("About 300 fighters stand in the town", ClaimType.QUANTITY),
        quantities=(Quantity(300, "fighter", "town", approx=True),),
        grounding="repaired: a full stop was left out",
    )
    rival = replace(
        HELD.claim("IS fighters hold al-Qaim", ClaimType.CONTROL, "a shopkeeper"),
        subjects=(ISIS,),
        objects=(QAIM,),
        places=(QAIM,),
    )
    words = PLANNED.text[PLANNED.text.index("Engineers") : -2]
    gate = PLANNED.claim(words, ClaimType.CROSSING, "Engineers", Modality.PLANNED)
    planned = replace(gate, objects=(Ref(f"{HOSTILE} gate", "the gate", "name:gate"),), places=(QAIM,))
    return [
        _with_layers(TAKEN.reading(control, number)),
        HELD.reading(rival),
        PLANNED.reading(planned),
    ]


def _with_layers(reading: Reading) -> Reading:
    town, pmf, raad = TAKEN.span("al-Qaim"), TAKEN.span("PMF"), TAKEN.span("Salim Raad")
    return replace(
        reading,
        mentions=(
            Mention(pmf, "PMF", Kind.ARMED_GROUP, "pmf", PMF.name, "named in a pack"),
            Mention(town, "al-Qaim", Kind.PLACE, "al-qaim", "Al-Qaim", "named in a pack"),
            Mention(raad, "Salim Raad", Kind.PERSON, "name:salim raad", "Salim Raad"),
            Mention(TAKEN.span("town."), "town", Kind.PLACE),
        ),
        attributions=(Attribution((raad,), (TAKEN.span("said"),), (TAKEN.span("The PMF hold all of al-Qaim"),)),),
        places=(
            Located(town, "al-Qaim", "Al-Qaim", "al-qaim", 34.39, 40.99, 92138, "IQ", "town", "named in a pack"),
            Located(TAKEN.span("town."), "town", reason="no gazetteer knows it"),
            Located(raad, "Raad", "Raad", "geonames:7", 33.0, 44.0, 7, "IQ", "town"),
        ),
        times=(
            TimeExpression(
                TAKEN.span("on Friday"),
                "on Friday",
                "DATE",
                "2017-11-03",
                When.on(date(2017, 11, 3), "on Friday", "Friday before the report"),
            ),
        ),
    )
