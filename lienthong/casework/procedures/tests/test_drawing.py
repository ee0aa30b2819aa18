"""The drawing: every step and exit is in it, nothing breaks the content security policy, nothing overlaps."""

from __future__ import annotations

import dataclasses
import itertools
from typing import Any
from xml.etree import ElementTree

import pytest

from lienthong.casework.procedures import public as procedures
from lienthong.casework.procedures.rules.layout import lay_out
from lienthong.casework.procedures.rules.sheet import Sheet
from lienthong.casework.procedures.rules.typesetting import measure, wrap
from lienthong.casework.procedures.testing import BIRTH, CHAIN, HOUSE, POOR, a_definition, a_library_definition, library_files

SVG = "{http://www.w3.org/2000/svg}"
FILES = pytest.mark.parametrize("path", library_files(), ids=lambda path: path.stem)


def read(path: Any) -> procedures.Definition:
    """Return the definition of a library file."""
    return procedures.parse(path.read_text(encoding="utf-8"))


def words_of(svg: str) -> str:
    """Return the visible words of a drawing, in one line."""
    return " ".join(" ".join(span.text or "" for span in ElementTree.fromstring(svg).iter(f"{SVG}tspan")).split())


def a_sheet(definition: procedures.Definition) -> Sheet:
    """Return the laid out sheet."""
    titles = {node.key: wrap(node.name, 150, 13) for node in definition.nodes}
    return lay_out(definition, titles, {node.key: ["Cán bộ"] for node in definition.nodes})


@FILES
def test_every_step_and_every_exit_has_its_words_in_the_drawing(path: object) -> None:
    definition = read(path)

    said = words_of(procedures.graph_svg(definition))

    for node in definition.nodes:
        assert node.name in said
        for edge in node.edges:
            assert edge.label in said


@FILES
def test_a_drawing_needs_no_style_no_script_and_says_itself_in_words(path: object) -> None:
    root = ElementTree.fromstring(procedures.graph_svg(read(path)))

    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags <= {"svg", "title", "desc", "defs", "marker", "path", "rect", "text", "tspan", "g"}
    assert not any("style" in element.attrib or any(name.startswith("on") for name in element.attrib) for element in root.iter())
    assert root.attrib["role"] == "img"
    named = {element.attrib["id"] for element in root.iter() if "id" in element.attrib}
    assert set(root.attrib["aria-labelledby"].split()) <= named


