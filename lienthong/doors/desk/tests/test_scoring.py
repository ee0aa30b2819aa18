"""The pages of scores: points by unit and period, figures that open their rows, what is not known, what a person judges."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lienthong.casework.dossiers import testing as given
from lienthong.casework.scores.testing import judged, july, petitioned
from lienthong.doors.desk.testing import page_of, set_clock
from lienthong.doors.desk.tests.test_leading import links_of, words_of
from lienthong.office.accounts.testing import signed_in_as
from lienthong.office.files.testing.pictures import photo
from lienthong.office.org.testing import a_person, a_post, an_appointment
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, screenshot, serve

INDEX, NINE, SET_OF_2022 = "/bao-cao/chi-so/", "/bao-cao/chi-so/nd-61-2018/", "/bao-cao/chi-so/qd-766-2022/"
JULY = {"tu": "01/07/2018", "den": "31/07/2018"}
BUDGET = 12


@pytest.fixture
def chairman(summer: dict[str, UUID], someone: Callable[[str, str], Client]) -> Client:
    """The chairman of the district at the browser."""
    return someone("district", "unit_head")


@pytest.fixture
def mine(summer: dict[str, UUID], someone: Callable[[str, str], Client]) -> Client:
    """The chairman of Hoành Mô at the browser."""
    return someone("hoanh_mo", "unit_head")


@pytest.fixture
def reporter(summer: dict[str, UUID], world: given.World) -> Client:
    """Who makes the reports of Hoành Mô and leads nothing, at the browser."""
    person = a_person("Chíu Sám Múi")
    an_appointment(a_post(world.district.units["hoanh_mo"], "unit_reporter"), person)
    client = Client()
    signed_in_as(client, person, username="hoanh-mo-reporter")
    return client


def posted(client: Client, index: str = "cong-khai", *files: SimpleUploadedFile, **facts: str) -> Any:
    said = {"key": str(new_uid()), "points": "2", "note": "Niêm yết ở sảnh", **facts}
    return client.post(f"{NINE}cham/{index}/?tu=01/07/2018&den=31/07/2018", {**said, "scan-evidence": list(files)})


def test_the_scores_of_every_unit_in_a_period_within_the_budget(chairman: Client, query_count: Any) -> None:
    chairman.get(INDEX)
    with query_count() as counted:
        page = chairman.get(NINE, JULY)
    words = words_of(page)

    assert counted.statements <= BUDGET, counted.texts
    assert "Điều 31 Nghị định 61/2018/NĐ-CP · từ ngày 01/07/2018 đến hết ngày 31/07/2018" in words
    assert re.search(r"UBND xã Hoành Mô 0,67 [0-9,]+ 2 chưa có số liệu [012] chưa có số liệu", words)
    assert "chưa đủ: 1 trên 2 chưa xếp loại" in words
    with query_count() as counted:
        assert chairman.get(SET_OF_2022, JULY).status_code == 422
    assert "Chín chỉ số giải quyết thủ tục" in words_of(chairman.get(INDEX))


def test_each_figure_of_a_unit_opens_exactly_its_rows(
    world: given.World, chairman: Client, query_count: Callable[[], Any]
) -> None:
    sheets = links_of(chairman.get(NINE, JULY), rf"{NINE}\d+/")
    assert len(sheets) == 3
    opened = 0
    for sheet in sheets:
        page = chairman.get(sheet)
        for link in set(links_of(page, rf"{NINE}\d+/[a-z]")):
            figure = re.search(rf'href="{re.escape(link.replace("&", "&amp;"))}"[^>]*>(\d+)<', page_of(page))
            assert figure is not None
            with query_count() as counted:
                rows = page_of(chairman.get(link))
            assert len(re.findall(r'<th scope="row">', rows)) == int(figure[1]), link
            assert counted.statements <= BUDGET, counted.texts
            opened += 1
    assert opened > 12


def test_a_sheet_says_why_something_is_not_known(world: given.World, chairman: Client) -> None:
    words = words_of(chairman.get(f"{NINE}{world.district.other_commune.pk}/", JULY))

    assert "Chưa có số liệu: không có hồ sơ nào xong trong kỳ" in words
    assert "Chưa có số liệu: chưa ai chấm cho kỳ này" in words
    assert "nên chưa có tổng, chưa xếp loại" in words
    assert "Chấm điểm" not in words, "the district does not judge for the commune"


@pytest.mark.parametrize(
    ("address", "asked", "says"),
    [
        (NINE, {"tu": "01/06/2018", "den": "30/06/2018"}, "có hiệu lực từ ngày 21/06/2018 nên không tính cho kỳ bắt đầu"),
        (NINE, {"ky": "nam-nay"}, "chọn kỳ bắt đầu từ 21/06/2018"),
        (NINE, {"tu": "01/09/2018", "den": "30/09/2018"}, "chưa bắt đầu"),
        (NINE, {"tu": "31/07/2018", "den": "01/07/2018"}, "Đến hết ngày phải bằng hoặc sau Từ ngày."),
        (NINE, {"tu": "32/07/2018", "den": "31/07/2018"}, "Từ ngày"),
        (SET_OF_2022, JULY, "có hiệu lực từ ngày 23/06/2022"),
    ],
)  # fmt: skip
def test_a_period_that_cannot_be_asked_is_refused_and_kept(
    chairman: Client, address: str, asked: dict[str, str], says: str
) -> None:
    page = chairman.get(address, asked)

    assert page.status_code == 422
    assert says in words_of(page)
    for day in {name: value for name, value in asked.items() if name != "ky"}.values():
        assert f'value="{day}"' in page_of(page)


def test_before_the_law_the_usual_period_explains_itself(world: given.World, someone: Callable[[str, str], Client]) -> None:
    page = someone("district", "unit_head").get(NINE)

    assert page.status_code == 200
    assert "Kỳ này không tính được" in words_of(page)


def test_addresses_that_somebody_bent_are_not_found(world: given.World, chairman: Client) -> None:
    unit = world.head.unit_id
    bent = ["khac/", f"nd-61-2018/{unit}/khong-co/", "nd-61-2018/999999/", "nd-61-2018/999999/late/", f"nd-61-2018/{unit}/late/"]
    for address in bent:
        facts = {**JULY, "sau": "x_y"} if address == bent[-1] else JULY
        assert chairman.get(INDEX + address, facts).status_code == 404, address
    assert chairman.get(f"{NINE}{unit}/", {"tu": "01/01/2018", "den": "31/01/2018"}).status_code == 404
    assert chairman.get("/bao-cao/chi-so/nd-61-2018.xlsx", {"tu": "x"}).status_code == 404


def test_rows_that_tell_of_complaints_are_for_heads_though_everybody_reads_the_figures(
    world: given.World, mine: Client, reporter: Client
) -> None:
    petitioned(world, 12, kind="behaviour")
    sheet, closed = f"{NINE}{world.head.unit_id}/", ("calm_early", "calm_on_time", "calm_not", "complaints", "petitions")
    for column in closed:
        assert [who.get(f"{sheet}{column}/", JULY).status_code for who in (mine, reporter)] == [200, 404], column
    told = "Phản ánh về thái độ, không gắn hồ sơ: 1"
    assert [told in words_of(who.get(sheet, JULY)) for who in (mine, reporter)] == [True, True]
    assert [len(links_of(who.get(sheet, JULY), rf"{sheet}complaints/")) for who in (mine, reporter)] == [1, 0]
    assert reporter.get(f"{sheet}late/", JULY).status_code == 200


def test_rows_of_the_report_on_petitions_are_for_heads(world: given.World, mine: Client, reporter: Client) -> None:
    petitioned(world, 12, kind="behaviour")
    page = "/bao-cao/ii-05/"
    links = links_of(mine.get(page, JULY), rf"{page}ho-so/")

    assert links
    assert [who.get(links[0]).status_code for who in (mine, reporter)] == [200, 404]
    assert links_of(reporter.get(page, JULY), rf"{page}ho-so/") == []
    assert reporter.get("/bao-cao/ii-06a/ho-so/", {**JULY, "cot": "3"}).status_code == 200


def test_who_leads_no_committee_sees_why_there_is_nothing(summer: dict[str, UUID], someone: Callable[[str, str], Client]) -> None:
    assert "Không có đơn vị nào để tính" in words_of(someone("justice", "unit_head").get(NINE, JULY))


def test_the_workbook_holds_numbers_and_reasons(chairman: Client) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(chairman.get("/bao-cao/chi-so/nd-61-2018.xlsx", JULY).content)).active
    rows = [row for row in sheet.iter_rows(values_only=True) if row[0] == "UBND xã Hoành Mô"]

    assert len(rows) == 9
    assert (rows[0][3], rows[0][6]) == (0.67, "Xong trước hạn: 0; Xong đúng hạn: 2; Xong quá hạn: 1")
    assert (rows[3][3], rows[3][5]) == ("chưa có số liệu", "chưa ai chấm cho kỳ này")


def test_the_head_judges_with_evidence_and_the_points_count(world: given.World, mine: Client) -> None:
    sheet = f"{NINE}{world.head.unit_id}/"
    (address,) = [one for one in links_of(mine.get(sheet, JULY), f"{NINE}cham/") if "cong-khai" in one]
    assert "2 điểm: Niêm yết và công khai điện tử" in words_of(mine.get(address))
    kept = posted(mine, "cong-khai", SimpleUploadedFile("bang.jpg", photo(), "image/jpeg"), note="")
    assert kept.status_code == 422
    assert "Đã giữ bang.jpg" in words_of(kept)
    assert posted(mine).status_code == 422, "without evidence"
    done = posted(mine, "cong-khai", SimpleUploadedFile("bang.jpg", photo(), "image/jpeg"))

    assert done["Location"] == f"{sheet}?tu=01%2F07%2F2018&den=31%2F07%2F2018"
    words = words_of(mine.get(done["Location"]))
    assert "Niêm yết và công khai điện tử Niêm yết ở sảnh bang.jpg" in words
    assert "Chấm lại" in words


def test_all_nine_indices_known_give_a_sum_and_a_band(world: given.World, mine: Client) -> None:
    petitioned(world, 2, done=july(3))
    for index in ("co-quan-lien-he", "cong-khai"):
        judged(world.head, index)

    assert "12 trên 18, xếp loại tốt" in words_of(mine.get(f"{NINE}{world.head.unit_id}/", JULY))


def test_what_is_counted_is_not_judged_and_clerks_do_not_judge(mine: Client, clerk: Client) -> None:
    assert posted(mine, "thoi-gian").status_code == 404
    assert posted(mine, "khong-co").status_code == 404
    assert posted(clerk).status_code == 403
    assert clerk.get(NINE).status_code == 403


def test_a_set_of_five_groups_is_shown_by_groups(
    settings: Any, world: given.World, someone: Callable[[str, str], Client]
) -> None:
    set_clock(settings, july(1).replace(year=2023))
    leader = someone("district", "unit_head")
    page = leader.get(SET_OF_2022)

    assert page.status_code == 200
    assert "Công khai, minh bạch (18) Tiến độ, kết quả giải quyết (20)" in words_of(page)
    sheet = words_of(leader.get(links_of(page, rf"{SET_OF_2022}\d+/")[0]))
    assert "Công khai, minh bạch: chưa có số liệu" in sheet
    assert "hệ thống chưa nối với Cổng Dịch vụ công quốc gia" in sheet


@pytest.mark.thorough
@pytest.mark.browser
def test_axe_finds_nothing_on_the_pages_of_scores(page: Any, world: given.World, mine: Client, chairman: Client) -> None:
    judged(world.head)
    words, unit = "?tu=01/07/2018&den=31/07/2018", world.head.unit_id
    serve(page, chairman)
    for name, address in {
        "index": INDEX, "board": NINE + words, "early": f"{NINE}?ky=nam-nay", "rows": f"{NINE}{unit}/late/{words}",
    }.items():  # fmt: skip
        page.goto(ORIGIN + address)
        assert_accessible(page)
        screenshot(page, f"scores-{name}")
    page.unroute_all()
    serve(page, mine)
    for name, address in {"unit": f"{NINE}{unit}/{words}", "judge": f"{NINE}cham/cong-khai/{words}"}.items():
        page.goto(ORIGIN + address)
        assert_accessible(page)
        screenshot(page, f"scores-{name}")
