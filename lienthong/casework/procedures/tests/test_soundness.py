"""A sound graph passes; every planted fault is found and named."""

from __future__ import annotations

import dataclasses

import pytest

from lienthong.casework.procedures import public as procedures
from lienthong.casework.procedures.rules.definition import Definition, Edge, Leg, Node
from lienthong.casework.procedures.rules.publishing import check_publishing
from lienthong.casework.procedures.rules.references import Finding
from lienthong.casework.procedures.rules.soundness import check_graph, check_limits, check_shares, check_soundness
from lienthong.casework.procedures.testing import CHAIN, a_definition, a_library_definition, library_files

TASK, FORK, JOIN, RETURN = (
    procedures.NodeKind.TASK,
    procedures.NodeKind.FORK,
    procedures.NodeKind.JOIN,
    procedures.NodeKind.RETURN,
)


def a_graph(*nodes: Node) -> Definition:
    """Return a definition with these steps; the first is the start."""
    return dataclasses.replace(a_definition(), start=nodes[0].key, nodes=nodes)


def a_task(key: str, *to: str) -> Node:
    """Return a task with exits to the named steps."""
    edges = tuple(Edge(f"to_{target}", f"Chuyển {target}", target) for target in to)
    return Node(key, TASK, f"Bước {key}", "reception", "unit_head", edges=edges)


def a_fork(key: str, join: str, *starts: str) -> Node:
    """Return a fork with a leg for each of the named starts."""
    legs = tuple(Leg(f"leg_{start}", f"Nhánh {start}", "police", start) for start in starts)
    return Node(key, FORK, "Tách", legs=legs, join=join)


def a_join(key: str, to: str) -> Node:
    """Return a join that goes on to a step."""
    return Node(key, JOIN, "Gộp", edges=(Edge("all", "Đủ", to),))


END = Node("end", RETURN, "Trả", "reception", "counter_clerk")


def fields(findings: list[Finding]) -> set[str]:
    """Return the last part of each field."""
    return {finding.field.removeprefix("steps.nodes.") for finding in findings}


@pytest.mark.parametrize("path", library_files(), ids=lambda path: path.stem)
def test_every_library_file_is_sound_and_publishable(path: object) -> None:
    definition = procedures.parse(path.read_text(encoding="utf-8"))  # type: ignore[attr-defined]  # a Path, named by pytest

    assert check_publishing(definition) == []


def test_nested_forks_loops_inside_a_leg_and_a_loop_around_a_fork_are_sound() -> None:
    graph = a_graph(
        a_task("start", "f"),
        a_fork("f", "j", "a", "g"),
        a_task("a", "a2"),
        a_task("a2", "j", "a"),
        a_fork("g", "k", "b", "c"),
        a_task("b", "k"),
        a_task("c", "k"),
        a_join("k", "d"),
        a_task("d", "j", "g"),
        a_join("j", "check"),
        a_task("check", "end", "f"),
        END,
    )

    assert check_graph(graph) == []


def test_a_step_that_nothing_leads_to_is_found() -> None:
    assert fields(check_graph(a_graph(a_task("a", "end"), a_task("lost", "end"), END))) == {"lost"}


def test_a_loop_without_an_exit_is_found() -> None:
    findings = check_graph(a_graph(a_task("a", "b", "end"), a_task("b", "c"), a_task("c", "b"), END))

    assert fields(findings) == {"b", "c"}
    assert "vòng lặp không lối ra" in findings[0].message


def test_a_return_that_cannot_be_reached_is_found() -> None:
    findings = check_graph(a_graph(a_task("a", "b"), a_task("b", "a"), END))

    assert {"a", "b", "end"} <= fields(findings)


def test_a_loop_with_an_exit_is_allowed() -> None:
    assert check_graph(a_graph(a_task("a", "b"), a_task("b", "a", "end"), END)) == []


def test_a_leg_that_runs_to_the_return_leaves_something_behind() -> None:
    findings = check_graph(
        a_graph(a_fork("f", "j", "a", "b"), a_task("a", "j", "end"), a_task("b", "j"), a_join("j", "end"), END)
    )

    assert fields(findings) == {"end"}
    assert "ở ngoài nhánh" in findings[0].message


def test_what_is_still_open_when_the_return_is_reached_is_named() -> None:
    fork, join = a_fork("f", "j", "a", "b"), a_join("j", "x")
    steps = (a_task("a", "end"), a_task("b", "j", "b2"), a_task("b2", "b"), a_task("x", "f"))

    findings = check_graph(a_graph(fork, *steps, join, END))

    assert [finding.message for finding in findings] == ["Khi trả kết quả vẫn còn bước đang mở: b; cho các nhánh gộp lại trước."]


def test_a_leg_that_jumps_into_the_other_leg_is_found() -> None:
    findings = check_graph(a_graph(a_fork("f", "j", "a", "b"), a_task("a", "b"), a_task("b", "j"), a_join("j", "end"), END))

    assert fields(findings) == {"b"}


