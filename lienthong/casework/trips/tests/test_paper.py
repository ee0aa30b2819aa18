"""The run sheet on paper."""

from __future__ import annotations

import subprocess

from lienthong.casework.dossiers import testing as given
from lienthong.casework.trips import public as trips
from lienthong.casework.trips.testing import a_lacking, a_result, a_trip, a_wish, shown
from lienthong.office.ledger import public as ledger
from lienthong.toolkit import paper
from lienthong.toolkit.paper.testing import words_of


def address(code: str, key: str) -> str:
    """Return what the QR code of a dossier holds."""
    return f"https://motcua.example/tra-cuu/?ma={code}&khoa={key}"


def printed(world: given.World, uid: object) -> bytes:
    """Print a trip as its unit sees it."""
    with ledger.seeing({world.clerk.unit_id}):
        return paper.render("trips/run_sheet.typ", trips.printed(trips.trip(world.clerk, uid), address))  # type: ignore[arg-type]


def test_the_paper_has_a_line_for_each_visit_with_its_code_and_room_to_sign(world: given.World) -> None:
    result = a_result(world)
    a_lacking(world)
    a_wish(world)
    made = printed(world, a_trip(world))
    words = words_of(made)
    for told in (
        "DANH SÁCH CHUYẾN VỀ BẢN", "Bản Đồng Cậm, xã Hoành Mô (3)", given.dossier(world.clerk, result).code,
        "Còn thiếu: Giấy chứng sinh", "hạn bổ sung 26/03/2018",
        "Tằng Thị Phùn", "Tiếp nhận lưu động: người gặp trên đường", world.clerk.name, "01/DS-CVB", "12 tháng 3 năm 2018",
    ):  # fmt: skip
        assert told in words, told
    told = subprocess.run(["pdfinfo", "-"], input=made, capture_output=True, check=True).stdout.decode()
    assert "Tagged:          yes" in told


def test_a_trip_without_lines_prints_its_empty_rows(world: given.World) -> None:
    uid = a_trip(world, "Bản Loòng Vài")
    assert shown(world, uid).lines == ()
    assert "dùng các dòng trống" in words_of(printed(world, uid))
