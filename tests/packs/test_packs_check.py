"""What the check finds: each breach with its file, row and field, and never a traceback."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from khabar.packs import check

Spoil = Callable[[str, str, str], Path]

BREACHES = [
    # file, words, what they become, what the message must say
    ("actors.toml", 'name = "Harbour Guard"\n', "", r"actors.toml: [guard] name: is missing"),
    ("actors.toml", 'country = "MT"', 'county = "MT"', "[guard] county: unknown field; actor has id, name"),
    ("actors.toml", 'country = "MT"', 'country = "Malta"', "[guard] country: must be an ISO 3166"),
    ("actors.toml", 'kind = "state_body"', 'kind = "army"', "[guard] kind: must be one of person"),
    ("actors.toml", 'kind = "state_body"', "kind = 3", "[guard] kind: must be one of person"),
    ("actors.toml", 'id = "guard"', 'id = "The Guard"', "[The Guard] id: must be an id in lower-case"),
    ("actors.toml", 'id = "guard"', "id = 7", "[actor 2: state_body MT] id: must be an id"),
    ("actors.toml", 'id = "guard"', 'id = "dockers"', "[dockers] id: used already by the actor of this id"),
    ("outlets.toml", 'id = "dock-post"', 'id = "guard"', "[guard] id: used already by the actor"),
    ("actors.toml", '["Union of Dock Workers"]', '"Dock Workers"', "aliases: must be a list in square"),
    ("actors.toml", '["the union"]', '["the union", ""]', "weak_aliases: entry 2: must not be empty"),
    ("actors.toml", '["the union"]', '["the union "]', "weak_aliases: entry 1: must not be empty nor begin or end"),
    ("actors.toml", '["the union"]', '["U"]', "weak_aliases: entry 1: is a single character"),
    ("actors.toml", '["the union"]', "[7]", "weak_aliases: entry 1: must be text in quotes"),
    ("actors.toml", '["the union"]', f'["{"u" * 1001}"]', "entry 1: is longer than 1000 characters"),
    ("actors.toml", '["the union"]', '["the\u202eunion"]', "entry 1: holds an invisible or control character"),
    (
        "actors.toml",
        '"Union of Dock Workers"',
        '"HARBOUR GUARD"',
        "[guard] name: 'Harbour Guard' is claimed by 'dockers'",
    ),
    ("actors.toml", 'kind = "person"', 'kind = "other"', "[ada-mole] roles: only a person has roles"),
    ("actors.toml", 'as_of = "2024-05"', 'as_of = "May 2024"', "[dockers] as_of: must be a date in quotes"),
    ("actors.toml", 'as_of = "2024-05"', 'as_of = "2024-13"', "[dockers] as_of: bad date '2024-13'"),
    ("actors.toml", 'as_of = "2024-05"', "as_of = 2024-05-01", "[dockers] as_of: must be a date in quotes"),
    ("actors.toml", 'sources = ["register"]', "sources = []", "sources: must have at least one entry"),
    ("actors.toml", 'sources = ["register"]\n', "", "[dockers] sources: is missing"),
    ("actors.toml", '["register"]', '["gazette"]', "sources: no source 'gazette' in sources.toml"),
    ("relations.toml", '"part_of"', '"owns"', "[relation 1: guard owns mt-government] kind: must be one of"),
    ("relations.toml", '"mt-government"', '"nobody"', "object: no actor or outlet has the id 'nobody'"),
    ("relations.toml", '"mt-government"', '"guard"', "object: is the subject itself"),
    ("relations.toml", '"2022-06-30"', '"2019"', "until: ends before it starts: 2019 is before 2020-01-01"),
    ("relations.toml", '"2022-06-30"', '"2022-02-30"', "until: bad date '2022-02-30'"),
    ("outlets.toml", 'interest = "The union\'s own paper."\n', "", "interest: is missing: say in a sentence"),
    ("outlets.toml", 'owner = "dockers"', 'owner = "nobody"', "owner: no actor has the id 'nobody'"),
    ("outlets.toml", '"dockpost.example"', '"https://dockpost.example"', "entry 1: must be a bare domain"),
    ("places.toml", "lat = 35.9", "lat = 95.9", "[east-quay] lat: is out of range: 95.9"),
    ("places.toml", "lat = 35.9", "lat = nan", "[east-quay] lat: is out of range: nan"),
    ("places.toml", "lat = 35.9", 'lat = "35.9"', "[east-quay] lat: must be a number"),
    ("places.toml", "lat = 35.9", "lat = true", "[east-quay] lat: must be a number"),
    ("places.toml", "lat = 35.9\n", "", "[east-quay] lat: is missing"),
    ("places.toml", "error_km = 1\n", "geonames = 1.5\nerror_km = 1\n", "geonames: must be a whole number"),
    ("places.toml", 'within = "malta"', 'within = "atlantis"', "within: no place has the id 'atlantis'"),
    ("places.toml", 'kind = "site"', 'kind = "site"\nlength_km = 3', "length_km: only a border has it"),
    ("places.toml", '["MT", "IT"]', '["MT", "MT"]', "between: a border lies between two countries"),
    ("places.toml", "[[14.0, 36.2], [14.9, 36.3]]", "[[14.0, 36.2]]", "line: has fewer than two points"),
    ("places.toml", "[14.9, 36.3]", "[14.9]", "line: entry 2: must be [longitude, latitude]"),
    ("places.toml", "[14.9, 36.3]", "[14.9, 136.3]", "line: entry 2: is out of range"),
    ("places.toml", "length_km = 80", "length_km = 80\nlat = 36.0", "lat: a border has a line, not a point"),
    ("barriers.toml", '"sea-line"', '"no-line"', "along: no place has the id 'no-line'"),
    ("routes.toml", 'route = "quay-road"', 'route = "lane"', "route: no route has the id 'lane'"),
    ("routes.toml", 'mode = "road"', 'mode = "rail"', "[edge 1: quay-road east-quay west-quay] mode: must be one"),
    ("events.toml", '"2021-02-03/2021-03-09"', '"2021-03-09/2021-02-03"', "[great-strike] date: bad date"),
    ("events.toml", '"2021-02-03/2021-03-09"', "2021-02-03", "[great-strike] date: must be a date in quotes"),
    ("events.toml", '["east-quay"]', '["dockers"]', "places: no place has the id 'dockers'"),
    ("events.toml", 'event = "great-strike"', 'event = "strike"', "event: no event has the id 'strike'"),
    ("events.toml", 'does = "takes"', 'does = "keeps"', "[outcome 1: great-strike keeps] does: must be one of takes"),
    ("events.toml", 'does = "takes"', 'does = "opens"', "actor: only who takes or loses has a name here"),
    ("events.toml", 'does = "takes"\nactor = "dockers"\n', 'does = "takes"\n', "actor: is missing"),
    ("events.toml", 'places = ["west-quay"]\n', "", "[outcome 1: great-strike takes] places: is missing"),
    (
        "demonyms.toml",
        'adjective = "Harbourish"\npeople = "Harbourers"\n',
        "",
        "adjective: give an adjective, a people",
    ),
    ("sources.toml", "https://", "ftp://", "[register] url: must be a public http(s) address"),
    ("sources.toml", 'id = "register"', 'id = "gazette"', "no source 'register' in sources.toml"),
    ("pack.toml", 'licence = "CC0-1.0"\n', "", "pack.toml: [harbour] licence: is missing"),
    ("pack.toml", 'countries = ["MT"]', 'country = "MT"', "pack.toml: [harbour] country: unknown field"),
    ("events.toml", "[[event]]", "[[incident]]", "events.toml: incident: unknown; this file holds [[event]]"),
    ("events.toml", "[[event]]", "[event]", "events.toml: event: must be written as [[event]]"),
    ("events.toml", "cues = [", "cues = [[", "events.toml: cannot be read"),
    ("actors.toml", 'country = "MT"', 'country = "MT"\ncountry = "IT"', "actors.toml: cannot be read"),
]


@pytest.mark.parametrize(("file", "old", "new", "says"), BREACHES)
def test_each_breach_is_named(spoil: Spoil, file: str, old: str, new: str, says: str) -> None:
    messages = check(spoil(file, old, new))
    where = "harbour/" if file == "sources.toml" else f"harbour/{file}:"
    assert any(message.startswith(where) and says in message for message in messages), messages


def test_a_sound_pack_has_no_breach(harbour: Path) -> None:
    assert check(harbour) == []


def test_all_breaches_are_named_at_once(spoil: Spoil) -> None:
    spoil("actors.toml", 'kind = "other"', 'kind = "union"')
    messages = check(spoil("events.toml", '"2021-02-03/2021-03-09"', '"soon"'))
    assert [message.split(":")[0] for message in messages] == ["harbour/actors.toml", "harbour/events.toml"]


def test_two_places_may_share_a_name_but_not_an_alias(spoil: Spoil) -> None:
    folder = spoil("places.toml", 'name = "West Quay"', 'name = "East Quay"')
    assert check(folder) == []
    spoil("places.toml", 'id = "west-quay"', 'id = "west-quay"\naliases = ["East Quay"]')
    assert check(folder) == [
        "harbour/places.toml: [west-quay] aliases: 'East Quay' is claimed by 'east-quay' too:"
        " make it a weak alias of both"
    ]


def test_a_road_needs_no_point_but_half_a_point_is_none(spoil: Spoil) -> None:
    point = 'kind = "site"\nlat = 35.8\nlon = 14.4\nprecision = "site"\nerror_km = 1.5\n'
    folder = spoil("places.toml", point, 'kind = "road"\n')
    assert check(folder) == []
    spoil("places.toml", 'kind = "road"\n', 'kind = "road"\nlat = 35.8\n')
    assert [message.split("] ")[1] for message in check(folder)] == [
        "lon: is missing",
        "precision: is missing",
        "error_km: is missing",
    ]


def test_an_id_of_the_world_cannot_change_its_table(spoil: Spoil) -> None:
    message = check(spoil("actors.toml", 'id = "guard"', 'id = "malta"'))[0]
    assert (
        message == "harbour/actors.toml: [malta] id: is the id of an earlier pack's place, which no actor can override"
    )


def test_an_unknown_file_is_named_and_other_files_are_left_alone(harbour: Path) -> None:
    (harbour / "README.md").write_text("notes", encoding="utf-8")
    assert check(harbour) == []
    (harbour / "actor.toml").write_text("", encoding="utf-8")
    (message,) = check(harbour)
    assert message.startswith("harbour/actor.toml: no such file in a pack; it may have sources.toml")


@pytest.mark.parametrize(
    ("contents", "says"),
    [
        (b"\xff\xfe[[actor]]", "is not UTF-8: byte 0"),
        (b"\xef\xbb\xbf[[actor]]\n", "cannot be read"),
        (b"a = " + b"[" * 100_000, "is nested too deeply"),
        (b"a = " + b"9" * 10_000, "cannot be read"),
        (b"# " + b"x" * (8 * 1024 * 1024), "is larger than 8388608 bytes"),
        (b"\x00\x01\x02", "cannot be read"),
        (b"actor = [1, 2]", "must be written as [[actor]]"),
        (b'[[actor]]\nid = "x"\nname = { first = "y" }\n', "name: must be text in quotes"),
    ],
)
def test_hostile_files_are_breaches_not_tracebacks(harbour: Path, contents: bytes, says: str) -> None:
    (harbour / "actors.toml").write_bytes(contents)
    assert any(message.startswith("harbour/actors.toml:") and says in message for message in check(harbour))


@pytest.mark.parametrize(
    "line", [".".join("a" * 4000) + " = 1", "[" + ".".join("a" * 4000) + "]", "a={" + '"a b" . ' * 4000 + "a=1}"]
)
def test_keys_of_many_parts_are_refused_unread(harbour: Path, line: str) -> None:
    """TOML's reader takes the square of their number: minutes for some ten thousand."""
    (harbour / "actors.toml").write_text(f"{line}\n" * 100)
    assert check(harbour) == ["harbour/actors.toml: cannot be read: has a key of more than 8 parts"]