def test_a_jump_into_a_leg_from_outside_is_found() -> None:
    graph = a_graph(
        a_task("s", "f", "a"), a_fork("f", "j", "a", "b"), a_task("a", "j"), a_task("b", "j"), a_join("j", "end"), END
    )

    assert check_graph(graph)


def test_a_join_reached_without_its_fork_is_found() -> None:
    graph = a_graph(
        a_task("s", "f", "j"), a_fork("f", "j", "a", "b"), a_task("a", "j"), a_task("b", "j"), a_join("j", "end"), END
    )

    findings = check_graph(graph)

    assert fields(findings) == {"j"}
    assert "không đi từ bước «fork»" in findings[0].message


def test_the_join_of_another_fork_is_found() -> None:
    graph = a_graph(
        a_fork("f", "j", "a", "g"), a_task("a", "j"), a_fork("g", "k", "b", "c"), a_task("b", "j"), a_task("c", "k"),
        a_join("k", "d"), a_task("d", "j"), a_join("j", "end"), END,
    )  # fmt: skip

    assert fields(check_graph(graph)) == {"j"}


def test_a_fork_that_starts_itself_again_inside_its_leg_is_found() -> None:
    graph = a_graph(a_fork("f", "j", "a", "b"), a_task("a", "j", "f"), a_task("b", "j"), a_join("j", "end"), END)

    assert fields(check_graph(graph)) == {"f"}


def test_a_leg_that_cannot_reach_its_join_is_found() -> None:
    graph = a_graph(a_fork("f", "j", "a", "b"), a_task("a", "j"), a_task("b", "c"), a_task("c", "b"), a_join("j", "end"), END)

    findings = check_graph(graph)

    assert {"b", "c"} <= fields(findings)


def test_an_exit_without_words_is_found() -> None:
    silent = dataclasses.replace(a_task("a", "end"), edges=(Edge("done", " ", "end"),))

    assert fields(check_graph(a_graph(silent, END))) == {"a.next[1].label"}


def test_a_graph_too_wide_to_be_looked_at_whole_is_refused_and_not_hung_on() -> None:
    legs = [f"l{n}" for n in range(16)]
    graph = a_graph(a_fork("f", "j", *legs), *(a_task(leg, "j", leg) for leg in legs), a_join("j", "end"), END)

    assert any("quá phức tạp" in finding.message for finding in check_graph(graph))


@pytest.mark.parametrize("share", [0, 69, 71])
def test_shares_of_the_main_line_sum_to_a_hundred(share: int) -> None:
    definition = a_definition()
    verify = dataclasses.replace(definition.node("verify"), share=share)
    wrong = dataclasses.replace(definition, nodes=tuple(verify if node.key == "verify" else node for node in definition.nodes))

    findings = check_shares(wrong)

    assert [finding.field for finding in findings] == ["steps.nodes"]
    assert f"{share + 30} %" in findings[0].message


def test_shares_of_each_leg_sum_to_a_hundred() -> None:
    chain = a_library_definition(CHAIN)
    wrong = dataclasses.replace(
        chain, nodes=tuple(dataclasses.replace(node, share=10) if node.key == "police_sign" else node for node in chain.nodes)
    )

    assert [finding.field for finding in check_shares(wrong)] == ["steps.nodes.split.legs.residence"]


def test_a_step_off_the_main_line_has_no_share() -> None:
    chain = a_library_definition(CHAIN)
    wrong = dataclasses.replace(
        chain,
        nodes=tuple(dataclasses.replace(node, share=5) if node.key == "residence_complete" else node for node in chain.nodes),
    )

    assert [finding.field for finding in check_shares(wrong)] == ["steps.nodes.residence_complete.share"]


@pytest.mark.parametrize(
    ("legal", "committed", "longer"),
    [
        ((3, "working_day"), (3, "working_day"), False),
        ((3, "working_day"), (4, "working_day"), True),
        ((1, "working_day"), (8, "working_hour"), False),
        ((1, "working_day"), (9, "working_hour"), True),
        ((7, "calendar_day"), (5, "working_day"), False),
        ((7, "calendar_day"), (6, "working_day"), True),
        ((1, "month"), (21, "working_day"), False),
        ((1, "month"), (45, "calendar_day"), True),
    ],
)
def test_an_office_may_not_promise_longer_than_the_law(legal: tuple[int, str], committed: tuple[int, str], longer: bool) -> None:
    definition = a_definition()
    specs = [procedures.LimitSpec(value, procedures.Unit(unit), procedures.Start.NEXT_DAY) for value, unit in (legal, committed)]
    row = procedures.LimitRow(legal=specs[0], committed=specs[1])
    case = dataclasses.replace(definition.cases[0], limits=(row,))

    findings = check_limits(dataclasses.replace(definition, cases=(case,)))

    assert [finding.field for finding in findings] == (["cases[1].limits[1].committed"] if longer else [])


