"""Loading: texts to drafts, files to published versions, portal records to drafts."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lienthong.casework.procedures import public as procedures
from lienthong.casework.procedures.models import Origin, Procedure, ProcedureVersion, State
from lienthong.casework.procedures.testing import (
    BIRTH,
    CHAIN,
    MONDAY_8AM,
    a_text,
    an_editor,
    an_official,
    library_files,
    published_by_officials,
)
from lienthong.office.accounts.public import NotYourDuty

PORTAL = Path("/work/shared/data/tthc/procedures_commune_level_2026.jsonl")
FIXTURE = Path(__file__).parent / "data" / "portal.jsonl"

pytestmark = pytest.mark.django_db


def test_a_text_becomes_a_draft_that_is_not_yet_in_force() -> None:
    loaded = procedures.load_text(a_text(), actor=an_editor(), at=MONDAY_8AM)

    row = procedures.version(loaded.version_uid)
    assert (row.state, row.number, row.code, row.unverified) == ("draft", 1, "1.001193", False)
    assert row.definition.name == "Đăng ký khai sinh"
    with pytest.raises(procedures.NoVersionInForce):
        procedures.version_in_force("1.001193", date(2018, 3, 12))


def test_the_same_content_again_changes_nothing_even_with_other_spaces() -> None:
    first = procedures.load_text(a_text(), actor=an_editor(), at=MONDAY_8AM)

    again = procedures.load_text("# lời ghi chú\n" + a_text(), actor=an_editor(), at=MONDAY_8AM)

    assert (again.version_uid, again.changed) == (first.version_uid, False)
    assert ProcedureVersion.objects.count() == 1


def test_new_content_renews_the_draft_of_the_same_issue() -> None:
    first = procedures.load_text(a_text(), actor=an_editor(), at=MONDAY_8AM)

    again = procedures.load_text(a_text(("amount: 8000", "amount: 10000")), actor=an_editor(), at=MONDAY_8AM)

    assert (again.version_uid, again.changed, again.number) == (first.version_uid, True, 1)
    assert procedures.version(first.version_uid).definition.fees[0].amount == 10000


def test_new_content_after_publishing_becomes_a_new_version_with_a_new_issue() -> None:
    published_by_officials(a_text())

    with pytest.raises(procedures.DocumentTaken) as no:
        procedures.load_text(a_text(("amount: 8000", "amount: 10000")), actor=an_editor(), at=MONDAY_8AM)
    loaded = procedures.load_text(
        a_text(("amount: 8000", "amount: 10000"), ("issue: 1", "issue: 2")), actor=an_editor(), at=MONDAY_8AM
    )

    assert "tăng số «issue»" in no.value.message
    assert (loaded.number, loaded.changed) == (2, True)


def test_a_document_code_of_another_procedure_is_refused() -> None:
    procedures.load_text(a_text(), actor=an_editor(), at=MONDAY_8AM)

    with pytest.raises(procedures.DocumentTaken):
        procedures.load_text(a_text(("1.001193", "1.000656")), actor=an_editor(), at=MONDAY_8AM)


def test_only_a_procedure_editor_loads_a_text() -> None:
    with pytest.raises(NotYourDuty):
        procedures.load_text(a_text(), actor=an_official(9, "counter_clerk"), at=MONDAY_8AM)


def test_a_wrong_text_writes_nothing() -> None:
    with pytest.raises(procedures.DefinitionFaults):
        procedures.load_text(a_text(("value: 3", "value: 0")), actor=an_editor(), at=MONDAY_8AM)

    assert not Procedure.objects.exists()


@pytest.mark.thorough
def test_the_library_loads_published_and_a_second_time_changes_nothing() -> None:
    report = procedures.load_library(at=MONDAY_8AM)
    again = procedures.load_library(at=MONDAY_8AM)

    assert report.faults == ()
    assert len(report.loaded) == len(library_files())
    assert (len(again.loaded), len(again.unchanged)) == (0, len(library_files()))
    assert set(ProcedureVersion.objects.values_list("state", "origin")) == {(State.PUBLISHED, Origin.LIBRARY)}


def test_one_file_can_be_loaded_by_its_path() -> None:
    report = procedures.load_library(procedures.LIBRARY / CHAIN, at=MONDAY_8AM)

    assert [item.code for item in report.loaded] == ["2.000986"]
    assert procedures.version_in_force("2.000986", date(2018, 3, 12)).interlinked


def test_a_bad_file_is_reported_with_its_line_and_the_others_are_loaded(tmp_path: Path) -> None:
    (tmp_path / "good.yaml").write_text(a_text(), encoding="utf-8")
    (tmp_path / "bad.yaml").write_text(
        a_text(("1.001193", "1.000656"), ("QT-HT-01", "QT-HT-03"), ("share: 70", "share: 60")), encoding="utf-8"
    )
    (tmp_path / "undecided.yaml").write_text(
        a_text(("1.001193", "1.000894"), ("QT-HT-01", "QT-HT-02"), (", date: 2017-07-05", "")), encoding="utf-8"
    )

    report = procedures.load_library(tmp_path, at=MONDAY_8AM)

    assert [item.code for item in report.loaded] == ["1.001193"]
    places = [(name, fault.line, fault.field) for name, fault in report.faults]
    assert places == [("bad.yaml", 26, "steps.nodes"), ("undecided.yaml", 9, "decision")]


def test_two_files_that_hold_on_the_same_days_are_reported(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text(a_text(("from: 2016-01-01", "from: 2016-01-01, to: 2020-01-01")), encoding="utf-8")
    (tmp_path / "two.yaml").write_text(
        a_text(("from: 2016-01-01", "from: 2019-01-01"), ("issue: 1", "issue: 2")), encoding="utf-8"
    )

    report = procedures.load_library(tmp_path, at=MONDAY_8AM)

    assert [item.number for item in report.loaded] == [1]
    assert [name for name, _ in report.faults] == ["two.yaml"]
    assert "trùng" in report.faults[0][1].message
    assert ProcedureVersion.objects.count() == 1


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(procedures.NothingToLoad):
        procedures.load_library(tmp_path, at=MONDAY_8AM)
    with pytest.raises(procedures.NothingToLoad):
        procedures.import_portal(tmp_path / "khong-co.jsonl", at=MONDAY_8AM)


def test_portal_records_become_unverified_drafts_with_every_defect_named() -> None:
    report = procedures.import_portal(FIXTURE, at=MONDAY_8AM)

    assert report.imported == ("1.001193", "1.012784", "1.013225", "6.006594")
    assert [why for _, why in report.skipped] == [
        "Mã thủ tục «abc» không đúng mẫu 1.001193; bỏ qua bản ghi.",
        "Dòng không phải JSON; bỏ qua.",
    ]
    rows = procedures.versions()
    assert {(row.state, row.origin, row.unverified) for row in rows} == {("draft", "portal", True)}
    about = {(code, field) for code, field, _ in report.defects}
    assert {
        ("", "ministry"),
        ("1.001193", "limits"),
        ("1.012784", "limits"),
        ("1.013225", "fees"),
        ("6.006594", "results"),
    } <= about


def test_a_portal_record_imported_twice_stays_one_draft() -> None:
    procedures.import_portal(FIXTURE, at=MONDAY_8AM)

    report = procedures.import_portal(FIXTURE.read_text(encoding="utf-8").splitlines(), at=MONDAY_8AM)

    assert len(report.imported) == 4
    assert ProcedureVersion.objects.count() == 4


def test_a_portal_draft_that_an_official_went_on_with_is_left_alone() -> None:
    procedures.import_portal(FIXTURE, at=MONDAY_8AM)
    uid = procedures.versions("1.012784")[0].uid
    text = procedures.source_text(uid).replace("Tách thửa hoặc hợp thửa đất", "Tách thửa và hợp thửa đất")
    procedures.load_text(text, actor=an_editor(), at=MONDAY_8AM)

    report = procedures.import_portal(FIXTURE, at=MONDAY_8AM)

    assert "1.012784" in [code for code, _ in report.skipped]
    assert procedures.version(uid).definition.name == "Tách thửa và hợp thửa đất"


def test_records_that_are_no_records_are_skipped_with_the_reason() -> None:
    report = procedures.import_portal(["[1]", '{"code": "1.000001"}', ""], at=MONDAY_8AM)

    assert report.imported == ()
    assert [place for place, _ in report.skipped] == ["dòng 1", "1.000001", "dòng 3"]


def test_a_procedure_is_printed_with_its_code() -> None:
    procedures.load_text(a_text(), actor=an_editor(), at=MONDAY_8AM)

    assert str(Procedure.objects.get()) == "1.001193 Đăng ký khai sinh"


def test_a_portal_draft_does_not_disturb_the_published_version() -> None:
    procedures.load_library(procedures.LIBRARY / BIRTH, at=MONDAY_8AM)

    procedures.import_portal(FIXTURE, at=MONDAY_8AM)

    assert procedures.version_in_force("1.001193", date(2018, 3, 12)).number == 1
    assert [row.state for row in procedures.versions("1.001193")] == ["draft", "published"]


def test_a_portal_draft_can_be_taken_on_as_a_file() -> None:
    procedures.import_portal(FIXTURE, at=MONDAY_8AM)
    row = procedures.versions("1.012784")[0]

    text = procedures.source_text(row.uid)

    assert procedures.parse(text) == row.definition
    assert "mountain: 10" in text


@pytest.mark.thorough
def test_all_records_of_the_portal_are_imported() -> None:
    if not PORTAL.is_file():
        pytest.skip(f"the portal records are not on this machine: {PORTAL}")

    report = procedures.import_portal(PORTAL, at=MONDAY_8AM)

    codes = {json.loads(line)["code"] for line in PORTAL.read_text(encoding="utf-8").splitlines()}
    assert (len(report.imported), set(report.imported), report.skipped) == (292, codes, ())
    assert all(procedures.publishing_faults(procedures.source_text(row.uid)) for row in procedures.versions())
    kinds = {field for _, field, _ in report.defects}
    assert {"ministry", "limits", "papers", "fees", "results", "legal_basis", "steps", "channels", "levels"} <= kinds


def test_a_load_costs_few_statements(query_count: Callable[[], AbstractContextManager[Any]]) -> None:
    with query_count() as counted:
        procedures.load_text(a_text(), actor=an_editor(), at=MONDAY_8AM)

    assert counted.statements <= 10
