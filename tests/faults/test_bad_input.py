"""Bad inputs of the issue, section G, through the API: instants at the edge, a limit of nothing, names that are hostile.

Elsewhere: procedure files with a cycle, tabs or 10 MB in casework/procedures/tests/test_hostile_files.py; hostile paper
files in office/files/tests; a session that ends in the middle of a form in office/accounts and doors/desk.
"""

from __future__ import annotations

import json
import unicodedata
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing
from lienthong.casework.dossiers.rules.persons import Person, cleaned
from lienthong.doors.exchange.rest.api import api
from lienthong.office.accounts import public as accounts
from lienthong.office.accounts.testing import signed_in_as
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.office.worktime import public as worktime
from lienthong.toolkit import clock
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.errors import Refusal

PROCEDURES = (testing.BIRTH, testing.ALLOWANCE)

SCRIPT = "<script>alert('Sen')</script>"


def set_clock(settings: Any, at: datetime) -> None:
    """Let the business clock stand at `at`."""
    settings.CLOCK_OFFSET_SECONDS = int((at - clock.real_now()).total_seconds())


@pytest.fixture
def world(world: testing.World, settings: Any) -> testing.World:
    set_clock(settings, testing.MONDAY_8AM)
    return world


class Machine:
    """A program with the token of the counter clerk of Hoành Mô."""

    def __init__(self, world: testing.World) -> None:
        unit_id = world.clerk.unit_id
        made = accounts.create_token(duty="counter_clerk", unit_id=unit_id, at=clock.now(), real_at=clock.real_now(), days=3_650)
        self.headers = {"Authorization": f"Bearer {made.token}"}
        self.client = Client(raise_request_exception=False)

    def post(self, path: str, body: Any) -> Any:
        headers = self.headers | {"Idempotency-Key": str(uuid4())}
        content = body if isinstance(body, str) else json.dumps(body)
        return self.client.post(f"/api/v1{path}", content, content_type="application/json", headers=headers)


@pytest.fixture
def machine(world: testing.World) -> Machine:
    return Machine(world)


def an_allowance(**facts: Any) -> dict[str, Any]:
    """Return the body of a reception whose limit counts working days."""
    owner = {"name": "Hoàng Thị Sen", "id_type": "cmnd", "id_number": "100123456"}
    return {"procedure": testing.ALLOWANCE, "owner": owner, "papers_complete": True} | facts


def case_of(procedure: str) -> str:
    """Return the first case of a procedure."""
    return testing.an_application(procedure).case


def test_a_reception_in_the_future_is_refused_and_takes_no_number(world: testing.World, machine: Machine) -> None:
    later = testing.MONDAY_8AM + timedelta(hours=3)

    refused = machine.post("/dossiers", an_allowance(case=case_of(testing.ALLOWANCE), received_at=later.isoformat()))
    next_one = machine.post("/dossiers", an_allowance(case=case_of(testing.ALLOWANCE)))

    assert (refused.status_code, refused.json()["code"]) == (409, "dossiers.received_in_future")
    assert next_one.json()["code"].endswith("-0001")


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2018, 2, 16, 9, 0, tzinfo=VIETNAM),  # the first day of Tết
        datetime(2018, 3, 11, 9, 0, tzinfo=VIETNAM),  # a Sunday
        datetime(2018, 3, 12, 16, 59, tzinfo=VIETNAM),
        datetime(2018, 12, 31, 23, 50, tzinfo=VIETNAM),
    ],
    ids=["holiday", "sunday", "16:59", "23:50 on 31 December"],
)
def test_a_reception_at_the_edge_of_time_counts_from_the_next_working_moment(
    world: testing.World, settings: Any, moment: datetime
) -> None:
    set_clock(settings, moment)
    machine = Machine(world)

    told = machine.post("/dossiers", an_allowance(case=case_of(testing.ALLOWANCE)))

    assert told.status_code == 200, told.content
    due = datetime.fromisoformat(told.json()["due_at"])
    with ledger.seeing(world.clerk.sees):
        kept = dossiers.Dossier.objects.get(code=told.json()["code"])
    limit = worktime.Limit.from_dict(kept.limits["committed"])
    calendar = worktime.calendar(kept.calendar)
    assert due == worktime.deadline(kept.received_at, limit, calendar).due_at
    assert due > moment
    assert worktime.between(moment, due, calendar) > 0, "the promise lies in working time after the reception"


