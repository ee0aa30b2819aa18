"""Reading a procedure file: what is good comes out whole, what is wrong is named with line, column and field."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from lienthong.casework.procedures import public as procedures
from lienthong.casework.procedures.testing import (
    BIRTH,
    CHAIN,
    HOUSE,
    POOR,
    SMALL,
    a_definition,
    a_library_definition,
    a_library_text,
    a_text,
    library_files,
)

ASKS = "limit: {value: 3, unit: working_day}\n      silent_consent: true"


def faults_of(text: str | bytes) -> list[procedures.Fault]:
    """Return the faults of a text, which must have some."""
    with pytest.raises(procedures.DefinitionFaults) as no:
        procedures.parse(text)
    return list(no.value.faults)


def only_fault(text: str | bytes) -> procedures.Fault:
    """Return the one fault of a text."""
    (fault,) = faults_of(text)
    return fault


@pytest.mark.parametrize("path", library_files(), ids=lambda path: path.stem)
def test_every_library_file_is_read_stored_and_written_back_the_same(path: object) -> None:
    definition = procedures.parse(path.read_text(encoding="utf-8"))  # type: ignore[attr-defined]  # a Path, named by pytest

    assert procedures.from_json(procedures.to_json(definition)) == definition
    assert procedures.parse(procedures.write(definition)) == definition


def test_a_file_says_the_birth_registration_as_the_law_has_it() -> None:
    birth = a_library_definition(BIRTH)

    assert (birth.code, birth.level, birth.since, birth.until) == ("1.001193", "commune", date(2016, 1, 1), date(2025, 7, 1))
    legal, committed = birth.limit_for("default", "direct") or pytest.fail("no limit")
    assert legal == committed == procedures.LimitSpec(1, procedures.Unit.WORKING_DAY, procedures.Start.SAME_DAY, "15:00")
    assert [node.key for node in birth.main_line()] == ["receive", "verify", "sign", "give"]
    assert sum(node.share for node in birth.main_line()) == 100
    assert not birth.interlinked
    assert birth.case("default").immediate


def test_the_limit_follows_the_case_the_channel_and_the_area() -> None:
    house, chain = a_library_definition(HOUSE), a_library_definition(CHAIN)
    by_channel = a_definition(
        (
            "      - legal: {value: 3",
            "      - channels: [online]\n        legal: {value: 2, unit: working_hour}\n      - legal: {value: 3",
        ),
        ("committed: {value: 1, unit: working_day}", "area_extra: {mountain: 10}"),
    )

    assert [limit.value for limit in house.limit_for("house", "direct") or ()] == [15, 10]
    assert [limit.value for limit in house.limit_for("works", "post") or ()] == [30, 20]
    assert [limit.area_extra for limit in chain.limit_for("default", "direct", "remote") or ()] == [5, 5]
    assert [limit.area_extra for limit in chain.limit_for("default", "direct") or ()] == [0, 0]
    online = by_channel.limit_for("default", "online")
    assert online is not None
    assert (online[0].unit, online[0].start) == ("working_hour", "next_moment")
    direct = by_channel.limit_for("default", "direct", "mountain")
    assert direct is not None
    assert (direct[0].start, direct[1].area_extra) == ("next_day", 10)


def test_a_channel_without_a_row_has_no_limit() -> None:
    definition = a_definition(
        ("      - legal: {value: 3", "      - channels: [online]\n        legal: {value: 3"),
        ("        committed: {value: 1, unit: working_day}\n", ""),
    )

    assert definition.limit_for("default", "post") is None
    assert definition.limit_row("default", "post") is None
    assert definition.limit_row("default", "online") is definition.case("default").limits[0]


def test_papers_and_fees_belong_to_their_cases() -> None:
    birth, chain = a_library_definition(BIRTH), a_library_definition(CHAIN)

    assert [fee.key for fee in birth.fees_for("default")] == ["on_time"]
    assert [fee.key for fee in birth.fees_for("late")] == ["late_fee"]
    asked = {paper.key for paper in chain.papers_for("not_with_parents")}
    assert "owner_consent" in asked
    assert "household_book" not in asked


def test_a_leg_has_its_own_line_and_the_main_line_jumps_over_the_legs() -> None:
    chain = a_library_definition(CHAIN)
    residence, insurance = chain.node("split").legs

    assert [node.key for node in chain.main_line()][-5:] == ["send", "split", "together", "collect", "give"]
    assert [node.key for node in chain.leg_line(residence)] == ["police_check", "police_sign"]
    assert sum(node.share for node in chain.leg_line(insurance)) == 100
    assert chain.fork_of("together").key == "split"
    assert chain.interlinked


@pytest.mark.parametrize(
    "ask",
    [
        lambda d: d.node("no"),
        lambda d: d.case("no"),
        lambda d: d.fork_of("give"),
        lambda d: d.leg_line(procedures.Leg("x", "x", "police", "x")),
    ],
)
def test_asking_for_a_part_that_is_not_there_is_a_key_error(ask: object) -> None:
    with pytest.raises(KeyError):
        ask(a_definition())  # type: ignore[operator]  # a function, given by pytest


def test_an_exit_is_found_by_its_outcome() -> None:
    node = a_definition().node("verify")

    assert node.edge("incomplete").to == "receive"
    with pytest.raises(KeyError):
        node.edge("signed")


@pytest.mark.parametrize(
    ("pages", "copies", "amount"),
    [(1, 1, 2000), (2, 1, 4000), (3, 1, 5000), (10, 2, 24_000), (500, 1, 200_000), (500, 3, 600_000)],
)
def test_a_certified_copy_costs_by_tariff_steps_up_to_its_cap(pages: int, copies: int, amount: int) -> None:
    fee = a_definition(
        ("amount: 8000", "tiers: [{up_to: 2, amount: 2000}, {amount: 1000}], cap: 200000, cap_per: bản, per: trang")
    ).fees[0]

    assert procedures.fee_amount(fee, pages, copies=copies) == amount


def test_a_fee_without_an_amount_is_unknown_and_a_plain_one_is_multiplied() -> None:
    late = a_library_definition(BIRTH).fees[1]
    plain = a_definition().fees[0]

    assert procedures.fee_amount(late) is None
    assert procedures.fee_amount(plain, 3) == 24_000


def test_text_in_nfd_is_stored_in_nfc_and_has_the_same_digest() -> None:
    decomposed = procedures.parse(unicodedata.normalize("NFD", SMALL))

    assert decomposed.name == "Đăng ký khai sinh"
    assert procedures.digest(decomposed) == procedures.digest(a_definition())


def test_the_digest_is_that_of_the_content_not_of_the_writing() -> None:
    assert procedures.digest(a_definition(("name: Giấy khai sinh}", "name: 'Giấy khai sinh'}"))) == procedures.digest(
        a_definition()
    )
    assert procedures.digest(a_definition(("amount: 8000", "amount: 8001"))) != procedures.digest(a_definition())


def test_a_file_with_a_byte_order_mark_is_read() -> None:
    assert procedures.parse(b"\xef\xbb\xbf" + SMALL.encode()).code == "1.001193"


@pytest.mark.parametrize(
    ("old", "new", "line", "field", "says"),
    [
        ("share: 70", "shre: 70", 34, "steps.nodes.verify.shre", "có phải «share»?"),
        ("duty: specialist.justice", "duty: specialist.justise", 33, "steps.nodes.verify.duty", "có phải «specialist.justice»?"),
        ("at: reception\n", "at: recepton\n", 32, "steps.nodes.verify.at", "có phải «reception»?"),
        ("value: 3", "value: 0", 17, "cases[1].limits[1].legal.value", "số từ 1"),
        ("value: 3, unit: working_day", "value: 3", 17, "cases[1].limits[1].legal.unit", "Thiếu trường «unit»"),
        ("value: 3, ", "", 17, "cases[1].limits[1].legal.value", "Thiếu trường «value»"),
        ("value: 3", "value: ba", 17, "cases[1].limits[1].legal.value", "không phải số nguyên"),
        (
            "legal: {value: 3, unit: working_day}",
            "legal: {value: 3, unit: working_day, start: same}",
            17,
            "cases[1].limits[1].legal.start",
            "same_day",
        ),
        (
            "legal: {value: 3, unit: working_day}",
            "legal: {value: 3, unit: month, start: same_day}",
            17,
            "cases[1].limits[1].legal.start",
            "ngày làm việc",
        ),
        (
            "legal: {value: 3, unit: working_day}",
            "legal: {value: 3, unit: working_day, cutoff: 15h}",
            17,
            "cases[1].limits[1].legal.cutoff",
            "15:00",
        ),
        ("from: 2016-01-01", "from: 2016-02-30", 8, "effective.from", "ngày có thật"),
        ("from: 2016-01-01", "from: 01/01/2016", 8, "effective.from", "2018-03-12"),
        ("from: 2016-01-01", "from: 2016-01-01, to: 2016-01-01", 8, "effective.to", "phải sau ngày bắt đầu"),
        ("kind: external", "kind: extern", 5, "kind", "có phải «external»?"),
        ("verified: true", "verified: chắc", 6, "verified", "true"),
        ("1.001193", "1.1193", 1, "procedure", "1.001193"),
        ("KQ.G15.000031", "KQ-31", 12, "results[1].code", "KQ.G15.000031"),
        ("name: Đăng ký khai sinh\n", "", 1, "name", "Thiếu trường «name»"),
        ("channels: [direct, online]", "channels: [direct, fax]", 10, "channels", "direct, online, post"),
        ("channels: [direct, online]", "channels: [direct, direct]", 10, "channels", "hai lần"),
        ("channels: [direct, online]", "channels: direct", 10, "channels", "danh sách"),
        ("channels: [direct, online]", "channels: [[direct]]", 10, "channels", "Mỗi mục"),
        ("key: certificate", "key: Giấy", 12, "results[1].key", "certificate"),
        ("    verify:", "    Thẩm-tra:", 29, "steps.nodes.Thẩm-tra", "chữ thường không dấu"),
        ("name: Tờ khai,", "name: Tờ khai, bản sao,", 20, "papers[1].bản sao", "dấu nháy kép"),
        ("originals: 1", "originals: -1", 20, "papers[1].originals", "từ 0 đến"),
        ("amount: 8000", "amount: 8.000", 22, "fees[1].amount", "không có dấu chấm"),
        ("amount: 8000", "tiers: [{up_to: 2}]", 22, "fees[1].tiers[1].amount", "số đồng"),
        ("label: Trả kết quả, ", "", 36, "steps.nodes.verify.next[1].label", "Thiếu trường «label»"),
        ("issue: 1", "issue: 0", 7, "document.issue", "từ 1"),
        ("level: commune", "level: [commune]", 4, "level", "một dòng chữ"),
        ("effective: {from: 2016-01-01}", "effective: 2016", 8, "effective", "nhóm trường"),
        ("  - {key: declaration, name: Tờ khai, originals: 1}", "  - Tờ khai", 20, "papers[1]", "nhóm trường"),
        (
            "{name: Trả kết quả, kind: return, at: reception, duty: counter_clerk, share: 10}",
            "xong",
            38,
            "steps.nodes.give",
            "nhóm trường",
        ),
    ],
)
def test_a_wrong_field_is_named_with_its_line(old: str, new: str, line: int, field: str, says: str) -> None:
    found = [fault for fault in faults_of(a_text((old, new))) if fault.field == field]

    assert found, "the field is not named"
    assert found[0].line == line
    assert says in found[0].message
    assert found[0].column >= 1


def test_all_faults_of_a_file_are_told_at_once_in_the_order_of_the_text() -> None:
    faults = faults_of(
        a_text(("external", "extern"), ("value: 3", "value: 0"), ("share: 70", "shre: 70"), ("amount: 8000", "amount: x"))
    )

    assert [fault.field for fault in faults] == [
        "kind",
        "cases[1].limits[1].legal.value",
        "fees[1].amount",
        "steps.nodes.verify.shre",
    ]


def test_a_refusal_carries_its_faults_for_the_interface() -> None:
    with pytest.raises(procedures.DefinitionFaults) as no:
        procedures.parse(a_text(("external", "extern")))

    plain = no.value.as_dict()
    assert plain["code"] == "procedures.definition_faults"
    assert plain["faults"][0]["line"] == 5
    assert "1 lỗi" in plain["message"]
    assert str(no.value.faults[0]).startswith("dòng 5, cột 7, kind:")


@pytest.mark.parametrize(
    ("old", "new", "field", "says"),
    [
        ("to: verify}", "to: verifi}", "steps.nodes.receive.next[1].to", "có phải «verify»?"),
        ("start: receive", "start: recieve", "steps.start", "có phải «receive»?"),
        ("outcome: incomplete", "outcome: done", "steps.nodes.verify.next[1].outcome", "trùng"),
        ("kind: return", "kind: task", "steps.nodes", "bước trả kết quả"),
        ("kind: task\n", "kind: return\n", "steps.nodes.give.kind", "chỉ giữ một"),
        ("kind: task\n", "kind: join\n", "steps.nodes.verify", "bước «fork»"),
        ("kind: task\n", "kind: join\n", "steps.nodes.verify.next", "đúng một lối"),
        ("share: 10}", "share: 10, next: [{outcome: x, label: x, to: verify}]}", "steps.nodes.give.next", "không có «next»"),
        ("{key: levy,", "{key: levy, cases: [defult],", "fees[1].cases", "có phải «default»?"),
        ("{key: declaration,", "{key: declaration, cases: [late],", "papers[1].cases", "Không có trường hợp «late»"),
        ("amount: 8000", "amount: 1, tiers: [{amount: 1}]", "fees[1].amount", "không ghi cả hai"),
        ("amount: 8000", "tiers: [{amount: 2000}, {up_to: 2, amount: 1000}]", "fees[1].tiers", "tăng dần"),
        ("      - legal:", "      - channels: [post]\n        legal:", "cases[1].limits[1].channels", "kênh «post»"),
        (
            "      - legal:",
            "      - legal: {value: 1, unit: month}\n      - legal:",
            "cases[1].limits[2]",
            "không bao giờ được dùng",
        ),
        ("share: 70", "share: 70\n      silent_consent: true", "steps.nodes.verify.silent_consent", "«limit»"),
        ("share: 70", "share: 70\n      pauses: true", "steps.nodes.verify", "kind: wait"),
        ("papers:\n", "papers:\n  - {key: declaration, name: Khác, originals: 1}\n", "papers[2].key", "đã dùng"),
        ("results:\n", "results:\n  - {key: other, code: KQ.G15.000031, name: Khác}\n", "results[1].code", "mỗi mã một lần"),
        (
            "kind: return,",
            "kind: fork, join: verify, legs: {},",
            "steps.nodes.give.legs",
            "một nhánh",
        ),
        (
            "kind: return,",
            "kind: fork, join: verify, legs: {a: {name: a, at: police, start: none, papers: [declaratoin]}},",
            "steps.nodes.give.legs.a.papers",
            "«declaration»",
        ),
        ("share: 70", f"share: 70\n      {ASKS}", "steps.nodes.verify.silent_basis", "căn cứ"),
        ("share: 70", "share: 70\n      silent_basis: Luật", "steps.nodes.verify.silent_basis", "silent_consent: true"),
        ("share: 70", "share: 70\n      papers: [declaration]", "steps.nodes.verify.papers", "hỏi ý kiến"),
        ("share: 70", f"share: 70\n      {ASKS}\n      papers: [nothing]", "steps.nodes.verify.papers", "Không có giấy tờ"),
        (
            "kind: return,",
            "kind: fork, join: verify, legs: {a: {name: a, at: police, start: none}},",
            "steps.nodes.give.join",
            "kind: join",
        ),
    ],
)
def test_parts_that_do_not_fit_each_other_are_named(old: str, new: str, field: str, says: str) -> None:
    assert any(fault.field == field and says in fault.message for fault in faults_of(a_text((old, new))))


def test_a_step_without_an_exit_is_named() -> None:
    text = a_text(
        (
            "      next:\n        - {outcome: done, label: Trả kết quả, to: give}\n"
            "        - {outcome: incomplete, label: Trả lại, to: receive, back: true}\n",
            "",
        )
    )

    assert only_fault(text).field == "steps.nodes.verify.next"


def test_the_poor_household_file_waits_and_loops() -> None:
    poor = procedures.parse(a_library_text(POOR))

    posting = poor.node("posting")
    assert (posting.kind, posting.cause, posting.pauses) == ("wait", "public_posting", False)
    assert posting.lasts is not None
    assert posting.lasts.value == 3
    assert poor.node("meeting").edge("disagreed").back


def test_the_example_of_a_payment_in_the_guide_can_be_copied_into_a_file() -> None:
    guide = (procedures.LIBRARY / "README.md").read_text(encoding="utf-8")
    block = guide.split("(chờ dân nộp tiền, đồng hồ dừng):\n\n")[1].replace("to: register", "to: give")

    block = block.replace("papers: [request]", "papers: [declaration]")
    definition = a_definition(("to: give}", "to: tax}"), ("share: 70", "share: 55"), ("    give:", block + "    give:"))

    assert [node.key for node in definition.main_line()] == [
        "receive",
        "verify",
        "tax",
        "tax_back",
        "tax_result",
        "payment",
        "give",
    ]
    assert definition.node("payment").pauses


def test_the_guide_explains_every_word_of_the_closed_lists() -> None:
    guide = (procedures.LIBRARY / "README.md").read_text(encoding="utf-8")

    for words in (procedures.NodeKind, procedures.Cause, procedures.Channel, procedures.Unit, procedures.Start):
        for word in words:
            assert f"`{word}`" in guide or f"{word} " in guide, word
