"""Machines come in with the same verbs, rights, refusals and idempotency as people."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.doors.exchange.rest.api import api
from lienthong.doors.exchange.testing import Machine, an_application
from lienthong.office.ledger import public as ledger
from lienthong.toolkit import clock

PROCEDURES = (given.BIRTH, given.CHAIN)


@pytest.fixture(autouse=True)
def march_2018(settings: Any) -> None:
    settings.CLOCK_OFFSET_SECONDS = int((given.MONDAY_8AM - clock.real_now()).total_seconds())


@pytest.fixture
def clerk(world: given.World) -> Machine:
    return Machine("counter_clerk", world.clerk.unit_id)


a_birth = an_application


def test_a_program_receives_a_dossier_and_moves_it_on(world: given.World, clerk: Machine) -> None:
    received = clerk.post("/dossiers", a_birth())
    uid = received.json()["dossier_uid"]
    whole = clerk.get(f"/dossiers/{uid}").json()

    moved = clerk.post(f"/dossiers/{uid}/advance", {"token": whole["places"][0]["token"], "outcome": "done"})

    assert (received.status_code, moved.status_code) == (200, 200)
    assert whole["places"][0]["actions"][0]["outcome"] == "done"
    assert moved.json()["status_name"] == "Đang xử lý"
    assert clerk.get("/dossiers").json()["rows"][0]["code"] == received.json()["code"]


def test_the_same_key_is_done_once(clerk: Machine) -> None:
    first = clerk.post("/dossiers", a_birth(), key="same").json()
    second = clerk.post("/dossiers", a_birth(), key="same").json()

    assert (second["code"], second["repeated"]) == (first["code"], True)


def test_a_write_without_a_key_is_refused(clerk: Machine) -> None:
    refused = clerk.post("/dossiers", a_birth(), key="")

    assert (refused.status_code, refused.json()["code"]) == (422, "exchange.key_needed")


def test_a_refusal_is_answered_with_its_code_and_sentence(clerk: Machine) -> None:
    refused = clerk.post("/dossiers", a_birth(owner={"name": "Vi Văn Lộc", "id_type": "cmnd", "id_number": "1"}))

    assert refused.status_code == 422
    assert refused.json()["code"] == "dossiers.bad_person"
    assert "9 chữ số" in refused.json()["message"]


def test_malformed_data_names_its_fields(clerk: Machine) -> None:
    refused = clerk.post("/dossiers", a_birth(sets=0))

    assert refused.status_code == 422
    assert "sets" in refused.json()["message"]


@pytest.mark.parametrize("token", ["", "Bearer lt_wrong"])
def test_a_missing_or_wrong_token_is_refused_alike(world: given.World, token: str) -> None:
    answer = Client().get("/api/v1/tasks", headers={"Authorization": token} if token else {})

    assert (answer.status_code, answer.json()["code"]) == (401, "accounts.token_refused")


def test_a_token_sees_only_its_unit(world: given.World, clerk: Machine) -> None:
    uid = clerk.post("/dossiers", a_birth()).json()["dossier_uid"]
    stranger = Machine("counter_clerk", world.district.other_commune.pk)

    assert stranger.get(f"/dossiers/{uid}").status_code == 404
    assert stranger.get("/dossiers").json()["rows"] == []


def test_a_token_acts_with_its_duty_alone(world: given.World) -> None:
    head = Machine("unit_head", world.head.unit_id)

    refused = head.post("/dossiers", a_birth())

    assert (refused.status_code, refused.json()["code"]) == (403, "dossiers.foreign_act")


def test_the_feed_is_paged_by_gapless_position(clerk: Machine) -> None:
    for _ in range(3):
        clerk.post("/dossiers", a_birth())

    empty = clerk.get("/events").json()

    assert empty == {"events": [], "next": -1}, "nothing is sealed inside a test's open transaction"


def test_the_public_looks_up_with_code_and_key_and_sees_a_masked_name(clerk: Machine) -> None:
    received = clerk.post("/dossiers", a_birth()).json()

    found = Client().get("/api/v1/lookup", {"code": received["code"], "key": received["lookup_key"]})
    wrong = Client().get("/api/v1/lookup", {"code": received["code"], "key": "AAAAAAAA"})

    assert found.json()["owner_masked"] == "Hoàng Thị S***"
    assert "Sen" not in found.content.decode()
    assert (wrong.status_code, wrong.json()["code"]) == (404, "portal.not_found")


def test_the_inbox_and_the_procedures_are_read(clerk: Machine) -> None:
    clerk.post("/dossiers", a_birth())

    assert clerk.get("/tasks").json()["counts"]["all"] == 1
    assert [one["code"] for one in clerk.get("/procedures", q="khai sin").json()][:1]
    assert clerk.get(f"/procedures/{given.BIRTH}").json()["definition"]["nodes"]


def test_the_report_adds_up_for_those_who_may_ask(world: given.World, clerk: Machine) -> None:
    clerk.post("/dossiers", a_birth())
    today = clock.now().date().isoformat()
    head = Machine("unit_head", world.head.unit_id)

    lines = head.get("/reports/06a", first=today, last=today).json()

    assert [line["received_direct"] for line in lines] == [1]
    assert clerk.get("/reports/06a", first=today, last=today).status_code == 403


def test_the_description_is_openapi_3_1_and_names_every_act() -> None:
    schema = api.get_openapi_schema()

    assert schema["openapi"] == "3.1.0"
    assert "/api/v1/dossiers/{uid}/advance" in schema["paths"]
    assert all("summary" in operation for path in schema["paths"].values() for operation in path.values())


def test_the_ledger_holds_what_the_program_did(world: given.World, clerk: Machine) -> None:
    uid = clerk.post("/dossiers", a_birth()).json()["dossier_uid"]

    with ledger.seeing(world.clerk.sees):
        (event,) = ledger.history(uid)

    assert event.person_uid == world.clerk.person_uid


def test_a_program_says_in_which_language_the_citizen_is_told_and_vietnamese_when_it_does_not(
    world: given.World, clerk: Machine
) -> None:
    asked: tuple[dict[str, str], ...] = ({"language": "en"}, {}, {"language": "vi"})
    uids = [clerk.post(f"/dossiers{way}", a_birth(**one)).json()["dossier_uid"] for one in asked for way in ("", "/register")]

    with ledger.seeing(world.clerk.sees):
        found = [dossiers.addressee(UUID(uid)) for uid in uids]

    assert [one and one.language for one in found] == ["en", "en", "vi", "vi", "vi", "vi"]
    refused = clerk.post("/dossiers", a_birth(language="fr"))
    assert (refused.status_code, "language" in refused.content.decode()) == (422, True)


def test_the_description_tells_the_languages_of_the_notices_and_that_it_is_no_duty() -> None:
    described = api.get_openapi_schema()["components"]["schemas"]["ApplicationIn"]

    assert described["properties"]["language"] == {
        "default": "vi", "description": "Ngôn ngữ của tin báo cho người nộp.", "pattern": "^(vi|en)$", "title": "Language",
        "type": "string",
    }  # fmt: skip
    assert "language" not in described["required"]