def test_the_number_at_ten_to_midnight_belongs_to_the_old_year_and_the_next_to_the_new(
    world: testing.World, settings: Any
) -> None:
    set_clock(settings, datetime(2018, 12, 31, 23, 50, tzinfo=VIETNAM))
    old = Machine(world).post("/dossiers", an_allowance(case=case_of(testing.ALLOWANCE))).json()["code"]
    set_clock(settings, datetime(2019, 1, 1, 0, 10, tzinfo=VIETNAM))
    new = Machine(world).post("/dossiers", an_allowance(case=case_of(testing.ALLOWANCE))).json()["code"]

    assert ("181231-0001" in old, "190101-0001" in new) == (True, True), (old, new)


@pytest.mark.parametrize("value", [0, -1])
def test_a_limit_of_nothing_is_refused(value: int) -> None:
    with pytest.raises(worktime.InvalidLimit):
        worktime.Limit(value, worktime.LimitUnit.WORKING_DAY)


def test_a_token_for_a_unit_that_is_missing_is_refused(world: testing.World) -> None:
    with pytest.raises(org.UnknownUnit):
        accounts.create_token(duty="counter_clerk", unit_id=999_999, at=clock.now(), real_at=clock.real_now())


def test_a_name_in_nfd_is_stored_in_nfc_and_found_both_ways(world: testing.World, machine: Machine) -> None:
    name = "Tằng Dảu Tình"
    owner = {"name": unicodedata.normalize("NFD", name), "id_type": "cmnd", "id_number": "100123456"}

    told = machine.post("/dossiers", an_allowance(case=case_of(testing.ALLOWANCE), owner=owner))

    assert told.status_code == 200, told.content
    with ledger.seeing(world.clerk.sees):
        for asked in (name, unicodedata.normalize("NFD", name), "tang dau"):
            assert [row.owner_name for row in dossiers.search(world.clerk, asked, clock.now())] == [name]


@pytest.mark.parametrize(
    "name", ["Sen 🌸", "S" * 500, SCRIPT, "  ", "\u202eneS", "Sen\x00"], ids=["emoji", "500", "script", "blank", "bidi", "nul"]
)
def test_a_strange_name_is_cleaned_or_refused_but_never_a_fault(machine: Machine, name: str) -> None:
    owner = {"name": name, "id_type": "cmnd", "id_number": "100123456"}

    told = machine.post("/dossiers", an_allowance(case=case_of(testing.ALLOWANCE), owner=owner))

    assert told.status_code in {200, 409, 422}, told.content
    assert told.status_code == 200 or told.json()["message"].endswith("."), "a whole sentence says what to do"


def test_a_name_that_is_a_script_is_shown_escaped_wherever_it_is_printed(world: testing.World, client: Client) -> None:
    """The name is put where a form would refuse it, so that the pages alone are asked."""
    uid = testing.received(world)
    with ledger.seeing(world.clerk.sees):
        dossiers.Dossier.objects.filter(uid=uid).update(owner_name=SCRIPT, subject=SCRIPT)
        dossiers.Dossier.objects.get(uid=uid).parties.update(name=SCRIPT)
    person = world.district.person("hoanh_mo", "counter_clerk")
    signed_in_as(client, person)

    pages = {path: client.get(path) for path in ("/", "/ho-so/", f"/ho-so/{uid}/")}

    assert {path: page.status_code for path, page in pages.items()} == dict.fromkeys(pages, 200)
    assert all("<script>alert" not in page.content.decode() for page in pages.values())
    assert any("&lt;script&gt;alert" in page.content.decode() for page in pages.values()), "the name is printed somewhere"


@given(st.text(max_size=600))
def test_cleaning_a_name_twice_changes_nothing_more(name: str) -> None:
    try:
        once = cleaned(Person(name=name))
    except Refusal:
        return

    assert cleaned(once).name == once.name
    assert unicodedata.is_normalized("NFC", once.name)


