"""What the desk says of a dossier in English: the time line, the path, the forms; names in it stay Vietnamese and are marked."""

from __future__ import annotations

import re
from collections.abc import Generator
from decimal import Decimal
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from django.http import QueryDict
from django.template import Context, Template
from django.utils import translation

from lienthong.casework.certification import public as certification
from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.procedures import public as procedures
from lienthong.casework.reports import public as reports
from lienthong.doors.desk import queries
from lienthong.doors.desk.web import shapes
from lienthong.doors.desk.web.certification import electronic
from lienthong.doors.desk.web.dossiers import act_forms
from lienthong.doors.desk.web.leaders import scoring_shapes
from lienthong.doors.desk.web.receiving import reception
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.ui.testing import unmarked_vietnamese
from lienthong.toolkit.ui.tongues import said


@pytest.fixture
def english() -> Generator[None]:
    with translation.override("en"):
        yield


def drawn(source: str, **facts: Any) -> str:
    """Return a piece of a page; hold it to marking whatever in it is Vietnamese."""
    page = Template("{% load ui desk %}" + source).render(Context(facts))
    assert unmarked_vietnamese(f'<html lang="en"><body>{page}</body></html>') == []
    return page


def page_of(world: given.World, uid: UUID) -> tuple[dossiers.DossierPage, dict[UUID, str]]:
    with ledger.seeing({unit.pk for unit in world.district.units.values()}):
        page = dossiers.page(world.clerk, uid, world.at)
        return page, queries.names_of({event.person_uid for event in page.events})


@pytest.mark.usefixtures("english")
def test_the_time_line_of_a_dossier_is_english_and_its_names_are_marked(world: given.World) -> None:
    uid = given.received(world, given.CHAIN)
    given.step(world, uid, "receive", "done")
    dossiers.put_on_shelf(actor=world.clerk, at=world.at, dossier_uid=uid, shelf="Tủ 2, ngăn 3", key=str(new_uid()))
    page, names = page_of(world, uid)

    text = drawn("{% timeline items %}", items=shapes.happenings_of(page, names))

    assert "Receive the dossier" in text
    assert re.search(r'Finished ‘<span lang="vi">[^<]+</span>’: ', text)
    assert 'Lies at: <span lang="vi">Tủ 2, ngăn 3</span>' in text


@pytest.mark.usefixtures("english")
def test_steps_and_ways_on_are_english_where_the_procedure_has_an_online_form(world: given.World) -> None:
    uid = given.received(world)
    given.step(world, uid, "receive", "done")
    page, names = page_of(world, uid)

    text = drawn("{% timeline items %}{% path steps %}", items=shapes.happenings_of(page, names), steps=shapes.path_of(page))

    way = "pass on to the official for justice and civil status"
    assert f"Finished ‘Look through and receive the dossier’: {way}" in text
    assert "Seal, return the result" in text


def test_the_time_line_stays_vietnamese_where_nobody_chose_english(world: given.World) -> None:
    uid = given.received(world, given.CHAIN)
    given.step(world, uid, "receive", "done")
    page, names = page_of(world, uid)

    told = [item.text for item in shapes.happenings_of(page, names)]

    assert "Tiếp nhận hồ sơ" in told
    assert any(re.fullmatch(r"Xong bước «.+»: .+", one) for one in told)
    assert all("<" not in one for one in told)


@pytest.mark.usefixtures("english")
def test_the_path_of_a_dossier_is_english(world: given.World) -> None:
    page, _ = page_of(world, given.received(world, given.CHAIN))

    text = drawn("{% path steps %}", steps=shapes.path_of(page))

    assert "(in progress)" in text or "(current)" in text
    assert "giờ làm việc" not in text


EVENTS = [
    (
        {"sender": "Xã Hoành Mô"},
        "received",
        "started",
        '<span lang="vi">Xã Hoành Mô</span> sent the leg, received electronically',
    ),
    ({"silent_consent": "Điều 5"}, "leg_ended", "completed", "The leg was not answered in time, which counts as consent: "),
    ({}, "leg_sent", "started", "Leg sent: "),
    ({"to": str(UUID(int=7))}, "verify", "offered", 'Assigned ‘verify’ to <span lang="vi">Hoàng Thị Sen</span>'),
    ({}, "verify", "offered", "Assigned ‘verify’"),
    ({}, "verify", "claimed", "Took ‘verify’"),
    ({"outcome": "sent_back"}, "verify", "completed", "Finished ‘verify’: sent back to the step before"),
    ({}, "verify", "completed", "Finished ‘verify’: sent on"),
    ({"outcome": "returned"}, "verify", "completed", "Result handed over to the submitter"),
]


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(("body", "activity", "lifecycle", "words"), EVENTS)
def test_each_kind_of_event_is_told_in_english(
    world: given.World, body: dict[str, str], activity: str, lifecycle: str, words: str
) -> None:
    event = SimpleNamespace(
        activity=activity, lifecycle=lifecycle, step="verify", leg="police", facts=body, person_uid=None, occurred_at=world.at
    )
    definition = SimpleNamespace(nodes=(), node=lambda key: {}[key])
    page: Any = SimpleNamespace(events=[event], definition=definition)

    text = drawn("{% timeline items %}", items=shapes.happenings_of(page, {UUID(int=7): "Hoàng Thị Sen"}))

    assert words in text
    assert '<p class="by">System</p>' in text


