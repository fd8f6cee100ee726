"""Which authors a book has, by what hundreds of shops say that copy each other.

    python bench/books.py FOLDER [--misses]

FOLDER holds `books.txt` (what shops say; 33,258 author lists) and `gold.csv` (the authors of 100 books), the data on
computer science books of Dong, Berti-Equille and Srivastava (2009), which are not in this project. Without a folder
nothing is measured.

It is the ledger's idea in its general form. A shop is a source and names authors; shops that share what few others say
are one root; each root adds a fixed log-odds for whom it names, and takes a part of it away from whom it leaves out:
half where it names several others, a quarter where it names one, as shops often give the first author only.

How lists are compared: as sets of surnames. Case, accents, order, first names, initials, titles and roles ("(Joint
Author)") are left away; "Last, First" and "First Last" are told apart by commas; a list that says "not available" says
nothing. The same reading for the gold, the vote and the roots. "as written" is the vote without that: the words of the
list in any order and case.
"""

from __future__ import annotations

import argparse
import csv
import html
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from khabar.weigh import WEIGHTS, probability
from khabar.weigh.sources.calibration import calibration_error
from khabar.weigh.sources.copying import Pair, copying, roots_among

NAMED = WEIGHTS["C"]
"""What a shop adds for an author whom it names: as a named speaker of whom no more is known."""
LEFT_OUT = NAMED / 2
CUT_SHORT = NAMED / 4

Names = frozenset[str]
Said = dict[str, dict[str, str]]
"""What shops say, as written: by book, by shop."""

_ROLES = re.compile(r"\([^()]*\)|\bby \(?(?:author|editor)\)?|\bet\.? al\b|\b(?:jr|sr|ph\.? ?d|m\.?d|ii|iii|iv)\b\.?")
_ENDS_A_NAME = re.compile(r"\((?:joint )?author\)|\bby \(author\)|;|/|\||&|\band ")
_NOTHING = frozenset("none notavailable various na unknown anonymous".split())


def folded(text: str) -> str:
    """Lower case without accents and what is left of HTML."""
    plain = html.unescape(html.unescape(text)).replace("andapos;", "'").replace("andamp;", "&")
    letters = unicodedata.normalize("NFKD", plain)
    return "".join(c for c in letters if not unicodedata.combining(c)).lower()


def _words(part: str) -> list[str]:
    return [w for w in (re.sub(r"[^a-z]", "", x) for x in re.split(r"[\s.]+", part)) if w]


def surnames(value: str) -> Names:
    """The surnames in a list of authors, as far as its punctuation tells them apart."""
    parts = [_ROLES.sub(" ", p) for p in _ENDS_A_NAME.split(folded(value))]
    names = {name for part in parts if _words(part) for name in _of_part(part)}
    said_nothing = "".join(_words(folded(value))) in _NOTHING
    return frozenset() if said_nothing else frozenset(n for n in names if len(n) > 1)


def _of_part(part: str) -> list[str]:
    """The surnames between two separators: `Last, First`, `First Last`, or several of one kind."""
    pieces = [words for words in map(_words, part.split(",")) if words]
    if len(pieces) == 1:
        return [pieces[0][-1]]
    several = all(len(words) > 1 for words in pieces)
    if several and (len(pieces) > 2 or len(pieces[0]) > 1):
        return [words[-1] for words in pieces]  # First Last, First Last
    if len(pieces) > 2 and all(len(words) > 1 for words in pieces[1:-1]):
        return [words[-1] for words in pieces[:-1]]  # Last, First Last, First Last, First
    if len(pieces) % 2 == 0:
        return [words[-1] for words in pieces[::2]]  # Last, First, Last, First
    return [words[-1] for words in pieces]


def read(folder: Path) -> tuple[Said, dict[str, str]]:
    """What shops say and what is true, as written."""
    said: Said = defaultdict(dict)
    with (folder / "books.txt").open(encoding="utf-8", errors="replace", newline="") as file:
        for row in list(csv.reader(file, skipinitialspace=True))[1:]:
            said[row[2]].setdefault(row[5], row[4])
    with (folder / "gold.csv").open(encoding="utf-8", errors="replace", newline="") as file:
        return said, {row[0]: row[2] for row in csv.reader(file)}


