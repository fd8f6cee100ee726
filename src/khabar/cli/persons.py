"""Who decides, and why: the options that sign a judgement."""

from __future__ import annotations

import getpass
import subprocess
from shutil import which

import click

from khabar.cli.settings import Decorated
from khabar.model import UsageError


def signed(function: Decorated) -> Decorated:
    """`--by` and `--reason`."""
    by = click.option(
        "--by",
        metavar="NAME",
        envvar="KHABAR_BY",
        show_envvar=True,
        default="",
        help="Who decides. Default: the name that git signs with, else the user's.",
    )
    reason = click.option("--reason", metavar="WORDS", default="", help="Why.")
    return by(reason(function))


def signer(by: str) -> str:
    """Who decides: as given, else as git or the system knows the user. Raises `UsageError` where nobody is known."""
    name = by.strip() or _by_git()
    if name:
        return name
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError) as error:
        raise UsageError("say who decides: --by NAME, or set KHABAR_BY") from error


def _by_git() -> str:
    git = which("git")
    if git is None:
        return ""
    try:
        asked = subprocess.run(
            (git, "config", "user.name"), capture_output=True, text=True, timeout=5, check=False, encoding="utf-8"
        )
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return ""
    return asked.stdout.strip() if asked.returncode == 0 else ""