@pytest.mark.usefixtures("english")
def test_what_an_event_holds_is_told_in_english_with_the_figures_of_the_page(world: given.World) -> None:
    body = {
        "reason": "Thiếu giấy", "papers": ["Tờ khai"], "late_entry": {"reason": "mất điện"}, "result_number": "12/GKS",
        "code": "H49.16", "state": "open", "amount": 118000, "method": "cash",
    }  # fmt: skip
    event = SimpleNamespace(activity="fee_paid", lifecycle="completed", facts=body, person_uid=None, occurred_at=world.at)
    page: Any = SimpleNamespace(events=[event], definition=None)

    text = drawn("{% timeline items %}", items=shapes.happenings_of(page, {}))

    assert 'Papers: <span lang="vi">Tờ khai</span> · Late entry: <span lang="vi">mất điện</span> · Result number 12/GKS' in text
    assert "Code of the leg H49.16 · 118,000 VND, cash" in text


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("received", "On reception"),
        ("paused:supplement", "Paused: waiting for papers"),
        ("paused:other_agency", "Paused: waiting for another office"),
        ("Chờ đoàn kiểm tra về", '<span lang="vi">Chờ đoàn kiểm tra về</span>'),
    ],
)
def test_why_a_promised_date_changed_is_told_in_english(reason: str, words: str) -> None:
    assert drawn("{% due_reason reason %}", reason=reason) == words


@pytest.mark.usefixtures("english")
def test_a_way_of_paying_is_told_in_english() -> None:
    assert drawn("{% method_name 'transfer' %}") == "Bank transfer"


@pytest.mark.usefixtures("english")
def test_the_form_of_a_reception_is_english_in_labels_choices_and_demands(world: given.World) -> None:
    with ledger.seeing({unit.pk for unit in world.district.units.values()}):
        version = procedures.version_in_force(given.BIRTH, world.at.date())
        sheet = reception.filled(version, QueryDict(f"version={version.uid}&same=on"), at=world.at)
        assert not sheet.is_valid()
        page = drawn("{% error_summary form %}{% field form.channel %}{% field form.result_delivery %}", form=sheet.request)

    assert ">In person</option>" in page
    assert ">At the one-stop unit</option>" in page
    assert "Choose case." in page


@pytest.mark.usefixtures("english")
def test_a_leg_is_offered_with_its_state_in_english(world: given.World) -> None:
    leg: Any = SimpleNamespace(
        key="police", name="Xác minh cư trú", unit="Xã Hoành Mô", state_name="Đã có kết quả", open=True, undecided=False
    )
    page: Any = SimpleNamespace(legs=[leg], dossier=SimpleNamespace(code="H49.16"))

    form = act_forms.LegDecideForm(page=page)

    page_text = drawn("{% field form.leg %}", form=form)
    assert '<span lang="vi">Xác minh cư trú</span>, <span lang="vi">Xã Hoành Mô</span> (result ready)' in page_text
    assert form.initial["leg"] == "police"


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("scan", "result", "words"),
    [
        (None, None, "the original is to be scanned"),
        (new_uid(), None, 'waiting for <span lang="vi">Lê Văn Đạt</span> to sign'),
        (new_uid(), new_uid(), "signed digitally"),
    ],
)
def test_what_comes_next_with_an_electronic_copy_is_told_in_english(
    world: given.World, scan: UUID | None, result: UUID | None, words: str
) -> None:
    row = certification.CopyRow(
        **dict.fromkeys(certification.CopyRow.__dataclass_fields__)
        | {"signer_name": "Lê Văn Đạt", "scan_uid": scan, "result_uid": result}  # type: ignore[arg-type]  # the rest is not read
    )

    assert drawn("{{ row.state }}", row=electronic.ShownCopy(**vars(row))) == words


@pytest.mark.usefixtures("english")
def test_points_are_written_with_a_decimal_point_on_an_english_page() -> None:
    total: Any = SimpleNamespace(points=None, known=Decimal(27) / 2, of=Decimal(18), most=Decimal(20), missing=())

    assert scoring_shapes.points(None) == "chưa có số liệu", "looked up where it is shown"
    assert scoring_shapes.total_words(total) == "not complete: 13.5 of 18"


@pytest.mark.usefixtures("english")
def test_why_a_date_is_promised_is_told_in_english(world: given.World) -> None:
    page, _ = page_of(world, given.received(world))
    promise = dossiers.would_promise(page, world.at)

    text = drawn("{% for reason in promise.reasons %}<li>{{ reason|said }}</li>{% endfor %}", promise=promise)

    assert "lang=" not in text
    assert "1 working day counting the day of receipt, Monday 12 March 2018" in text
    assert promise.reasons[0].startswith("1 ngày làm việc, tính cả ngày nhận")


@pytest.mark.usefixtures("english")
def test_every_report_is_english_from_its_name_to_its_last_column() -> None:
    told = [
        words
        for one in reports.listed()
        for words in (
            one.name,
            one.title,
            one.about,
            one.group,
            *one.notes,
            *(it for col in one.columns for it in (*col.path, col.words)),
        )
    ]
    assert [str(words) for words in told if words and "lang=" in said(words)] == []
