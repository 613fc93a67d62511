"""Files of Members: what they would change, what they change, and that nothing else happens, whatever the bytes."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from typer.testing import CliRunner

from portcullis.audit.auditor import Auditor
from portcullis.audit.models import Entry
from portcullis.members import actions, registry
from portcullis.members.commands import app
from portcullis.members.errors import Refused
from portcullis.members.imports import READERS, format_of, parliament, read, spreadsheet, theyworkforyou
from portcullis.members.imports.plan import Plan, make
from portcullis.members.imports.row import BadFile, Named, Row
from portcullis.members.models import Enrolment, Member, PlatformAccount

CSV = """name,aliases,constituency,party,house,parliament_id,bluesky,bluesky_id,opted_in_from,consent_reference
Adelaide Larkspur,Addy Lark; A. Lark,Market Stoke,Harbour,Commons,9001,@larkspur.example.org,did:lark,2026-07-01,Form 7
Barnaby Quill,,Upper Fenwick,Orchard Party,Commons,9002,quill.example.org,,,
"""
XML = b"""<?xml version="1.0" encoding="UTF-8"?>
<publicwhip>
  <personinfo id="uk.org.publicwhip/person/70001" twitter_username="larkspurmp" bluesky_handle="larkspur.example.org"
    facebook_page="https://facebook.com/adelaide.larkspur" website="https://example.org"/>
  <personinfo id="uk.org.publicwhip/person/70999" twitter_username="nobody_we_know"/>
</publicwhip>"""


def item(number: int, name: str, **seat: object) -> dict[str, object]:
    """As the UK Parliament's Members API tells of one Member."""
    seat = {"membershipFrom": "Market Stoke", "house": 1, "membershipStartDate": "2024-07-04T00:00:00"} | seat
    value = {
        "id": number,
        "nameDisplayAs": name,
        "nameFullTitle": f"Rt Hon {name} MP",
        "latestParty": {"name": "Harbour Party"},
    }
    return {"value": value | {"latestHouseMembership": seat}, "links": []}


SITTING = {"membershipEndDate": None, "membershipStatus": {"statusIsActive": True}}
GONE = {"membershipEndDate": "2026-05-30T00:00:00", "membershipStatus": None}


def planned(data: bytes, format: str = "csv") -> Plan:
    return make(read(data, format), format)


def imported(auditor: Auditor, data: bytes, format: str = "csv") -> Plan:
    plan = planned(data, format)
    actions.import_members(auditor, plan)
    return plan


def reasons(data: bytes, format: str = "csv") -> dict[int, str]:
    with pytest.raises(BadFile) as caught:
        planned(data, format)
    return {bad.row: bad.reason for bad in caught.value.bad}


@pytest.mark.django_db
def test_a_csv_adds_members_and_opts_in_only_with_consent(auditor: Auditor) -> None:
    plan = imported(auditor, CSV.encode())
    assert dict(plan.counts) == {"added": 2, "account new": 2, "opted in": 1}
    (watched,) = registry.watched()
    assert watched.name == "Adelaide Larkspur"
    assert watched.aliases == ("Addy Lark", "A. Lark")
    assert watched.accounts[0].id == "did:lark"
    assert watched.accounts[0].since == datetime(2026, 6, 30, 23, tzinfo=UTC)
    assert Enrolment.objects.get().consent == "Form 7"
    assert list(Entry.objects.values_list("action", flat=True)) == ["member opted in", "members imported"]


@pytest.mark.django_db
def test_importing_again_changes_nothing_and_never_undoes_an_opting_out(auditor: Auditor) -> None:
    imported(auditor, CSV.encode())
    actions.withdraw(auditor, list(Enrolment.objects.current()))
    plan = imported(auditor, CSV.encode())
    assert (plan.changes, plan.unchanged) == ([], 2)
    assert registry.opted_in() == set()


