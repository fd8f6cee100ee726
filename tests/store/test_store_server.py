"""A record on a server: what it keeps, what goes wrong there, and who may do what."""

from __future__ import annotations

import builtins
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.server import GUARDED, Server
from tests.store.behind import changed
from tests.store.conftest import ARMY, Clock, claim_of, document_of, reading_of

from khabar.model import DocumentError, Judgement, RecordError, Ref, UsageError
from khabar.store import Entry, Filter, Store
from khabar.store.engines import trouble
from khabar.store.roles import roles

NOW = datetime(2024, 5, 1, tzinfo=UTC)


@pytest.fixture
def store(database: str, clock: Clock) -> Iterator[Store]:
    with Store.open(database, clock=clock, patience=0) as opened:
        yield opened


def add(store: Store, text: str, **more: Any) -> bool:
    document = document_of(text)
    return store.add(reading_of(document, claim_of(document, text, **more), day=date(2024, 5, 1)), text.encode())


def judgement(id_: str = "j1", reason: str = "") -> Judgement:
    return Judgement(id_, "accept", "c1", "", reason, "rana", NOW)


class TestKeeping:
    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
    @given(odd=st.text(alphabet="\0\ufdd001a'%?\\ ", min_size=1))
    def test_characters_that_postgresql_has_none_of_come_back(self, store: Store, odd: str) -> None:
        document = replace(document_of(f"Bridge {odd} shut."), title=odd, author=odd)
        claim = claim_of(document, f"Bridge {odd} shut", subjects=(Ref(odd, odd, f"id {odd}"),))
        store.add(reading_of(document, claim), odd.encode(), entry=Entry(odd, odd, said={"asked for": odd}))
        assert store.document(document.id).document == document
        assert claim in store.claims(Filter(entities=frozenset({f"id {odd}"})))
        assert store.custody.of(document.id)[0].entry.whence == odd
        assert store.telling.has_from(odd)
        assert document.id in {c.document for c in store.columns.claims()}

    def test_all_texts_are_sorted_by_their_code_points(self, database: str) -> None:
        sql = (
            "SELECT c.relname, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_collation l "
            "ON l.oid = a.attcollation "
            "WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND collname != 'C'"
        )
        assert changed(database, sql) == []

    def test_a_name_that_no_index_takes_costs_its_report_alone(self, store: Store) -> None:
        noise = "".join(chr(0x4E00 + (n * 7919) % 20_000) for n in range(5_000))
        with pytest.raises(DocumentError, match=r"report\.txt: the database cannot hold it: index row"):
            add(store, "The army is there.", subjects=(Ref(noise, noise),))
        assert list(store.documents()) == []
        assert add(store, "The army is there.", subjects=(ARMY,))

    def test_more_rows_than_are_fetched_at_once(self, store: Store) -> None:
        document = document_of("The army was there. " * 1_200)
        one = claim_of(document, "The army was there")
        claims = [replace(one, id=f"{n:05}", subjects=(ARMY,)) for n in range(1_200)]
        store.add(reading_of(document, *claims), b"x")
        assert [c.id for c in store.claims()] == [c.id for c in claims]
        first = next(store.claims())  # and the rest is never asked for
        assert store.claim(first.id) == first
        assert len(list(store.columns.claims())) == 1_200

    def test_a_record_in_a_schema_of_its_own(self, server: Server, database: str, clock: Clock) -> None:
        changed(database, "CREATE SCHEMA border")
        own = f"{database}?options=-csearch_path%3Dborder"
        with pytest.raises(RecordError, match=r"no record at .*; add reports first"):
            Store.open(own, clock=clock, create=False)
        with Store.open(own, clock=clock) as opened, Store.open(database, clock=clock) as beside:
            add(opened, "One.")
            assert [len(list(s.documents())) for s in (opened, beside)] == [1, 0]

    def test_what_is_acknowledged_is_on_the_disk(self, server: Server, database: str, clock: Clock) -> None:
        changed(database, f"ALTER DATABASE {database.rsplit('/', 1)[1]} SET synchronous_commit = off")
        with Store.open(database, clock=clock) as opened:
            assert opened._link.execute("SHOW synchronous_commit").fetchone() == ("on",)

    def test_the_servers_own_backup_is_the_record(
        self, server: Server, store: Store, database: str, clock: Clock, tmp_path: Path
    ) -> None:
        add(store, "One.", subjects=(ARMY, Ref("the ford", "the ford")))
        store.judge(judgement())
        again = server.url(name := server.make(empty=True))
        subprocess.run([server.programs / "pg_dump", "-Fc", "-f", tmp_path / "dump", database], check=True)
        subprocess.run([server.programs / "pg_restore", "--no-owner", "-d", again, tmp_path / "dump"], check=True)
        with Store.open(again, clock=clock, create=False) as restored:
            assert restored.custody.verify() == store.custody.verify()
            assert list(restored.columns.claims()) == list(store.columns.claims())
            assert list(restored.judgements()) == list(store.judgements())
            assert add(restored, "Two.")
            assert restored.state() > store.state()
        server.drop(name)