@pytest.mark.parametrize("target", ["/dev/zero", "/dev/tty", "pipe"])
def test_what_is_no_plain_file_is_not_waited_for(harbour: Path, target: str) -> None:
    os.mkfifo(harbour / "pipe")
    (harbour / "actors.toml").unlink()
    (harbour / "actors.toml").symlink_to(target)
    assert check(harbour) == ["harbour/actors.toml: cannot be read: is no plain file"]


def test_endless_breaches_are_not_all_kept(harbour: Path) -> None:
    (harbour / "actors.toml").write_text("[[actor]]\n" * 5000)
    assert len(check(harbour)) == 1000


@pytest.mark.parametrize(
    ("table", "key"), [("actors", "id"), ("sources", "url"), ("outlets", "domains"), ("relations", "from")]
)
def test_no_field_is_endless(harbour: Path, table: str, key: str) -> None:
    long = {
        "id": "a" * 2000,
        "url": "https://example.org/" + "a" * 2000,
        "domains": "a." * 1000 + "b",
        "from": "1" * 2000,
    }
    path = harbour / f"{table}.toml"
    row = f'{key} = ["{long[key]}"]' if key == "domains" else f'{key} = "{long[key]}"'
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(f"{row}\n" if line.startswith(f"{key} =") else line for line in lines))
    breaches = check(harbour)
    assert breaches
    assert all(len(breach) < 500 for breach in breaches)


def test_a_folder_in_place_of_a_file_cannot_be_read(harbour: Path) -> None:
    (harbour / "events.toml").unlink()
    (harbour / "events.toml").mkdir()
    assert check(harbour)[0].startswith("harbour/events.toml: cannot be read")


def test_persian_joiners_are_part_of_a_spelling(spoil: Spoil) -> None:
    assert check(spoil("actors.toml", '["the union"]', '["اتحادیه\u200cها"]')) == []