@pytest.mark.django_db
def test_a_second_file_changes_facts_handles_and_accounts(auditor: Auditor) -> None:
    imported(auditor, CSV.encode())
    lines = CSV.splitlines()
    lines[1] = lines[1].replace("Market Stoke", "Stoke and Mere").replace("@larkspur", "@adelaide")
    lines[2] = lines[2].replace("quill.example.org", "barnaby.example.org")
    plan = imported(auditor, "\n".join(lines).encode())
    says = [(change.kind, change.says) for change in plan.changes]
    assert says == [
        ("changed", "constituency: Market Stoke becomes Stoke and Mere"),
        ("account changed", "@larkspur.example.org on bluesky becomes @adelaide.example.org"),
        ("account new", "@barnaby.example.org on bluesky (not opted in by this)"),
        ("account retired", "@quill.example.org on bluesky is no longer used"),
    ]
    assert [account.handle for account in registry.watched()[0].accounts] == ["adelaide.example.org"]


@pytest.mark.django_db
def test_retiring_a_watched_account_says_so_and_stops_it(auditor: Auditor) -> None:
    imported(auditor, CSV.encode())
    plan = imported(auditor, b"name,constituency,bluesky\nAdelaide Larkspur,Market Stoke,none\n")
    assert [change.says for change in plan.changes] == [
        "@larkspur.example.org on bluesky is no longer used; its opt-in ends now"
    ]
    assert registry.watched() == []


@pytest.mark.django_db
def test_one_bad_row_stops_everything_and_every_bad_row_is_named() -> None:
    bad = (
        "name,left_on,bluesky,opted_in_from,consent_reference\n"
        "Good Person,,,,\n"
        ",,,,\n"
        '"  ",,a.example.org,,\n'
        "A,31/12/2026,,,\n"
        "B,,two words,,\n"
        "C,,c.example.org,2026-01-01,\n"
        "D,,,2026-01-01,Form\n"
        "E,,e.example.org,2026-01-01T10:00,Form\n"
        "F,,e2.example.org,,\n"
        "F,,,,\n"
    )
    found = reasons(bad.encode())
    assert sorted(found) == [4, 5, 6, 7, 8, 9]
    assert found[4] == "The name is missing."
    assert "left_on" in found[5]
    assert "not a handle" in found[6]
    assert "consent_reference" in found[7]
    assert "names no account" in found[8]
    assert "without its zone" in found[9]
    assert reasons(b"name\nF\nF\n") == {3: "Row 2 tells of the same Member."}
    assert not Member.objects.exists()


@pytest.mark.django_db
def test_accounts_belong_to_one_member(auditor: Auditor) -> None:
    imported(auditor, CSV.encode())
    taken = reasons(b"name,bluesky\nOdo Finch,LARKSPUR.example.org\n")
    assert taken == {2: "@LARKSPUR.example.org on bluesky is recorded for Adelaide Larkspur already."}
    twice = reasons(b"name,x\nOdo Finch,odo\nUna Wren,ODO\n")
    assert "is in row 2 too" in twice[3]
    moved = "name,parliament_id,bluesky\nAdelaide Larkspur,9001,none\nBarnaby Quill,9002,larkspur.example.org\n"
    assert planned(moved.encode()).count("account new") == 1


@pytest.mark.django_db
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_encodings_separators_and_the_order_of_columns_do_not_matter(encoding: str, separator: str) -> None:
    lines = [["Constituency", "NAME ", "Party"], ["Môr", "Zoë Brânwen", "Harbour"], ["", "", ""]]
    data = "\r\n".join(separator.join(line) for line in lines).encode(encoding)
    (row,) = read(data, "csv")
    assert (row.name, row.constituency, row.party) == ("Zoë Brânwen", "Môr", "Harbour")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"handle\nx\n", "no column 'handle'"),
        (b"party\nx\n", "The column name is missing"),
        (b"name,name\nx,y\n", "comes twice"),
        (b"name\nx,y\n", "more than 1 cells"),
        (b'name\n"x\n', "not CSV"),
        (b"name\nx\x00y\n", "cannot be seen"),
        ("name\nA\u202eB\n".encode(), "cannot be seen"),
        (b"name\n" + b"x" * 300, "longer than 200"),
        (b"name\n" + b"x" * 200_000, "not CSV"),
    ],
)
def test_a_csv_that_cannot_be_read_says_why(data: bytes, says: str) -> None:
    with pytest.raises(BadFile, match=says):
        spreadsheet.read(data)


