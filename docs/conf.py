"""How the pages of this folder become a site: `make docs`. They read the same on a code host, without it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "khabar"
copyright = "the khabar authors"
extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["conf.py"]
root_doc = "index"

html_theme = "furo"
html_title = "khabar"
html_copy_source = False
html_show_sphinx = False
pygments_style = "friendly"

myst_heading_anchors = 4
default_role = "code"  # docstrings have names in single back-ticks
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_default_options = {"members": True, "undoc-members": False}
add_module_names = False

_HERE = Path(__file__).parent
_LISTED = re.compile(r"^(?:- |\| )\[[^\]]+\]\(([^)#]+)\.md\)", re.MULTILINE)
_PART = re.compile(r"^## (.+)\n", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]+)\]\(((?:\.\./)+[^)#]+)\)")


def _as_on_the_site(app: Sphinx, page: str, source: list[str]) -> None:
    """A page as the site has it; what is missing there is left as it is, so that the build fails."""
    folder = (_HERE / page).parent
    source[0] = _LINK.sub(lambda link: _beside(folder, link), source[0])
    if page in ("index", "decisions/README"):
        source[0] += _contents(source[0])
    if page == "reference/cli":
        source[0] += "".join(_commands())


def _beside(folder: Path, link: re.Match[str]) -> str:
    """A link that leads out of the site, to a file of the sources, as words."""
    file = (folder / link[2]).resolve()
    if file.is_relative_to(_HERE) or not file.exists():
        return link[0]
    return f"{link[1]} (in the sources: `{file.relative_to(_HERE.parent)}`)"


def _contents(words: str) -> str:
    """The lists of pages that a reader sees are the order of the site too, so that nothing is listed twice."""
    _, *parts = _PART.split(words)
    pairs = zip(parts[::2], parts[1::2], strict=True) if parts else [("Decisions", words)]
    listed = ((heading, "\n".join(_LISTED.findall(part))) for heading, part in pairs)
    return "".join(f"\n```{{toctree}}\n:hidden:\n:caption: {head}\n\n{pages}\n```\n" for head, pages in listed)


def _commands() -> Iterator[str]:
    """What each command answers to --help, under a heading of its own."""
    from khabar.cli import khabar

    whole = click.Context(khabar, info_name="khabar", terminal_width=88)
    yield f"\n```text\n{khabar.get_help(whole)}\n```\n"
    for name in khabar.list_commands(whole):
        command = khabar.get_command(whole, name)
        assert command is not None
        told = command.get_help(click.Context(command, whole, info_name=name, terminal_width=88))
        yield f"\n## khabar {name}\n\n```text\n{told}\n```\n"


def setup(app: Sphinx) -> None:
    """What Sphinx calls first."""
    app.connect("source-read", _as_on_the_site)