@FILES
def test_no_two_steps_overlap_and_all_stand_inside_the_sheet(path: object) -> None:
    sheet = a_sheet(read(path))

    boxes = [(box.x - box.width / 2, box.y, box.x + box.width / 2, box.y + box.height) for box in sheet.boxes.values()]
    for one, other in itertools.combinations(boxes, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    assert all(left >= 0 and right <= sheet.width and top >= 0 and bottom <= sheet.height for left, top, right, bottom in boxes)


def assert_clear(sheet: Sheet) -> None:
    """Fail when a line runs through a step."""
    for wire in sheet.wires:
        for start, end in itertools.pairwise(wire.points):
            for key, box in sheet.boxes.items():
                inside = (
                    max(start[0], end[0]) > box.x - box.width / 2 + 1
                    and min(start[0], end[0]) < box.x + box.width / 2 - 1
                    and max(start[1], end[1]) > box.y + 1
                    and min(start[1], end[1]) < box.y + box.height - 1
                )
                assert not inside, f"{wire.source} → {wire.target} runs through {key}"


@FILES
def test_no_line_runs_through_a_step(path: object) -> None:
    assert_clear(a_sheet(read(path)))


@FILES
def test_every_line_is_made_of_level_and_upright_pieces_between_its_steps(path: object) -> None:
    sheet = a_sheet(read(path))

    for wire in sheet.wires:
        assert all(a[0] == b[0] or a[1] == b[1] for a, b in itertools.pairwise(wire.points))
        source, target = sheet.boxes[wire.source], sheet.boxes[wire.target]
        first, last = wire.points[0], wire.points[-1]
        assert source.y <= first[1] <= source.y + source.height
        assert target.y <= last[1] <= target.y + target.height


@FILES
def test_a_drawing_fits_a_desk_screen_unless_many_agencies_stand_side_by_side(path: object) -> None:
    sheet = a_sheet(read(path))

    columns = sum(lane.columns for lane in sheet.lanes)
    assert sheet.width <= (1366 if columns <= 4 else 300 * columns), "wider ones scroll inside their frame"


def test_lanes_are_the_places_in_the_order_they_are_met() -> None:
    lanes = [lane.place for lane in a_sheet(a_library_definition(HOUSE)).lanes]

    assert lanes[:3] == ["reception", "division.infrastructure", "division.land"]


def test_parallel_legs_stand_side_by_side_below_their_fork() -> None:
    boxes = a_sheet(a_library_definition(CHAIN)).boxes

    police, insurance = boxes["police_check"], boxes["insurance_check"]
    assert police.rank == insurance.rank == boxes["split"].rank + 1
    assert police.x < insurance.x
    assert boxes["together"].rank > max(boxes["police_sign"].rank, boxes["insurance_sign"].rank)


def test_legs_of_one_place_stand_side_by_side_too() -> None:
    chain = a_library_definition(CHAIN)
    nodes = tuple(dataclasses.replace(node, at="police") if node.at == "social_insurance" else node for node in chain.nodes)
    split = dataclasses.replace(
        chain.node("split"), legs=tuple(dataclasses.replace(leg, at="police") for leg in chain.node("split").legs)
    )
    same = dataclasses.replace(chain, nodes=tuple(split if node.key == "split" else node for node in nodes))

    boxes = a_sheet(same).boxes

    assert boxes["police_check"].x != boxes["insurance_check"].x
    assert boxes["police_check"].lane == boxes["insurance_check"].lane


def test_a_fork_inside_a_leg_makes_that_leg_wider_and_lies_on_nobody() -> None:
    """Found by chance: the bar of the inner fork lay across the first step of the leg beside it."""

    def a_bar(key: str, join: str, *starts: str) -> procedures.Node:
        legs = tuple(procedures.Leg(start, start, "police", start) for start in starts)
        return procedures.Node(key, procedures.NodeKind.FORK, key, legs=legs, join=join)

    def a_step(key: str, to: str, kind: str = "task") -> procedures.Node:
        at = "" if kind == "join" else "police"
        return procedures.Node(key, procedures.NodeKind(kind), key, at, edges=(procedures.Edge("on", "Chuyển", to),))

    give = procedures.Node("give", procedures.NodeKind.RETURN, "give", "reception", "counter_clerk")
    nodes = (
        a_bar("outer", "meet", "inner", "beside"), a_bar("inner", "join", "a", "b"),
        a_step("a", "join"), a_step("b", "join"), a_step("join", "meet", "join"), a_step("beside", "meet"),
        a_step("meet", "give", "join"), give,
    )  # fmt: skip
    sheet = a_sheet(dataclasses.replace(a_definition(), start="outer", nodes=nodes))

    inner, beside = sheet.boxes["inner"], sheet.boxes["beside"]
    assert len({sheet.boxes[key].column for key in ("a", "b", "beside")}) == 3
    assert inner.y + inner.height <= beside.y or beside.y + beside.height <= inner.y
    assert [lane.place for lane in sheet.lanes] == ["police", "reception"], "a fork at the start stands where its first leg does"
    assert_clear(sheet)


def test_a_loop_is_drawn_backwards_and_dashed() -> None:
    sheet = a_sheet(a_library_definition(POOR))

    loops = {(wire.source, wire.target) for wire in sheet.wires if wire.back}
    assert loops == {("meeting", "list"), ("decide", "list")}
    assert procedures.graph_svg(a_library_definition(POOR)).count("graph-back") == 2


def test_the_step_where_a_dossier_stands_is_marked_in_words_not_only_in_colour() -> None:
    svg = procedures.graph_svg(a_library_definition(BIRTH), {"sign"})

    assert words_of(svg).count("● đang ở đây") == 1
    assert svg.count("graph-here") == 1


def test_names_with_signs_of_markup_are_escaped() -> None:
    svg = procedures.graph_svg(a_definition(("name: Thẩm tra", 'name: "<script>alert(1)</script> & <b>"')))

    assert "<script" not in svg
    assert "<script>alert(1)</script>" in words_of(svg)


def test_the_words_of_a_drawing_tell_the_whole_way() -> None:
    said = procedures.in_words(a_library_definition(CHAIN))

    assert "5. Giải quyết song song: song song: Đăng ký thường trú → bước 6; song song: Cấp thẻ bảo hiểm y tế → bước 9." in said


def test_a_limit_is_told_in_words() -> None:
    assert (
        procedures.limit_words(procedures.LimitSpec(7, procedures.Unit.WORKING_DAY, procedures.Start.NEXT_DAY))
        == "7 ngày làm việc"
    )


def test_text_breaks_at_spaces_and_marks_take_no_room() -> None:
    assert measure("ề", 10) == measure("e", 10)
    assert wrap("một hai ba bốn", 40, 11) == ["một hai", "ba bốn"]
    assert wrap("dàiquákhôngngắtđược", 10, 11) == ["dàiquákhôngngắtđược"]
    assert wrap("", 10, 11) == [""]


def test_long_lines_go_round_the_steps_between() -> None:
    def a_step(key: str, at: str, *to: str) -> procedures.Node:
        edges = tuple(procedures.Edge(f"to_{target}", f"Chuyển {target}", target) for target in to)
        kind = procedures.NodeKind.TASK if to else procedures.NodeKind.RETURN
        return procedures.Node(key, kind, key, at, "unit_head", edges=edges)

    nodes = (
        a_step("r1", "reception", "r2", "t3", "p1", "p3"),
        a_step("r2", "reception", "r3"),
        a_step("r3", "reception", "p3"),
        a_step("p1", "police", "p2"),
        a_step("p2", "police", "p3"),
        a_step("p3", "police", "t3"),
        a_step("t3", "tax", "end"),
        a_step("end", "reception"),
    )
    definition = dataclasses.replace(a_definition(), start="r1", nodes=nodes)
    sheet = a_sheet(definition)

    assert "thời gian" not in words_of(procedures.graph_svg(definition))
    assert_clear(sheet)
    turns = {(wire.source, wire.target): len(wire.points) for wire in sheet.wires}
    assert turns[("r1", "p3")] == 6
    assert turns[("r1", "t3")] == 4


def test_a_step_with_its_own_limit_says_it() -> None:
    definition = a_library_definition(HOUSE)

    said = words_of(procedures.graph_svg(definition))

    assert "Chuyên viên địa chính - xây dựng hạn 12 ngày · im lặng là đồng ý" in said
