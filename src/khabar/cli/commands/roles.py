"""`khabar roles`: who may read, judge and add, in a record on a server."""

from __future__ import annotations

import click

from khabar.cli.screen import Screen
from khabar.cli.settings import as_json, common, in_record
from khabar.store.roles import PREFIX, roles


@click.command(
    epilog="Examples: khabar roles --record postgresql://db.example/border · khabar roles --apply --record "
    "postgresql://db.example/border · psql -c 'GRANT khabar_reviewer TO ann'"
)
@click.option("--apply", is_flag=True, help="Make the roles; else the statements are shown that would.")
@click.option("--prefix", metavar="NAME", default=PREFIX, show_default=True, help="What the roles' names begin with.")
@in_record
@as_json
@common
def command(path: str, apply: bool, prefix: str, as_json: bool) -> None:
    """Make three roles for a record on a PostgreSQL server: who reads, who judges too, and who adds reports and may do
    all. Then make people members of them, in PostgreSQL's own way: GRANT khabar_reviewer TO ann.

    A server's roles are those of all its databases: two records with different people need two prefixes.
    """
    screen = Screen.current()
    for role in roles(path, prefix, apply=apply):
        if as_json:
            row = {"role": role.name, "may": role.may, "members": role.members, "statements": role.statements}
            screen.json(row)
        elif apply:
            screen.line(f"{role.name} may {role.may}; its members: {', '.join(role.members) or 'none yet'}")
        else:
            screen.line(f"-- {role.name} may {role.may}")
            for statement in role.statements:
                screen.line(f"{statement};")