class TestOneMoment:
    def test_what_others_add_meanwhile_is_not_seen(self, store: Store, database: str, clock: Clock) -> None:
        with Store.open(database, clock=clock) as other:
            with store.steady():
                before = len(list(store.documents()))
                add(other, "One.")
                with store.steady():
                    assert len(list(store.documents())) == before == 0
            assert len(list(store.documents())) == 1

    def test_another_writer_is_waited_for_and_then_named(self, store: Store, database: str, clock: Clock) -> None:
        with Store.open(database, clock=clock) as other, other._link.transaction():
            assert list(store.documents()) == []  # readers go on
            with pytest.raises(RecordError, match="locked by another program; try again"):
                add(store, "One.")
        assert add(store, "One.")


class TestTrouble:
    def test_no_server(self, clock: Clock) -> None:
        with pytest.raises(RecordError, match=r"postgresql://ann@127\.0\.0\.1:1/b cannot be reached .*running") as told:
            Store.open("postgresql://ann:secret@127.0.0.1:1/b", clock=clock)
        assert "secret" not in str(told.value)

    def test_no_database(self, server: Server, clock: Clock) -> None:
        with pytest.raises(RecordError, match=r"is not there .*make the database with createdb"):
            Store.open(server.url("nowhere"), clock=clock)

    def test_no_such_user(self, server: Server, clock: Clock) -> None:
        with pytest.raises(RecordError, match=r"is not there .*the user with createuser"):
            Store.open(server.url(user="mallory"), clock=clock)

    def test_a_wrong_password_is_not_shown(self, server: Server, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
        changed(server.url(), f"CREATE ROLE {GUARDED} LOGIN PASSWORD 'right'")
        with pytest.raises(RecordError, match=r"does not take that name and password; .*PGPASSWORD") as told:
            Store.open(server.url(user=f"{GUARDED}:wrong%40secret"), clock=clock)
        assert "wrong" not in str(told.value)
        with pytest.raises(RecordError, match="does not take that name and password"):
            Store.open(server.url(user=GUARDED), clock=clock)
        monkeypatch.setenv("PGPASSWORD", "right")
        with pytest.raises(RecordError, match="add reports first"):
            Store.open(server.url(user=GUARDED), clock=clock, create=False)

    @pytest.mark.parametrize("more", ["pasword=secret", "secret", "password=%zzsecret", "sslmode=secret"])
    def test_what_follows_an_address_may_be_part_of_a_password(self, more: str, server: Server, clock: Clock) -> None:
        with pytest.raises((UsageError, RecordError)) as told:
            Store.open(f"{server.url()}?{more}", clock=clock)
        assert "secret" not in str(told.value) or more.startswith("sslmode")
        assert "secret" not in str(told.value.__cause__) or more.startswith("sslmode")

    def test_no_schema(self, database: str, clock: Clock) -> None:
        with pytest.raises(RecordError, match="no schema of the name that is asked for; make it: CREATE SCHEMA"):
            Store.open(f"{database}?options=-csearch_path%3Dnowhere", clock=clock)

    def test_tables_of_something_else(self, server: Server, clock: Clock) -> None:
        name = server.make(empty=True)
        changed(server.url(name), "CREATE TABLE recipes (name TEXT)")
        with pytest.raises(RecordError, match=r"not a khabar record .*give another database"):
            Store.open(server.url(name), clock=clock)
        assert changed(server.url(name), "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == [(1,)]
        server.drop(name)

    def test_a_database_without_unicode(self, server: Server, clock: Clock) -> None:
        changed_alone(server, "CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
        with pytest.raises(RecordError, match="keeps no UTF-8; make a database that does"):
            Store.open(server.url("latin"), clock=clock)
        server.drop("latin")

    def test_a_read_only_server(self, database: str, clock: Clock) -> None:
        with (
            Store.open(f"{database}?options=-cdefault_transaction_read_only%3Don", clock=clock) as fixed,
            pytest.raises(RecordError, match=r"is read-only \(a standby\?"),
        ):
            add(fixed, "One.")

    def test_a_connection_that_is_lost_in_the_middle_keeps_nothing_half(
        self, server: Server, store: Store, database: str, clock: Clock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        add(store, "One.")

        name = database.rsplit("/", 1)[1]
        ended = f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{name}'"

        def cut_off(looked_at: Clock) -> datetime:  # the clock is looked at inside the transaction
            monkeypatch.undo()
            changed(server.url(), ended)
            return looked_at.now

        monkeypatch.setattr(Clock, "__call__", cut_off)
        with pytest.raises(
            RecordError, match=r"(lost|ended the connection).*what was acknowledged is kept; do the same"
        ):
            add(store, "Two.")
        assert [d.document.text for d in store.documents()] == ["One."]  # connected anew
        assert add(store, "Two.")
        assert store.custody.verify().lines == 2

    def test_without_the_package_it_says_what_to_install(self, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
        really = builtins.__import__

        def without(name: str, *rest: Any) -> Any:
            if name.startswith("psycopg"):
                raise ImportError(name)
            return really(name, *rest)

        monkeypatch.delitem(sys.modules, "khabar.store.engines.postgres", raising=False)
        monkeypatch.delitem(sys.modules, "khabar.store.engines.trouble", raising=False)
        monkeypatch.setattr(builtins, "__import__", without)
        with pytest.raises(RecordError, match=r"pip install 'khabar\[postgres\]'"):
            Store.open("postgresql://ann:secret@db.example/b", clock=clock)

    @pytest.mark.parametrize(
        ("error", "words"),
        [
            (psycopg.errors.DiskFull("no space"), "cannot grow: the server's disk is full; nothing of what was just"),
            (psycopg.errors.DataCorrupted("bad page"), "is damaged; take it from a backup (bad page)"),
            (psycopg.errors.QueryCanceled("timeout"), "ended the connection or what was being done (timeout)"),
            (psycopg.OperationalError("gone"), "the connection to postgresql:///b was lost (gone); what was acknow"),
            (psycopg.errors.UndefinedTable("no table"), "postgresql:///b cannot be used: no table"),
        ],
    )
    def test_what_a_server_can_say(self, error: psycopg.Error, words: str) -> None:
        assert words in str(trouble.explained("postgresql:///b", error))

    @pytest.mark.parametrize(
        ("said", "words"),
        [
            ("FATAL: no pg_hba.conf entry for host", "lets nobody in from here"),
            ("FATAL: sorry, too many clients already", "has no connection left"),
            ("FATAL: the database system is starting up", "is just starting"),
            ("server does not support SSL, but SSL was required", "does not agree on TLS"),
        ],
    )
    def test_why_a_server_lets_nobody_in(self, said: str, words: str) -> None:
        assert words in str(trouble.unreached("postgresql:///b", psycopg.OperationalError(said)))


def changed_alone(server: Server, statement: str) -> None:
    with closing(server.link()) as link:
        link.execute(statement.encode())


class TestRoles:
    @pytest.fixture
    def people(self, server: Server, database: str) -> Iterator[Callable[[str], str]]:
        """Opens the record as a member of a role: `reader`, `reviewer`, `owner`."""
        roles(database, "desk", apply=True)
        for role in ("reader", "reviewer", "owner"):
            changed_alone(server, f"CREATE ROLE a_{role} LOGIN IN ROLE desk_{role}")
        yield lambda role: database.replace("postgres@", f"a_{role}@")
        changed(database, "DROP OWNED BY desk_reader, desk_reviewer", "REASSIGN OWNED BY desk_owner TO postgres")
        changed(database, "DROP OWNED BY desk_owner")
        for role in ("reader", "reviewer", "owner"):
            changed(database, f"DROP ROLE a_{role}", f"DROP ROLE desk_{role}")

    def test_a_reader_reads_and_judges_nothing(self, people: Callable[[str], str], store: Store) -> None:
        add(store, "One.")
        with Store.open(people("reader"), clock=lambda: NOW) as reader:
            assert len(list(reader.claims())) == 1
            assert reader.custody.verify().lines == 1
            with pytest.raises(RecordError, match=r"does not let you .*a reader may not judge, .*docs/team\.md"):
                reader.judge(judgement())
            with pytest.raises(RecordError, match="permission denied for table originals"):
                add(reader, "Two.")
            assert list(reader.judgements()) == []

    def test_a_reviewer_judges_and_adds_nothing(self, people: Callable[[str], str], store: Store) -> None:
        with Store.open(people("reviewer"), clock=lambda: NOW) as reviewer:
            assert reviewer.judge(judgement())
            with pytest.raises(RecordError, match=r"permission denied for table originals\): .*may not add reports"):
                add(reviewer, "One.")
        assert len(list(store.judgements())) == 1

    def test_an_owner_adds_and_what_is_made_later_is_the_owners(
        self, people: Callable[[str], str], database: str
    ) -> None:
        with Store.open(people("owner"), clock=lambda: NOW) as owner:
            assert add(owner, "One.")
            assert owner.judge(judgement())
            with owner._link.transaction():
                owner._link.for_the_owner()
                owner._link.execute("CREATE TABLE later (name TEXT)")
        may = "has_table_privilege('a_reader', 'later', 'SELECT')"
        sql = f"SELECT tableowner, {may} FROM pg_tables WHERE tablename = 'later'"
        assert changed(database, sql) == [("desk_owner", True)]

    def test_only_an_owner_brings_a_record_forward(self, people: Callable[[str], str], database: str) -> None:
        changed(database, "UPDATE meta SET value = '3' WHERE key = 'schema'")
        with pytest.raises(RecordError, match="only an owner brings a record of an older khabar forward"):
            Store.open(people("reviewer"), clock=lambda: NOW)

    def test_made_again_they_are_the_same(self, people: Callable[[str], str], database: str) -> None:
        again = roles(database, "desk", apply=True)
        assert [(role.name, role.members) for role in again] == [
            ("desk_reader", ("a_reader",)),
            ("desk_reviewer", ("a_reviewer",)),
            ("desk_owner", ("a_owner", "postgres")),
        ]

    def test_what_makes_no_sense(self, database: str, server: Server) -> None:
        with pytest.raises(UsageError, match=r"khabar\.db is a file, which knows no roles"):
            roles("khabar.db")
        with pytest.raises(UsageError, match="no prefix"):
            roles(database, 'desk"; DROP')
        with pytest.raises(RecordError, match="no record at"):
            roles(server.url())
        changed_alone(server, "CREATE ROLE nobody_much LOGIN")
        with pytest.raises(RecordError, match="does not let you do that"):
            roles(database.replace("postgres@", "nobody_much@"), apply=True)
