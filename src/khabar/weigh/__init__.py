"""Pure functions over claims: who said it first, in whose interest, what held on a day, and what does not add up.

The way through: `roots` and `interest` weigh a claim, `fluents` says what it does, `ledger` sets all of that side by
side, `standing` lets it run on and fade, `state` answers for one name on one day, `changes` compares two days, `brief`
tells it, `markdown` and `page` write it down.
"""

from khabar.weigh.borders import border_of, border_state
from khabar.weigh.brief import Brief, Section, brief
from khabar.weigh.changes import Change, Turn, changes
from khabar.weigh.citing import after_cited
from khabar.weigh.conflicts import ALL_KINDS, COMPARED, Finder, Lines, conflicts, ordered
from khabar.weigh.copies import copied, originals, with_copies
from khabar.weigh.events import FAMILIES, events
from khabar.weigh.flags import flags
from khabar.weigh.fluents import Effect, fluents
from khabar.weigh.grades import DEFAULTS, WEIGHTS
from khabar.weigh.interest import Interest, interest
from khabar.weigh.markdown import markdown
from khabar.weigh.moments import anchor, valid
from khabar.weigh.page import html
from khabar.weigh.parties import Parties, learned
from khabar.weigh.passing import OF_PASSAGE
from khabar.weigh.roots import RootKey, independent, roots
from khabar.weigh.routes import route_state
from khabar.weigh.spots import Firmness, Spot
from khabar.weigh.standing import STALE_AFTER
from khabar.weigh.state import state
from khabar.weigh.support import phrase, probability
from khabar.weigh.tree import Link, Spread, Trunk, spread

__all__ = [
    "ALL_KINDS",
    "COMPARED",
    "DEFAULTS",
    "FAMILIES",
    "OF_PASSAGE",
    "STALE_AFTER",
    "WEIGHTS",
    "Brief",
    "Change",
    "Effect",
    "Finder",
    "Firmness",
    "Interest",
    "Lines",
    "Link",
    "Parties",
    "RootKey",
    "Section",
    "Spot",
    "Spread",
    "Trunk",
    "Turn",
    "after_cited",
    "anchor",
    "border_of",
    "border_state",
    "brief",
    "changes",
    "conflicts",
    "copied",
    "events",
    "flags",
    "fluents",
    "html",
    "independent",
    "interest",
    "learned",
    "markdown",
    "ordered",
    "originals",
    "phrase",
    "probability",
    "roots",
    "route_state",
    "spread",
    "state",
    "valid",
    "with_copies",
]
