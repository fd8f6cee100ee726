"""`khabar show`: one claim, opened down to its words."""

from __future__ import annotations

import click

from khabar import weigh
from khabar.answers.rows import document_row, flag_row, spread_row
from khabar.cli import opening
from khabar.cli.screen import Screen
from khabar.cli.settings import as_json, common, in_record, with_packs
from khabar.cli.show_claims import Opened, opened
from khabar.cli.show_judgements import judgement
from khabar.cli.show_tree import tree
from khabar.judging import judgement_row
from khabar.model import Claim
from khabar.model.rows import claim_row
from khabar.record import Record


@click.command(epilog="Examples: khabar show 3f2a9c1d · khabar show 3f2a9c1d --json")
@click.argument("id_", metavar="ID")
@in_record
@with_packs
@as_json
@common
def command(id_: str, path: str, packs: tuple[str, ...], as_json: bool) -> None:
    """Show one claim: its words in their context, its chain, its root's interest, who disagrees; and the tree of all
    reports that say the same, from each first speaker to those who carried it.

    The first characters of the id are enough.
    """
    screen = Screen.current()
    with opening.record(path, packs) as record:
        claim = record.claim(id_)
        before, after = record.store.context(claim)
        document = record.store.document(claim.document)
        parties = {actor.id: actor.name for actor in record.knowledge.actors}
        found = Opened(claim, before, after, document, record.rivals(claim), _interest(record, claim), parties)
        spread = record.spread(claim)
        titles = {source.id: source.title for source in record.knowledge.sources}
        judged = record.judged().decisions.about({claim.id})
    if not as_json:
        screen.show(opened(found))
        screen.show(map(judgement, judged))
        screen.show(tree(spread, claim.id, titles))
        return
    screen.json(
        {
            "claim": claim_row(claim),
            "before": before,
            "after": after,
            "root": claim.chain.root.agent.name,
            "interest": found.interest or None,
            "told": spread_row(spread),
            "rivals": [flag_row(flag) for flag in found.rivals],
            "document": document_row(document),
            "judgements": [judgement_row(made) for made in judged],
        }
    )


def _interest(record: Record, claim: Claim) -> str:
    """How the first speaker stands to its own claim, in words; "" where nothing is known."""
    found = weigh.interest(claim, record.wise([claim]), weigh.anchor(claim).latest)
    return f"{found.bearing} ({found.words})" if found else ""
