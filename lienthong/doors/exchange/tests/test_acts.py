"""Every act by machine: done once under its key, refused without one, refused to those without the duty."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lienthong.casework.dossiers import testing as given
from lienthong.casework.procedures.testing import load_like
from lienthong.doors.exchange.rest.api import api
from lienthong.doors.exchange.testing import Machine, an_application
from lienthong.office.files import public as files
from lienthong.office.files.testing import pdfs
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import a_place
from lienthong.toolkit import clock

PROCEDURES = (given.BIRTH, given.CHAIN)
COUNTER, HEAD, JUSTICE, CASHIER, PUBLIC = "counter_clerk", "unit_head", "specialist.justice", "cashier", ""


@pytest.fixture
def world(world: given.World, settings: Any, tmp_path: Path) -> given.World:
    settings.FILES_DIR = tmp_path
    settings.CLOCK_OFFSET_SECONDS = int((given.MONDAY_8AM - clock.real_now()).total_seconds())
    return world


@dataclass
class Office:
    """Programs of Hoành Mô by duty, and one dossier."""

    world: given.World
    uid: str = ""

    def machine(self, duty: str) -> Machine:
        """Return a program with a duty at the commune."""
        return Machine(duty, self.world.clerk.unit_id)

    def whole(self) -> dict[str, Any]:
        """Return the dossier as the counter sees it."""
        found: dict[str, Any] = self.machine(COUNTER).get(f"/dossiers/{self.uid}").json()
        return found

    def token(self) -> int:
        """Return the token of the first open place."""
        return int(self.whole()["places"][0]["token"])

    def act(self, duty: str, verb: str, body: dict[str, Any], **facts: Any) -> Any:
        """Let a program with a duty act on the dossier."""
        return self.machine(duty).post(f"/dossiers/{self.uid}/{verb}", body, **facts)


@pytest.fixture
def office(world: given.World) -> Office:
    """A birth on the counter."""
    return Office(world, str(given.received(world)))


def came(office: Office) -> dict[str, Any]:
    office.uid = str(given.registered(office.world))
    return {}


def at_justice(office: Office) -> dict[str, Any]:
    given.step(office.world, _uid(office), "receive", "done")
    return {"token": office.token()}


def signed(office: Office) -> dict[str, Any]:
    for step, outcome in [("receive", "done"), ("verify", "done"), ("sign", "signed")]:
        given.step(office.world, _uid(office), step, outcome)
    return {}


def asked(office: Office) -> dict[str, Any]:
    office.act(COUNTER, "request-supplement", {"papers": ["Đơn"], "reason": "Thiếu đơn"})
    return {}


def waiting_for_money(office: Office) -> dict[str, Any]:
    at_justice(office)
    assert office.act(COUNTER, "require-payment", {"reason": "Thông báo thuế"}).status_code == 200
    return {}


def stopped(office: Office) -> dict[str, Any]:
    at_justice(office)
    assert office.act(HEAD, "stop", {"reason": "Tòa án thụ lý"}).status_code == 200
    return {}


def withdrawn(office: Office) -> dict[str, Any]:
    assert office.act(COUNTER, "withdraw", {"reason": "Công dân xin rút"}).status_code == 200
    return {}


def with_token(office: Office) -> dict[str, Any]:
    return {"token": office.token()}


def running(office: Office) -> dict[str, Any]:
    at_justice(office)
    return {}


def to_the_clerk(office: Office) -> dict[str, Any]:
    return {"token": office.token(), "person_uid": str(office.world.clerk.person_uid)}


def _uid(office: Office) -> Any:
    from uuid import UUID

    return UUID(office.uid)


Ready = Callable[[Office], dict[str, Any]]
ACTS: list[tuple[str, Ready, str, dict[str, Any], str, str]] = [
    # verb, state before (and what of the body it knows), who may, body, who may not, status afterwards
    ("accept", came, COUNTER, {}, HEAD, "Được tiếp nhận"),
    ("advance", with_token, COUNTER, {"outcome": "done"}, JUSTICE, "Đang xử lý"),
    ("take-over", at_justice, JUSTICE, {}, CASHIER, "Đang xử lý"),
    ("assign", to_the_clerk, HEAD, {}, JUSTICE, "Được tiếp nhận"),
    ("send-back", at_justice, JUSTICE, {"reason": "Sai họ đệm"}, CASHIER, "Đang xử lý"),
    ("request-supplement", running, COUNTER, {"papers": ["Đơn"], "reason": "Thiếu đơn"}, CASHIER, "Yêu cầu bổ sung giấy tờ"),
    ("receive-supplement", asked, COUNTER, {"papers": [{"name": "Đơn", "originals": 1}]}, CASHIER, ""),
    ("require-payment", running, COUNTER, {"reason": "Thuế"}, "", "Yêu cầu thực hiện nghĩa vụ tài chính"),
    ("payment-made", waiting_for_money, COUNTER, {"note": "Đã nộp"}, JUSTICE, "Đang xử lý"),
    ("stop", running, HEAD, {"reason": "Tòa án thụ lý"}, COUNTER, "Dừng xử lý"),
    ("restart", stopped, HEAD, {}, COUNTER, "Đang xử lý"),
    ("refuse", came, COUNTER, {"reason": "Không thuộc thẩm quyền"}, JUSTICE, "Không được tiếp nhận"),
    ("withdraw", running, COUNTER, {"reason": "Xin rút"}, JUSTICE, "Công dân yêu cầu rút hồ sơ"),
    ("return-result", signed, COUNTER, {"receiver": "Hoàng Thị Sen"}, JUSTICE, "Đã trả kết quả"),
    ("reopen", withdrawn, HEAD, {"step": "verify", "reason": "Rút nhầm"}, COUNTER, "Đang xử lý"),
    ("shelf", running, COUNTER, {"shelf": "Tủ 2, ngăn 3"}, "", "Đang xử lý"),
]


@pytest.mark.parametrize(("verb", "ready", "duty", "body", "other", "after"), ACTS, ids=[act[0] for act in ACTS])
def test_an_act_is_done_once_under_its_key_and_refused_to_others(
    office: Office, verb: str, ready: Ready, duty: str, body: dict[str, Any], other: str, after: str
) -> None:
    body = ready(office) | body

    keyless = office.act(duty, verb, body, key="")
    foreign = office.act(other, verb, body) if other else None
    first = office.act(duty, verb, body, key="one")
    again = office.act(duty, verb, body, key="one")

    assert (keyless.status_code, keyless.json()["code"]) == (422, "exchange.key_needed")
    assert foreign is None or foreign.status_code in {403, 409}
    assert foreign is None or foreign.json()["code"] in {"dossiers.foreign_act", "tasks.not_yours", "tasks.cannot_hold"}
    assert first.status_code == 200, first.json()
    assert (first.json()["repeated"], again.json()["repeated"]) == (False, True)
    assert not after or first.json()["status_name"] == after


def test_every_act_of_the_description_is_tried_here() -> None:
    tried = {f"/api/v1/dossiers/{{uid}}/{act[0]}" for act in ACTS}
    elsewhere = {
        "/api/v1/dossiers", "/api/v1/dossiers/register", "/api/v1/dossiers/promise", "/api/v1/dossiers/{uid}/pay",
        "/api/v1/dossiers/{uid}/papers/{paper}/scans", "/api/v1/dossiers/{uid}/move-to-version",
        "/api/v1/payments/callback",  # the bank signs it: test_payments
    }  # fmt: skip

    posts = {path for path, operations in api.get_openapi_schema()["paths"].items() if "post" in operations}

    assert posts == tried | elsewhere


def test_every_operation_asks_a_stranger_for_a_token(world: given.World) -> None:
    for path, operations in api.get_openapi_schema()["paths"].items():
        address = path.replace("{uid}", "0191e5a0-0000-7000-8000-000000000000").replace("{paper}", "1").replace("{code}", "1")
        for method in operations:
            if path not in {"/api/v1/lookup", "/api/v1/payments/callback"}:
                answer = getattr(Client(), method)(address)
                assert (answer.status_code, answer.json()["code"]) == (401, "accounts.token_refused"), (method, path)


def test_a_dossier_of_others_is_unknown_to_every_act(office: Office) -> None:
    stranger = Machine(COUNTER, office.world.district.other_commune.pk)

    for verb in ("withdraw", "refuse"):
        answer = stranger.post(f"/dossiers/{office.uid}/{verb}", {"reason": "Xin rút"})
        assert (answer.status_code, answer.json()["code"]) == (404, "dossiers.unknown")


def test_a_key_used_for_something_else_is_refused(office: Office) -> None:
    office.act(COUNTER, "shelf", {"shelf": "Tủ 1"}, key="one")

    answer = office.act(COUNTER, "shelf", {"shelf": "Tủ 2"}, key="one")

    assert (answer.status_code, answer.json()["code"]) == (409, "dossiers.key_used_for_another")


def test_a_dossier_that_came_in_is_written_down_once_without_a_date(world: given.World) -> None:
    clerk, head = Machine(COUNTER, world.clerk.unit_id), Machine(HEAD, world.clerk.unit_id)
    body = an_application(papers_complete=False, channel="online")

    first, again = (clerk.post("/dossiers/register", body, key="one").json() for _ in range(2))
    foreign = head.post("/dossiers/register", body)

    assert (first["due_at"], first["repeated"]) == (None, False)
    assert (again["code"], again["repeated"]) == (first["code"], True)
    assert (foreign.status_code, foreign.json()["code"]) == (403, "dossiers.foreign_act")
    assert clerk.get(f"/dossiers/{first['dossier_uid']}").json()["status_name"] == "Mới đăng ký"


def test_a_fee_is_paid_once_and_not_again_under_another_key(world: given.World) -> None:
    load_like("1.013225-2015", at=world.at)
    centre = world.centre_clerk.unit_id
    clerk = Machine(COUNTER, centre)
    uid = clerk.post("/dossiers", an_application(given.PERMIT)).json()["dossier_uid"]
    fee, *others = clerk.get(f"/dossiers/{uid}").json()["fees"]
    body = {"fee_key": fee["key"], "method": "cash"}

    foreign = Machine("procedure_editor", world.district.units["district"].pk).post(f"/dossiers/{uid}/pay", body)
    first, again = (clerk.post(f"/dossiers/{uid}/pay", body, key="one") for _ in range(2))
    twice = clerk.post(f"/dossiers/{uid}/pay", body)

    assert (foreign.status_code, foreign.json()["code"]) == (403, "dossiers.foreign_act")
    assert (first.status_code, again.json()["repeated"]) == (200, True)
    assert (twice.status_code, twice.json()["code"]) == (409, "dossiers.nothing_owed")
    assert clerk.get(f"/dossiers/{uid}").json()["owed"] == sum(other["amount"] for other in others)


def test_a_fee_by_pages_counts_pages_and_copies_and_its_description_says_so(world: given.World) -> None:
    load_like("2.000815-2015", at=world.at)
    clerk = Machine(COUNTER, world.clerk.unit_id)

    uid = clerk.post(
        "/dossiers", an_application("2.000815", case="many", fees={"copy": 5}, copies={"copy": 3}), key="five"
    ).json()["dossier_uid"]
    wrong = clerk.post("/dossiers", an_application("2.000815", case="many", copies={"copy": 0}))

    (fee,) = clerk.get(f"/dossiers/{uid}").json()["fees"]
    assert (fee["quantity"], fee["copies"], fee["amount"]) == (5, 3, 21_000)
    assert (wrong.status_code, wrong.json()["code"]) == (422, "dossiers.bad_count")
    asked = api.get_openapi_schema()["components"]["schemas"]["ApplicationIn"]["properties"]
    assert "số trang của một bản" in asked["fees"]["description"]
    assert "Số bản" in asked["copies"]["description"]


def test_going_over_to_a_version_is_for_those_who_lead(office: Office) -> None:
    version = str(given.procedures.version_in_force(given.BIRTH, office.world.at.date()).uid)
    body = {"version_uid": version, "reason": "Ban hành lại"}

    foreign = office.act(COUNTER, "move-to-version", body)
    first, again = (office.act(HEAD, "move-to-version", body, key="one") for _ in range(2))

    assert (foreign.status_code, foreign.json()["code"]) == (403, "dossiers.foreign_act")
    assert (first.status_code, again.json()["repeated"]) == (200, True)


def test_a_promise_writes_nothing(office: Office) -> None:
    before = office.machine(COUNTER).get("/dossiers").json()["rows"]
    asked_for = {name: value for name, value in an_application(given.CHAIN).items() if name in ("procedure", "case")}

    told = office.machine(COUNTER).post("/dossiers/promise", asked_for).json()

    assert told["due_at"]
    assert told["reasons"]
    assert office.machine(COUNTER).get("/dossiers").json()["rows"] == before
    odd = office.machine(COUNTER).post("/dossiers/promise", asked_for | {"case": "không có"})
    assert odd.json()["code"] == "dossiers.unknown_case"


# --- scans ----------------------------------------------------------------------------------------------------------


def a_file(content: bytes | None = None, name: str = "giấy chứng sinh.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdfs.good() if content is None else content)


def scans_of(office: Office) -> list[str]:
    return list(office.whole()["papers"][0]["scans"])


def test_a_scan_is_taken_in_once_and_put_beside_or_in_place_of_the_others(office: Office) -> None:
    clerk, content = office.machine(COUNTER), pdfs.good()
    path = f"/dossiers/{office.uid}/papers/{office.whole()['papers'][0]['id']}/scans"

    first, again = (clerk.send(path, {"file": a_file(content)}, key="one") for _ in range(2))
    clerk.send(path, {"file": a_file(pdfs.signed()), "beside": "true"})
    both = scans_of(office)
    clerk.send(path, {"file": a_file()})

    assert (first.json()["repeated"], again.json()["repeated"]) == (False, True)
    assert (len(both), len(scans_of(office))) == (2, 1)
    with ledger.seeing(office.world.clerk.sees):
        assert len(files.of_object(_uid(office))) == 3
    other = clerk.send(path, {"file": a_file(pdfs.signed())}, key="one")
    assert (other.status_code, other.json()["code"]) == (409, "dossiers.key_used_for_another")


@pytest.mark.parametrize(
    ("content", "name", "status", "code"),
    [
        (pdfs.javascript(), "bẫy.pdf", 422, "files.pdf_active"),
        (b"GIF89a", "a.gif", 422, "files.kind_not_accepted"),
        (b"a" * (2**20 + 9), "a.txt", 413, "files.too_big"),
    ],
)
def test_the_upload_policy_is_the_same_as_on_the_pages(
    office: Office, settings: Any, content: bytes, name: str, status: int, code: str
) -> None:
    settings.UPLOAD_MAX_BYTES = 2**20
    path = f"/dossiers/{office.uid}/papers/{office.whole()['papers'][0]['id']}/scans"

    answer = office.machine(COUNTER).send(path, {"file": a_file(content, name)})

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert scans_of(office) == []


def test_a_scan_needs_key_file_duty_and_a_paper_of_the_dossier(office: Office) -> None:
    paper = office.whole()["papers"][0]["id"]
    path = f"/dossiers/{office.uid}/papers/{paper}/scans"
    clerk = office.machine(COUNTER)

    answers = {
        "exchange.key_needed": clerk.send(path, {"file": a_file()}, key=""),
        "exchange.malformed": clerk.send(path, {}),
        "dossiers.foreign_act": office.machine(CASHIER).send(path, {"file": a_file()}),
        "dossiers.paper_unknown": clerk.send(f"/dossiers/{office.uid}/papers/{paper + 999}/scans", {"file": a_file()}),
    }
    stranger = Machine(COUNTER, office.world.district.other_commune.pk).send(path, {"file": a_file()})

    assert {code: answer.json()["code"] for code, answer in answers.items()} == {code: code for code in answers}
    assert stranger.status_code == 404
    assert scans_of(office) == []


# --- questions ------------------------------------------------------------------------------------------------------


def test_a_place_is_found_and_kept_on_the_address(world: given.World) -> None:
    kept = a_place("Xã Hoành Mô", path="Xã Hoành Mô, huyện Bình Liêu", code="06841")
    clerk = Machine(COUNTER, world.clerk.unit_id)

    (found,) = clerk.get("/places", q="hoanh mo").json()
    owner = {"name": "Hoàng Thị Sen", "place_uid": found["uid"]}
    uid = clerk.post("/dossiers", an_application(owner=owner)).json()["dossier_uid"]
    (party,) = clerk.get(f"/dossiers/{uid}").json()["parties"]
    gone = clerk.post("/dossiers", an_application(owner=owner | {"place_uid": "0191e5a0-0000-7000-8000-000000000000"}))

    assert found["uid"] == str(kept.uid)
    assert (party["place_uid"], party["address_unit_id"]) == (str(kept.uid), world.clerk.unit_id)
    assert (gone.status_code, gone.json()["code"]) == (422, "dossiers.bad_person")


def test_a_representative_needs_a_basis_here_too(world: given.World) -> None:
    clerk = Machine(COUNTER, world.clerk.unit_id)
    body = an_application(representative={"name": "Chíu Sếch Và"})

    refused = clerk.post("/dossiers", body)
    body["representative"]["basis"] = "Cha của trẻ"
    uid = clerk.post("/dossiers", body).json()["dossier_uid"]

    assert refused.json()["facts"]["field"] == "representative.basis"
    assert {party["role"]: party["basis"] for party in clerk.get(f"/dossiers/{uid}").json()["parties"]} == {
        "owner": "", "representative": "Cha của trẻ",
    }  # fmt: skip


def test_dossiers_are_listed_and_searched_by_what_the_token_sees(office: Office) -> None:
    clerk = office.machine(COUNTER)
    stranger = Machine(COUNTER, office.world.district.other_commune.pk)

    assert [row["uid"] for row in clerk.get("/dossiers", procedure=given.BIRTH, state="open").json()["rows"]] == [office.uid]
    assert clerk.get("/dossiers", procedure=given.CHAIN).json()["rows"] == []
    assert [row["uid"] for row in clerk.get("/dossiers/search", q="hoang thi sen").json()] == [office.uid]
    assert stranger.get("/dossiers/search", q="hoang thi sen").json() == []
    assert stranger.get("/tasks").json()["rows"] == []


def test_an_unknown_procedure_is_told(office: Office) -> None:
    answer = office.machine(COUNTER).get("/procedures/9.999999")

    assert (answer.status_code, answer.json()["code"]) == (404, "procedures.procedure_unknown")
    assert office.machine(COUNTER).get("/procedures", q="khai sin", on="2010-01-01").json() == []
