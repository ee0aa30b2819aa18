"""The library against the handbook, rule by rule (domain.md 6.2 catalogue, 6.3 papers, 6.4 step templates, 6.5 release)."""

from __future__ import annotations

from datetime import date

import pytest

from lienthong.casework.procedures import public as procedures
from lienthong.casework.procedures.public import Channel, Definition, Node, NodeKind
from lienthong.casework.procedures.rules.soundness import channel_gaps
from lienthong.casework.procedures.testing import library
from lienthong.casework.procedures.tests.test_library import CATALOGUE, FIFTEEN, IN_2018, IN_2026, SUCCESSOR, in_force

LIBRARY = library()
EVERY_VERSION = pytest.mark.parametrize("name", sorted(LIBRARY))
CORE = [
    (code, day) for code in FIFTEEN for day in (IN_2018, IN_2026) if not (code == "2.000986" and day == IN_2026)
] + [("2.002621", IN_2026)]  # fmt: skip
EVERY_CORE = pytest.mark.parametrize(("code", "day"), CORE, ids=[f"{code}-{day.year}" for code, day in CORE])

LIMITS_2026 = {
    "1.001193": (1, "working_day"), "1.000894": (1, "working_day"), "1.000656": (1, "working_day"),
    "1.004873": (3, "working_day"), "1.001022": (3, "working_day"), "1.004884": (5, "working_day"),
    "1.004837": (3, "working_day"), "1.004845": (2, "working_day"), "2.000806": (5, "working_day"),
    "2.000635": (1, "working_day"), "2.000815": (1, "working_day"), "2.000884": (1, "working_day"),
    "1.004222": (7, "working_day"), "1.004194": (3, "working_day"), "1.010038": (5, "working_day"),
    "1.001612": (3, "working_day"), "1.005280": (3, "working_day"), "1.013227": (5, "working_day"),
    "1.013949": (15, "calendar_day"), "1.012812": (30, "calendar_day"), "1.011607": (15, "calendar_day"),
    "1.002211": (5, "working_day"), "1.003434": (18, "working_day"), "1.010736": (15, "calendar_day"),
    "1.012784": (12, "working_day"), "1.012786": (10, "working_day"),
}  # fmt: skip
"""Legal limit of the usual case in 2026, from the column «Limit 2026» of domain 6.2 (`d` = days of the calendar)."""

FEES_2026 = {
    ("2.000635", "direct"): 8_000, ("2.000635", "online"): 8_000, ("2.000884", "direct"): 10_000,
    ("2.001035", "direct"): 50_000, ("2.001019", "direct"): 50_000, ("2.001016", "direct"): 50_000,
    ("2.001406", "direct"): 50_000, ("2.001263", "direct"): 400_000, ("1.004222", "direct"): 20_000,
    ("1.004222", "online"): 10_000, ("1.004194", "online"): 7_000, ("1.002755", "direct"): 10_000,
    ("1.002755", "online"): 5_000, ("1.010038", "direct"): 10_000, ("1.010038", "online"): 5_000,
}  # fmt: skip
"""What the usual case costs for one piece, from the column «Fee» of domain 6.2."""

RESULTS = {
    "1.001193": "KQ.G15.000031", "1.000894": "KQ.G15.000032", "1.001022": "KQ.G15.000033", "1.000656": "KQ.G15.000034",
    "1.004837": "KQ.G15.000035", "1.004845": "KQ.G15.000036", "1.004859": "KQ.G15.000037", "1.004873": "KQ.G15.000038",
    "2.000908": "KQ.G15.000020", "2.000815": "KQ.G15.000021", "2.000884": "KQ.G15.000022", "2.001035": "KQ.G15.000023",
    "2.001019": "KQ.G15.000029", "2.001016": "KQ.G15.000030", "2.001406": "KQ.G15.000027", "2.001263": "KQ.G15.000002",
    "2.000635": "KQ.G15.000342",
}  # fmt: skip
"""Code of the (first) result, from the column «Result» of domain 6.2."""

FREE = {"1.011607", "1.001776"}
"""Without a line of fees: the catalogue says 0."""

PAPERS = {
    "1.001193": ("Giấy chứng sinh", "ủy quyền"),
    "1.011607": ("Giấy đề nghị",),
    "1.002211": ("Danh sách", "Biên bản"),
    "1.012784": ("Đơn", "Bản vẽ"),
    "1.013225": ("Đơn", "bản vẽ"),
    "1.001612": ("Giấy đề nghị",),
    "2.000986": ("Giấy chứng sinh",),
}
"""Words of papers that domain 6.3 names."""


def works(definition: Definition) -> list[Node]:
    """Return the steps that somebody does."""
    return [node for node in definition.nodes if node.kind in (NodeKind.TASK, NodeKind.WAIT, NodeKind.RETURN)]


def test_fifteen_are_checked_and_the_others_are_data_marked_as_not_verified() -> None:
    """The count: 72 procedures and an internal one; only versions of the fifteen (and the successor) are verified."""
    in_2026 = in_force(IN_2026)
    core = {SUCCESSOR.get(code, code) for code in FIFTEEN}

    assert len({one.code for one in LIBRARY.values()}) == len(CATALOGUE) + 1 == 73
    assert len(core) == 15
    assert core <= set(in_2026)
    assert not any(one.verified for one in in_2026.values() if one.code not in core)
    assert len([one for one in in_2026.values() if one.code not in core and one.kind == "external"]) == 72 - 15 - 1


