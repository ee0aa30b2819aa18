"""Whatever graph an official draws: sound ones pass and are drawn whole, unsound ones are told apart as an oracle does."""

from __future__ import annotations

import itertools
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lienthong.casework.procedures import public as procedures
from lienthong.casework.procedures.public import Edge, Node, NodeKind
from lienthong.casework.procedures.rules.layout import back_edges, lay_out, ranks
from lienthong.casework.procedures.rules.references import check_references
from lienthong.casework.procedures.rules.soundness import check_graph, check_shares
from lienthong.casework.procedures.rules.typesetting import wrap
from lienthong.casework.procedures.testing import a_definition
from lienthong.casework.procedures.tests.graphs import graphs

SVG = "{http://www.w3.org/2000/svg}"
Graph = tuple[str, tuple[Node, ...]]
few = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def whole(graph: Graph) -> procedures.Definition:
    """Return a definition with these steps."""
    return replace(a_definition(), start=graph[0], nodes=graph[1])


@st.composite
def plain_graphs(draw: st.DrawFn) -> tuple[Node, ...]:
    """Return up to six tasks with exits anywhere, and the return: sound or not, as it comes.  The first is the start."""
    size = draw(st.integers(1, 6))
    keys = [*(f"s{number}" for number in range(size)), "end"]
    nodes = []
    for key in keys[:-1]:
        targets = draw(st.lists(st.sampled_from(keys), min_size=1, max_size=3, unique=True))
        edges = tuple(Edge(f"to_{target}", "Chuyển", target) for target in targets)
        nodes.append(Node(key, NodeKind.TASK, key, "reception", "unit_head", edges=edges))
    return (*nodes, Node("end", NodeKind.RETURN, "end", "reception", "counter_clerk"))


def reach(nodes: tuple[Node, ...]) -> dict[str, set[str]]:
    """Return for every step the steps that can follow it, itself too: a transitive closure, by Warshall."""
    found = {node.key: {node.key, *(edge.to for edge in node.edges)} for node in nodes}
    for middle, one in itertools.product(found, found):
        if middle in found[one]:
            found[one] |= found[middle]
    return found


@few
@given(graphs())
def test_a_graph_grown_from_blocks_with_one_way_in_and_out_is_sound(graph: Graph) -> None:
    definition = whole(graph)

    assert check_references(definition) == []
    assert check_graph(definition) == []
    assert check_shares(definition) == []


@settings(few, max_examples=200)
@given(plain_graphs())
def test_without_forks_sound_means_that_all_is_reached_and_all_reaches_the_return(nodes: tuple[Node, ...]) -> None:
    after = reach(nodes)
    sound = set(after[nodes[0].key]) == {node.key for node in nodes} and all("end" in found for found in after.values())

    assert (check_graph(whole((nodes[0].key, nodes))) == []) is sound


@few
@given(graphs(), st.data())
def test_a_step_that_loses_every_way_in_is_named(graph: Graph, data: st.DataObject) -> None:
    lost = Node("lost", NodeKind.TASK, "Lạc", "reception", "unit_head", edges=(Edge("on", "Chuyển", graph[0]),))
    place = data.draw(st.integers(0, len(graph[1])))

    findings = check_graph(whole((graph[0], (*graph[1][:place], lost, *graph[1][place:]))))

    assert [finding.field for finding in findings] == ["steps.nodes.lost"]


@few
@given(graphs())
def test_a_leg_that_leaves_its_fork_is_never_sound(graph: Graph) -> None:
    start, nodes = graph
    end = next(node.key for node in nodes if node.kind is NodeKind.RETURN)
    for fork in (node for node in nodes if node.kind is NodeKind.FORK):
        first = next(node for node in nodes if node.key == fork.legs[0].start)
        if first.kind is NodeKind.FORK:
            continue
        away = replace(first, edges=(*first.edges, Edge("away", "Bỏ ra ngoài", end)))
        assert check_graph(whole((start, tuple(away if node.key == first.key else node for node in nodes))))


@few
@given(graphs(), st.integers(1, 99))
def test_a_share_too_many_or_too_few_is_told(graph: Graph, more: int) -> None:
    start, nodes = graph
    changed = tuple(replace(node, share=node.share + more) if node.key == start else node for node in nodes)

    assert check_shares(whole((start, changed)))


@few
@given(graphs())
def test_the_main_line_goes_from_the_start_to_the_return_without_a_step_twice(graph: Graph) -> None:
    line = whole(graph).main_line()

    keys = [node.key for node in line]
    assert keys[0] == graph[0]
    assert line[-1].kind is NodeKind.RETURN
    assert len(keys) == len(set(keys))


@few
@given(graphs())
def test_a_drawing_is_well_formed_and_names_every_step_and_exit(graph: Graph) -> None:
    definition = whole(graph)

    root = ElementTree.fromstring(procedures.graph_svg(definition, {graph[0]}))

    said = " ".join(" ".join(span.text or "" for span in root.iter(f"{SVG}tspan")).split())
    told = root.findtext(f"{SVG}desc") or ""
    for node in definition.nodes:
        assert " ".join(node.name.split()) in said
        assert node.name in told
        assert all(" ".join(edge.label.split()) in said for edge in node.edges)
    assert "đang ở đây" in said or definition.node(graph[0]).kind is NodeKind.FORK


@few
@given(graphs())
def test_going_forward_always_goes_down(graph: Graph) -> None:
    definition = whole(graph)
    back = back_edges(definition)

    rows = ranks(definition, back)

    assert rows[graph[0]] == 0
    assert set(rows) == {node.key for node in definition.nodes}
    for node in definition.nodes:
        following = [(edge.outcome, edge.to) for edge in node.edges] + [(leg.key, leg.start) for leg in node.legs]
        for outcome, target in following:
            assert (rows[target] > rows[node.key]) is ((node.key, outcome) not in back)


@pytest.mark.thorough
@few
@given(graphs())
def test_steps_never_overlap_and_lines_run_level_or_upright_from_step_to_step(graph: Graph) -> None:
    definition = whole(graph)
    titles = {node.key: wrap(node.name, 150, 13) for node in definition.nodes}
    sheet = lay_out(definition, titles, {node.key: ["Cán bộ"] for node in definition.nodes})

    boxes = [(box.x - box.width / 2, box.y, box.x + box.width / 2, box.y + box.height) for box in sheet.boxes.values()]
    for one, other in itertools.combinations(boxes, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    for wire in sheet.wires:
        source, target = sheet.boxes[wire.source], sheet.boxes[wire.target]
        assert all(a[0] == b[0] or a[1] == b[1] for a, b in itertools.pairwise(wire.points))
        assert source.y <= wire.points[0][1] <= source.y + source.height
        assert target.y <= wire.points[-1][1] <= target.y + target.height
