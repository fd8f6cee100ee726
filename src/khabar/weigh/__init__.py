"""Pure functions over claims: who said it first, in whose interest, what held on a day, and what does not add up.

The way through: `sources` weighs a claim (who first, in whose interest), `holding` says what it does to the things that
hold over time and sets all of that side by side, `disputes` puts claims of one occurrence together and finds what does
not add up, `ways` asks routes and borders, `state` answers for one name on one day, `briefing` tells it.
"""

from khabar.model.bearings import OF_HOLDERS
from khabar.weigh.briefing.brief import Brief, Section, brief
from khabar.weigh.briefing.changes import Change, Turn, changes
from khabar.weigh.briefing.markdown import markdown
from khabar.weigh.briefing.news import News, NewsKind, Sight, due, news
from khabar.weigh.briefing.page import html
from khabar.weigh.briefing.spots import Firmness, Spot
from khabar.weigh.disputes.conflicts import ALL_KINDS, COMPARED, Finder, Lines, conflicts, ordered
from khabar.weigh.disputes.events import FAMILIES, events
from khabar.weigh.disputes.flags import flags
from khabar.weigh.holding.columns import Columns, columns
from khabar.weigh.holding.fluents import Effect, fluents
from khabar.weigh.holding.ground import Beside, Ground, Lost, ground, last_held
from khabar.weigh.holding.standing import STALE_AFTER
from khabar.weigh.holding.support import phrase, probability
from khabar.weigh.moments import anchor, valid
from khabar.weigh.sources.citing import after_cited
from khabar.weigh.sources.copies import copied, originals, with_copies
from khabar.weigh.sources.grades import DEFAULTS, WEIGHTS
from khabar.weigh.sources.interest import Interest, interest
from khabar.weigh.sources.parties import Parties, learned
from khabar.weigh.sources.roots import RootKey, independent, roots
from khabar.weigh.sources.tree import Link, Spread, Trunk, backing, spread
from khabar.weigh.state import Given, state
from khabar.weigh.ways.borders import border_of, border_state
from khabar.weigh.ways.passing import OF_PASSAGE
from khabar.weigh.ways.routes import route_state
from khabar.weigh.wording import day

__all__ = [
    "ALL_KINDS",
    "COMPARED",
    "DEFAULTS",
    "FAMILIES",
    "OF_HOLDERS",
    "OF_PASSAGE",
    "STALE_AFTER",
    "WEIGHTS",
    "Beside",
    "Brief",
    "Change",
    "Columns",
    "Effect",
    "Finder",
    "Firmness",
    "Given",
    "Ground",
    "Interest",
    "Lines",
    "Link",
    "Lost",
    "News",
    "NewsKind",
    "Parties",
    "RootKey",
    "Section",
    "Sight",
    "Spot",
    "Spread",
    "Trunk",
    "Turn",
    "after_cited",
    "anchor",
    "backing",
    "border_of",
    "border_state",
    "brief",
    "changes",
    "columns",
    "conflicts",
    "copied",
    "day",
    "due",
    "events",
    "flags",
    "fluents",
    "ground",
    "html",
    "independent",
    "interest",
    "last_held",
    "learned",
    "markdown",
    "news",
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