def copies(said: Said) -> dict[Pair, float]:
    """Who copies whom among all shops, by what they share as written."""
    by_shop: dict[str, dict[str, str]] = defaultdict(dict)
    for book, lists in said.items():
        for shop, value in lists.items():
            by_shop[shop][book] = " ".join(folded(value).split())
    return copying(by_shop)


def sums(lists: Mapping[str, Names], among: Collection[Pair]) -> dict[str, float]:
    """The log-odds of each author that any shop names, from the roots of these shops."""
    root = roots_among(list(lists), among)
    found: dict[str, float] = {}
    for author in sorted(set().union(*lists.values())):
        named = {root[shop] for shop, names in lists.items() if author in names}
        others = {root[shop] for shop, names in lists.items() if author not in names and len(names) > 1}
        cut = {root[shop] for shop, names in lists.items() if author not in names} - others
        found[author] = len(named) * NAMED - len(others) * LEFT_OUT - len(cut) * CUT_SHORT
    return found


def believed(odds: Mapping[str, float]) -> Names:
    """The authors with even odds or better; where there is none, the best of them."""
    return frozenset(a for a in odds if odds[a] > 0) or frozenset(sorted(odds, key=lambda a: (-odds[a], a))[:1])


def voted(lists: Iterable[Names]) -> Names:
    """The list that most shops give; of several the longest."""
    votes = Counter(lists)
    return max(votes, key=lambda names: (votes[names], len(names), sorted(names)))


def words_of(value: str) -> Names:
    """All words of a list as written, but for case and order."""
    return frozenset(re.findall(r"\w+", value.casefold()))


class Score:
    """How many books are right, and the forecasts made for single authors."""

    def __init__(self) -> None:
        self.right = 0
        self.missed: list[tuple[str, Names, Names]] = []
        self.forecasts: list[tuple[float, bool]] = []

    def add(self, book: str, found: Names, true: Names) -> None:
        """One book's authors, as found and as they are."""
        self.right += found == true
        if found != true:
            self.missed.append((book, found, true))


def measure(said: Said, gold: Mapping[str, str]) -> dict[str, Score]:
    """All ways over all books of the gold."""
    found = {way: Score() for way in ("vote, as written", "vote", "roots, copying ignored", "roots")}
    among = copies(said)
    print(f"pairs of shops that copy, or share a source   {len(among):,}")
    for book, authors in gold.items():
        true = surnames(authors)
        lists = {shop: names for shop, value in said[book].items() if (names := surnames(value))}
        found["vote, as written"].add(book, voted(map(words_of, said[book].values())), words_of(authors))
        found["vote"].add(book, voted(lists.values()), true)
        for author in sorted(set().union(*lists.values())):
            share = sum(author in names for names in lists.values()) / len(lists)
            found["vote"].forecasts.append((share, author in true))
        for way, pairs in (("roots, copying ignored", {}), ("roots", among)):
            odds = sums(lists, pairs)
            found[way].add(book, believed(odds), true)
            found[way].forecasts += [(probability(odds[author]), author in true) for author in odds]
    return found


def main() -> None:
    """Prints how many books are right by vote and by roots, and how far the probabilities are off."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path, nargs="?")
    options.add_argument("--misses", action="store_true", help="show the books that the roots get wrong")
    asked = options.parse_args()
    if asked.folder is None:
        print("books.py needs the folder with books.txt and gold.csv: nothing measured")
        return
    said, gold = read(asked.folder)
    shops = {shop for lists in said.values() for shop in lists}
    print(f"claims {sum(map(len, said.values())):,}, shops {len(shops):,}, books {len(said):,}, with gold {len(gold)}")
    scores = measure(said, gold)
    print(f"{'':24}accuracy   calibration error, authors")
    for way, score in scores.items():
        error = f"{calibration_error(score.forecasts):.3f}" if score.forecasts else "–"
        print(f"{way:24}{score.right / len(gold):8.2f}   {error}")
    for book, found, true in scores["roots"].missed if asked.misses else ():
        print(f"{book}: {', '.join(sorted(found))} | gold: {', '.join(sorted(true))}")


if __name__ == "__main__":
    main()
