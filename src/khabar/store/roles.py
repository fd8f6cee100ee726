"""Who may do what with a record on a server: three roles that people are made members of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from khabar.model import RecordError, UsageError
from khabar.store.engines import Link, connected, is_server, shown

PREFIX = "khabar"
_PREFIX = re.compile(r"[a-z][a-z0-9_]{0,40}")
_MAY = {"reader": "read", "reviewer": "read and judge", "owner": "read, judge, add reports, and bring it forward"}
_MAKE = "DO $$ BEGIN CREATE ROLE {role} NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$"
_GRANTS = {
    "reader": ("GRANT USAGE ON SCHEMA {schema} TO {role}", "GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {role}"),
    "reviewer": (
        "GRANT USAGE ON SCHEMA {schema} TO {role}",
        "GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {role}",
        "GRANT INSERT ON {schema}.judgements TO {role}",
    ),
    "owner": (
        "GRANT {role} TO CURRENT_USER",
        "GRANT USAGE, CREATE ON SCHEMA {schema} TO {role}",
        # what a later khabar adds is the owner's, and the others may read it
        "ALTER DEFAULT PRIVILEGES FOR ROLE {role} IN SCHEMA {schema} GRANT SELECT ON TABLES TO {others}",
    ),
}
_BELONGS = "ALTER TABLE {schema}.{table} OWNER TO {role}"
_MEMBERS = (
    "SELECT m.rolname FROM pg_auth_members a JOIN pg_roles m ON m.oid = a.member JOIN pg_roles r ON r.oid = a.roleid "
    "WHERE r.rolname = ? ORDER BY m.rolname"
)


@dataclass(frozen=True, slots=True)
class Role:
    """A role: what its members may do, the statements that make it, and who they are."""

    name: str
    may: str
    statements: tuple[str, ...]
    members: tuple[str, ...]


def roles(where: str, prefix: str = PREFIX, *, apply: bool = False) -> list[Role]:
    """The roles of a record on a server, made (all or none) where `apply` is True; to make them again does no harm.

    Raises `UsageError` where the record is a file or the prefix no name, `RecordError` where they cannot be made."""
    if not is_server(where):
        raise UsageError(f"{shown(where)} is a file, which knows no roles: who may write to the file may do everything")
    if not _PREFIX.fullmatch(prefix):
        raise UsageError(f"{prefix!r} is no prefix for roles; give small letters, digits and _")
    link = connected(where, create=False, patience=None)
    try:
        with link.told():
            return _roles(link, prefix, apply)
    finally:
        link.close()


def _roles(link: Link, prefix: str, apply: bool) -> list[Role]:
    tables = sorted(link.tables())
    if "judgements" not in tables:
        raise RecordError(f"no record at {link.name}; add reports first: khabar add …")
    ((schema,),) = link.execute("SELECT quote_ident(current_schema())")
    made = {kind: tuple(_statements(kind, prefix, schema, tables)) for kind in _MAY}
    if apply:
        with link.transaction():
            for kind in _MAY:
                link.execute(_MAKE.format(role=f"{prefix}_{kind}"))
            for statements in made.values():
                for statement in statements[1:]:
                    link.execute(statement)
    return [
        Role(
            f"{prefix}_{kind}", may, made[kind], tuple(name for (name,) in link.execute(_MEMBERS, [f"{prefix}_{kind}"]))
        )
        for kind, may in _MAY.items()
    ]


def _statements(kind: str, prefix: str, schema: str, tables: list[str]) -> list[str]:
    named = {"role": f"{prefix}_{kind}", "schema": schema, "others": f"{prefix}_reader, {prefix}_reviewer"}
    grants = [_MAKE, *_GRANTS[kind]]
    if kind == "owner":
        grants += [_BELONGS.replace("{table}", table) for table in tables]
        grants.append("ALTER FUNCTION {schema}.forgets_nothing() OWNER TO {role}")
    return [statement.format(**named) for statement in grants]