@pytest.mark.django_db
def test_the_members_api_adds_changes_and_records_who_left_and_returned(auditor: Auditor) -> None:
    page = {"items": [item(9001, "Ms Adelaide Larkspur", **SITTING), item(9002, "Sir Barnaby Quill", **SITTING)]}
    imported(auditor, json.dumps(page).encode(), "parliament")
    first = Member.objects.get(parliament_id="9001")
    assert (first.name, first.aliases, first.house) == ("Ms Adelaide Larkspur", ["Adelaide Larkspur"], "Commons")
    left = json.dumps([{"items": [item(9001, "Ms Adelaide Larkspur", **GONE)]}]).encode()
    assert [change.says for change in imported(auditor, left, "parliament").changes] == [
        "left on 2026-05-30; every opt-in ends with that day's beginning"
    ]
    assert imported(auditor, left, "parliament").changes == []
    back = json.dumps(item(9001, "Ms Adelaide Larkspur", **SITTING | {"membershipStartDate": "2026-07-09T00:00:00"}))
    assert imported(auditor, back.encode(), "parliament").count("returned") == 1
    assert Member.objects.get(parliament_id="9001").left_on is None


@pytest.mark.django_db
def test_a_member_of_the_csv_is_found_again_in_the_members_api(auditor: Auditor) -> None:
    imported(auditor, b"name,constituency\nAdelaide Larkspur,Market Stoke\n")
    plan = planned(json.dumps(item(9001, "Adelaide Larkspur", **SITTING)).encode(), "parliament")
    assert [change.kind for change in plan.changes] == ["changed"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"nope", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b'{"totalResults": 3}', "not from the Members API"),
        (b'{"items": 3}', "not a list"),
        (b'{"items": [{"value": {"id": "x"}}]}', r"Row 1: .*id"),
        (b'{"items": [{"value": {"id": 1}}]}', "Row 1: nameDisplayAs is missing"),
        (b'{"items": [null]}', "Row 1: "),
    ],
)
def test_json_that_cannot_be_read_says_why(data: bytes, says: str) -> None:
    with pytest.raises(BadFile, match=says):
        parliament.read(data)


@pytest.mark.django_db
def test_theyworkforyou_adds_accounts_to_those_we_know_and_opts_nobody_in(auditor: Auditor) -> None:
    imported(auditor, b"name,theyworkforyou_id\nAdelaide Larkspur,uk.org.publicwhip/person/70001\n")
    plan = imported(auditor, XML, "theyworkforyou")
    assert (plan.count("account new"), plan.unknown) == (3, 1)
    handles = PlatformAccount.objects.values_list("platform", "handle")
    assert set(handles) == {("x", "larkspurmp"), ("bluesky", "larkspur.example.org"), ("facebook", "adelaide.larkspur")}
    assert registry.watched() == []
    assert planned(XML, "theyworkforyou").changes == []


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b'<!DOCTYPE x [<!ENTITY a "b">]><publicwhip/>', "document type"),
        (b'<!DOCTYPE x SYSTEM "file:///etc/hostname"><publicwhip/>', "document type"),
        (b"<publicwhip>", "not XML"),
        (b"<html/>", "not TheyWorkForYou's"),
        (b'<publicwhip><personinfo id="70001"/></publicwhip>', "Row 1: The id is missing or is not like"),
        (b'<publicwhip>\n<personinfo id="uk.org.publicwhip/person/1" twitter_username="a b"/></publicwhip>', "Row 2: "),
        (b'<?xml version="1.0" encoding="utf-7"?><publicwhip/>', "cannot be read|not XML"),
    ],
)
def test_xml_that_cannot_be_read_says_why(data: bytes, says: str) -> None:
    with pytest.raises(BadFile, match=says):
        theyworkforyou.read(data)