def test_soundness_tells_graph_shares_and_limits_together() -> None:
    definition = dataclasses.replace(a_definition(), start="verify")

    assert {finding.field for finding in check_soundness(definition)} >= {"steps.nodes"}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"decision": None}, "decision"),
        ({"decision": procedures.Decision("12/QĐ-UBND", None)}, "decision"),
        ({"results": ()}, "results"),
        ({"papers": (procedures.Paper("a", "Đơn"),)}, "papers[1]"),
        ({"fees": (procedures.Fee("a", "fee", "Phí"),)}, "fees[1].text"),
        ({"document": procedures.Document("QT", 1, "Xã", "Phòng", "")}, "document"),
        ({"document": procedures.Document("QT", 1, "Xã", "Phòng", "Xã")}, "document.approved_by"),
        ({"online": procedures.Online("whole"), "channels": (procedures.Channel.DIRECT,)}, "online.level"),
        ({"channels": (procedures.Channel.POST,), "cases": ()}, None),
    ],
)
def test_a_version_is_checked_before_it_is_published(change: dict[str, object], field: str | None) -> None:
    findings = check_publishing(dataclasses.replace(a_definition(), **change))  # type: ignore[arg-type]  # fields by name

    assert [finding.field for finding in findings] == ([field] if field else ["cases"])


def test_a_leg_without_a_limit_is_not_published() -> None:
    chain = a_library_definition(CHAIN)
    split = chain.node("split")
    bare = dataclasses.replace(split, legs=(dataclasses.replace(split.legs[0], limit=None), split.legs[1]))
    wrong = dataclasses.replace(chain, nodes=tuple(bare if node.key == "split" else node for node in chain.nodes))

    assert [finding.field for finding in check_publishing(wrong)] == ["steps.nodes.split.legs.residence.limit"]


@pytest.mark.parametrize(
    ("own", "share", "limited", "fault"),
    [
        (False, 60, True, None),
        (False, 0, True, "limit_by_share"),
        (True, 60, True, "limit_by_share"),
        (False, 60, False, "limit_by_share"),
    ],
    ids=["a share of the whole", "of nothing", "besides a limit of its own", "of a case that promises nothing"],
)
def test_a_leg_by_share_has_a_part_of_what_every_case_promises_and_no_limit_besides(
    own: bool, share: int, limited: bool, fault: str | None
) -> None:
    chain = a_library_definition(CHAIN)
    split = chain.node("split")
    leg = dataclasses.replace(split.legs[0], limit_by_share=True, limit=split.legs[0].limit if own else None)
    shared = dataclasses.replace(split, share=share, legs=(leg, split.legs[1]))
    cases = chain.cases if limited else (dataclasses.replace(chain.cases[0], limits=()),)
    changed = dataclasses.replace(
        chain, cases=cases, nodes=tuple(shared if node.key == "split" else node for node in chain.nodes)
    )

    found = [finding.field for finding in check_publishing(changed) if "legs" in finding.field]

    assert found == ([f"steps.nodes.split.legs.residence.{fault}"] if fault else [])


def test_a_channel_without_a_limit_is_not_published() -> None:
    definition = a_definition()
    row = dataclasses.replace(definition.cases[0].limits[0], channels=(procedures.Channel.DIRECT,))
    wrong = dataclasses.replace(definition, cases=(dataclasses.replace(definition.cases[0], limits=(row,)),))

    findings = check_publishing(wrong)

    assert [finding.field for finding in findings] == ["cases[1].limits"]
    assert "«online»" in findings[0].message


def test_a_step_whose_duty_nobody_carries_is_not_published() -> None:
    findings = check_publishing(a_definition(), duties_held={"counter_clerk"})

    assert [finding.field for finding in findings] == ["steps.nodes.verify.duty"]
    assert "Chuyên viên tư pháp - hộ tịch" in findings[0].message
    assert check_publishing(a_definition(), duties_held={"counter_clerk", "specialist.justice"}) == []


@pytest.mark.parametrize(
    ("online", "mark"), [("{level: whole, mark: V}", "V"), ("{level: partial}", "M"), ("{level: information, mark: P}", "P")]
)
def test_how_far_a_version_goes_online_is_told_with_how_sure_it_is(online: str, mark: str) -> None:
    told = a_definition(("channels: [direct, online]", f"channels: [direct, online]\nonline: {online}"))

    assert told.online is not None
    assert (told.online.level in procedures.ONLINE_NAMES, told.online.mark) == (True, mark)
    assert check_publishing(told) == []
    assert a_definition().online is None, "what nobody wrote down is not known"


@pytest.mark.parametrize("online", ["{level: 4}", "{mark: V}", "{level: whole, mark: X}", "{level: whole, since: 2022}"])
def test_a_level_online_that_nobody_knows_is_refused(online: str) -> None:
    with pytest.raises(procedures.DefinitionFaults):
        a_definition(("channels: [direct, online]", f"channels: [direct, online]\nonline: {online}"))


def test_only_information_needs_no_online_channel() -> None:
    assert check_publishing(dataclasses.replace(a_definition(), online=procedures.Online("information"))) == []