@pytest.mark.parametrize("code", sorted(LIMITS_2026))
def test_the_limit_of_2026_is_that_of_the_catalogue(code: str) -> None:
    definition = in_force(IN_2026)[code]
    usual = definition.limit_for(definition.cases[0].key, Channel.DIRECT)

    assert usual is not None
    assert (usual[0].value, usual[0].unit) == LIMITS_2026[code]


@pytest.mark.parametrize(("code", "channel"), sorted(FEES_2026))
def test_the_fee_of_2026_is_that_of_the_catalogue_on_each_channel(code: str, channel: str) -> None:
    definition = in_force(IN_2026)[code]
    amounts = [procedures.fee_amount(fee) for fee in definition.fees_for(definition.cases[0].key, channel)]

    assert FEES_2026[code, channel] in amounts


@pytest.mark.parametrize("code", sorted(RESULTS))
@pytest.mark.parametrize("day", [IN_2018, IN_2026], ids=["2018", "2026"])
def test_the_result_has_the_national_code_of_the_catalogue(code: str, day: date) -> None:
    assert RESULTS[code] in {result.code for result in in_force(day)[code].results}


@pytest.mark.parametrize("code", sorted(PAPERS))
def test_the_papers_of_the_core_set_are_those_of_the_records(code: str) -> None:
    """The records are those of the portal in 2026; 2.000986 ended before and keeps its own."""
    definition = in_force(IN_2026).get(code) or LIBRARY[f"{code}-2015"]
    names = " / ".join(paper.name for paper in definition.papers)

    assert [word for word in PAPERS[code] if word.lower() not in names.lower()] == []


@EVERY_CORE
def test_a_core_procedure_is_complete(code: str, day: date) -> None:
    definition = in_force(day)[code]

    assert definition.channels, "how a dossier comes in"
    assert definition.audience, "who asks"
    assert definition.legal_basis, "on what it stands"
    assert definition.results, "what comes out"
    assert definition.fees or code in FREE, "what it costs"
    assert definition.note, "what a reader must know"
    assert any(paper.action == "submit" or code == "2.000815" for paper in definition.papers), "what is handed in"
    assert all(case.limits for case in definition.cases)
    assert channel_gaps(definition) == []
    assert all(definition.papers_for(case.key) for case in definition.cases)


@EVERY_CORE
def test_every_figure_of_a_core_procedure_says_how_sure_it_is(code: str, day: date) -> None:
    definition = in_force(day)[code]
    marks = [row.mark for case in definition.cases for row in case.limits] + [basis.mark for basis in definition.legal_basis]
    marks += [fee.mark for fee in definition.fees if fee.amount or fee.tiers]
    marks += [rate.mark for fee in definition.fees for rate in fee.by_channel]
    marks += [exemption.mark for fee in definition.fees for exemption in fee.exemptions if exemption.basis]

    assert all(marks)


@EVERY_VERSION
def test_rule_sum_of_shares_is_a_hundred_per_cent(name: str) -> None:
    definition = LIBRARY[name]
    lines = [definition.main_line(), *(definition.leg_line(leg) for node in definition.nodes for leg in node.legs)]

    assert [sum(node.share for node in line) for line in lines] == [100] * len(lines)


@EVERY_VERSION
def test_rule_every_exit_is_labelled_every_paper_counted_every_leg_limited(name: str) -> None:
    definition = LIBRARY[name]

    assert all(edge.label for node in definition.nodes for edge in node.edges)
    assert all(paper.originals + paper.copies for paper in definition.papers)
    limited = [
        bool(leg.at and (leg.limit or (leg.limit_by_share and node.share))) for node in definition.nodes for leg in node.legs
    ]
    assert all(limited), "a limit of its own, or a share of what is promised for the whole"
    assert all(node.duty and node.at for node in works(definition))


@EVERY_VERSION
def test_rule_a_fee_without_an_amount_carries_text_on_every_channel(name: str) -> None:
    definition = LIBRARY[name]
    priced = [fee.on(channel) for fee in definition.fees for channel in definition.channels or tuple(Channel)]

    assert all(fee.text for fee in priced if procedures.fee_amount(fee) is None)


@EVERY_VERSION
def test_rule_a_dossier_ends_by_a_number_or_a_step_of_its_own_line(name: str) -> None:
    """The result type is set, and exactly one step gives it back where it was received."""
    definition = LIBRARY[name]
    (give,) = [node for node in definition.nodes if node.kind is NodeKind.RETURN]

    assert definition.results
    assert give == definition.main_line()[-1]


def test_the_new_interlinked_procedure_is_whole_and_says_that_it_is_not_verified() -> None:
    """3.000722 (domain 6.2 row 54): the three results of 2.002621 and the identity card, nothing of it checked yet."""
    new, old = LIBRARY["3.000722-2026"], LIBRARY["2.002621-2025"]

    assert not new.verified
    assert new.note.startswith("Chưa kiểm chứng")
    assert {result.code for result in new.results} == {result.code for result in old.results} | {"KQ.G01.000023"}
    assert all(row.mark == "M" for case in new.cases for row in case.limits)
    assert [leg.key for leg in new.node("split").legs] == ["residence", "insurance"]
    assert new.interlinked


def test_the_whole_limit_of_an_interlinked_procedure_is_not_the_sum_of_its_legs() -> None:
    """T5 of domain 6.4: the legs run side by side, so the longest of them must fit into the whole."""
    for name in ("2.000986-2015", "2.002621-2025", "3.000722-2026"):
        definition = LIBRARY[name]
        legal, _ = definition.limit_for(definition.cases[0].key, Channel.DIRECT) or pytest.fail(f"{name} has no limit")
        legs = [leg.limit.value for node in definition.nodes for leg in node.legs if leg.limit]
        assert max(legs) <= legal.value != sum(legs)