@given(data=st.binary(max_size=300), format=st.sampled_from(sorted(READERS)))
@example(data=b'name\r"\n', format="csv")
@example(data=b"\xff\xfe\x00", format="csv")
@example(data=b'{"items":[{"value":{"id":1,"nameDisplayAs":"\\ud800"}}]}', format="parliament")
def test_any_bytes_give_rows_or_a_named_error(data: bytes, format: str) -> None:
    try:
        rows = read(data, format)
    except BadFile as error:
        assert error.bad
        assert "Nothing was changed." in str(error)
    else:
        assert all(isinstance(row, Row) for row in rows)


cells = st.text(st.characters(codec="utf-8"), max_size=20) | st.sampled_from(
    ["2026-01-01", "none", "a.example.org", "Form"]
)
columns = st.lists(st.sampled_from(sorted(spreadsheet.COLUMNS - {"name"})), unique=True, max_size=6)


@given(columns=columns, lines=st.lists(st.lists(cells, min_size=1, max_size=7), max_size=4))
def test_any_cells_give_rows_or_a_named_error(columns: list[str], lines: list[list[str]]) -> None:
    table = [["name", *columns], *lines]
    quoted = "\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in line) for line in table)
    try:
        rows = read(quoted.encode("utf-8"), "csv")
    except BadFile as error:
        assert error.bad
    else:
        assert all(row.name for row in rows)
        assert all(row.consent for row in rows if row.opted_in_from)


@given(text=st.text(max_size=40))
def test_any_handle_is_bare_or_refused(text: str) -> None:
    from portcullis.members.accounts import handle_of

    try:
        handle = handle_of(text)
    except Refused:
        return
    assert handle
    assert handle.isprintable()
    assert not any(letter.isspace() for letter in handle)
    assert handle_of(f"@{handle}") == handle


@pytest.mark.django_db
def test_the_command_asks_shows_and_is_idempotent(tmp_path: Path) -> None:
    file = tmp_path / "members.csv"
    file.write_text(CSV, encoding="utf-8")
    shown = CliRunner().invoke(app, ["import", str(file), "--dry-run"])
    assert (shown.exit_code, Member.objects.count()) == (0, 0)
    assert "added: Adelaide Larkspur: new Member (Market Stoke, Harbour)" in shown.output
    refused = CliRunner().invoke(app, ["import", str(file)], input="n\n")
    assert (refused.exit_code, Member.objects.count()) == (1, 0)
    assert CliRunner().invoke(app, ["import", str(file), "--yes"]).exit_code == 0
    assert Member.objects.count() == 2
    again = CliRunner().invoke(app, ["import", str(file), "--yes"])
    assert "Nothing to change; 2 unchanged" in again.output
    assert "Adelaide Larkspur" in CliRunner().invoke(app, ["list"]).output


@pytest.mark.django_db
def test_a_plan_that_is_no_longer_true_is_refused(auditor: Auditor) -> None:
    plan = planned(CSV.encode())
    imported(auditor, b"name\nOdo Finch\n")
    with pytest.raises(Refused, match="changed after the plan"):
        actions.import_members(auditor, plan)
    assert Member.objects.count() == 1


def test_the_name_of_a_file_tells_its_format() -> None:
    assert [format_of(name) for name in ("a.CSV", "b.json", "c.xml")] == ["csv", "parliament", "theyworkforyou"]
    with pytest.raises(BadFile):
        format_of("members")


def test_an_account_list_keeps_its_order_and_ids() -> None:
    (row,) = spreadsheet.read(b"name,mastodon,mastodon_id\nOdo,a@one.example;b@two.example,1\n")
    assert row.accounts == {"mastodon": (Named("a@one.example", "1"), Named("b@two.example"))}