# --- no 5xx, whatever is sent: bodies made from the schemas of the API, right and wrong ----------------------------

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def schemas() -> dict[str, Any]:
    """Return the schemas of the API by name."""
    found: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(), default=str))["components"]["schemas"]
    return found


def made_from(schema: dict[str, Any], known: dict[str, Any], depth: int = 0) -> st.SearchStrategy[Any]:
    """Return values that a schema describes, roughly; now and then something else altogether."""
    if "$ref" in schema:
        return made_from(known[schema["$ref"].rpartition("/")[2]], known, depth)
    if "anyOf" in schema:
        return st.one_of([made_from(one, known, depth) for one in schema["anyOf"]])
    if schema.get("type") == "object" and "properties" in schema and depth < 3:
        fields = {name: made_from(one, known, depth + 1) for name, one in schema["properties"].items()}
        asked = {name: fields.pop(name) for name in schema.get("required", [])}
        return st.fixed_dictionaries(asked, optional=fields)
    return st.one_of(plain(schema, known, depth), ANYTHING)


def plain(schema: dict[str, Any], known: dict[str, Any], depth: int) -> st.SearchStrategy[Any]:
    """Return values of a schema without properties."""
    match schema.get("type"), schema.get("format"):
        case "array", _:
            return st.lists(made_from(schema.get("items", {}), known, depth + 1), max_size=2)
        case "integer", _:
            return st.integers(-(2**70), 2**70) | st.integers(0, 3)
        case "string", "uuid":
            return st.uuids().map(str)
        case "string", "date-time":
            return st.datetimes().map(datetime.isoformat) | st.just(testing.MONDAY_8AM.isoformat())
        case "string", "date":
            return st.dates().map(str)
        case "string", _:
            words = [testing.ALLOWANCE, "default", "direct", "counter", "cmnd", "100123456", "done", "signature", SCRIPT, "\x00"]
            return st.sampled_from(words) | st.text(max_size=60)
        case "boolean", _:
            return st.booleans()
        case _:
            return ANYTHING


def writes() -> list[tuple[str, dict[str, Any]]]:
    """Return (path, schema of the body) of every write of the API."""
    found = []
    for path, operations in api.get_openapi_schema()["paths"].items():
        if "post" in operations:
            body = operations["post"].get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
            found.append((path.removeprefix("/api/v1"), body))
    return found


@pytest.mark.thorough
@pytest.mark.parametrize(("path", "schema"), writes(), ids=[path for path, _ in writes()])
def test_no_body_makes_a_write_of_the_api_fail(world: testing.World, machine: Machine, path: str, schema: dict[str, Any]) -> None:
    uid = str(testing.received(world))
    address = path.replace("{uid}", uid)
    known = schemas()

    @settings(max_examples=25, suppress_health_check=list(HealthCheck))
    @given(made_from(schema, known))
    def never_5xx(body: Any) -> None:
        told = machine.post(address, body)

        assert told.status_code < 500, f"{address} {body}: {told.status_code}"

    never_5xx()


@pytest.mark.parametrize(
    "address",
    [
        "/dossiers/search?q=%00",
        "/lookup?code=%00&key=%00",
        "/procedures/%00",
        "/tasks?q=%00&page=99999999999999999999",
        "/events?after=99999999999999999999",
        "/dossiers?after=x_y",
    ],
)
def test_no_question_to_the_api_fails(machine: Machine, address: str) -> None:
    assert machine.client.get(f"/api/v1{address}", headers=machine.headers).status_code < 500


def test_half_a_character_is_malformed(machine: Machine) -> None:
    body = json.dumps(an_allowance(subject="x")).replace('"x"', '"\\ud800"')

    assert machine.post("/dossiers", body).status_code == 422


@pytest.mark.parametrize("content", ["", "{", "null", "[]", '"x"', '{"a":' * 2_000, "\x00", "NaN", '{"owner":1e999}'])
def test_what_is_no_object_is_malformed_and_never_a_fault(machine: Machine, content: str) -> None:
    assert machine.post("/dossiers", content).status_code in {400, 422}
