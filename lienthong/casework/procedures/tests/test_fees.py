"""What a fee costs: by channel, by tariff steps up to a cap, on a ground of exemption; and how the file says it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.casework.procedures import public as procedures
from lienthong.casework.procedures.public import Exemption, Fee, Rate, Tier, fee_amount
from lienthong.casework.procedures.rules.portal_values import Defects, fees_of
from lienthong.casework.procedures.testing import SMALL, a_definition, a_text
from lienthong.toolkit.quantities import Dong

COPY = Fee(
    "copy", "fee", "Chứng thực bản sao", per="trang", tiers=(Tier(Dong(2000), 2), Tier(Dong(1000))), cap=Dong(200_000),
    cap_per="bản",
)  # fmt: skip
RESIDENCE = Fee(
    "levy", "levy", "Lệ phí đăng ký thường trú", amount=Dong(20_000), text="Nộp tại Công an xã", mark="V",
    by_channel=(Rate((procedures.Channel.ONLINE,), Dong(10_000)),),
    exemptions=(Exemption("trẻ em", "Thông tư 75/2022/TT-BTC, Điều 4", mark="M"), Exemption("hộ cận nghèo", pays=50)),
)  # fmt: skip
LEVY = "amount: 8000"


def amounts() -> st.SearchStrategy[Dong]:
    """Return whole đồng up to ten million."""
    return st.integers(0, 10_000_000).map(Dong)


@st.composite
def fees(draw: st.DrawFn) -> Fee:
    """Return a fee of one amount or of up to four tariff steps, with or without a cap, with one ground at some per cent."""
    cap = draw(st.none() | amounts())
    grounds = (Exemption("căn cứ", pays=draw(st.integers(0, 99))),)
    if draw(st.booleans()):
        return Fee("f", "fee", "Phí", amount=draw(amounts()), cap=cap, exemptions=grounds)
    ends = sorted(draw(st.sets(st.integers(1, 50), max_size=3)))
    tiers = tuple(Tier(draw(amounts()), end) for end in (*ends, None))
    return Fee("f", "fee", "Phí", tiers=tiers, cap=cap, exemptions=grounds)


def piece_by_piece(fee: Fee, quantity: int) -> int:
    """Return what the pieces of one copy cost, each looked up by itself: slow, and written in another way than the rule."""
    total = 0
    for number in range(1, quantity + 1):
        total += next((tier.amount for tier in fee.tiers if tier.up_to is None or number <= tier.up_to), fee.amount or 0)
    return total if fee.cap is None else min(total, fee.cap)


def owed(fee: Fee, quantity: int = 1, *, copies: int = 1, ground: str = "") -> int:
    """Return the amount of a fee that has one."""
    amount = fee_amount(fee, quantity, copies=copies, ground=ground)
    assert amount is not None
    return amount


@given(fees(), st.integers(1, 120), st.integers(1, 30))
def test_an_amount_is_the_sum_of_its_pieces_up_to_the_cap_for_each_copy(fee: Fee, quantity: int, copies: int) -> None:
    assert owed(fee, quantity, copies=copies) == piece_by_piece(fee, quantity) * copies


@given(fees(), st.integers(1, 120))
def test_one_more_piece_never_costs_less(fee: Fee, quantity: int) -> None:
    assert owed(fee, quantity + 1) >= owed(fee, quantity)


@given(fees(), st.integers(1, 60))
def test_a_ground_leaves_its_share_of_the_price_and_no_ground_the_whole(fee: Fee, quantity: int) -> None:
    full, less = owed(fee, quantity), owed(fee, quantity, ground="căn cứ")

    assert less <= full * fee.exemptions[0].pays / 100 < less + 1
    assert owed(fee, quantity, ground="một căn cứ khác, cán bộ ghi tay") == 0


@pytest.mark.parametrize(("pages", "copies", "amount"), [
        (1, 1, 2_000), (2, 1, 4_000), (3, 1, 5_000), (5, 3, 21_000), (198, 1, 200_000), (197, 1, 199_000), (400, 2, 400_000),
        (500, 3, 600_000),
    ],
)  # fmt: skip
def test_a_certified_copy_is_capped_for_each_copy(pages: int, copies: int, amount: int) -> None:
    assert owed(COPY, pages, copies=copies) == amount


@pytest.mark.parametrize(("channel", "amount"), [("direct", 20_000), ("post", 20_000), ("online", 10_000), ("", 20_000)])
def test_a_fee_costs_what_the_channel_says_and_else_the_usual_price(channel: str, amount: int) -> None:
    fee = RESIDENCE.on(channel)

    assert owed(fee) == amount
    assert fee.by_channel == (), "priced once, it is not priced again"


def test_the_price_of_a_channel_stands_whole_in_place_of_the_usual_one() -> None:
    online = Rate((procedures.Channel.ONLINE,), text="Theo nghị quyết của HĐND tỉnh", mark="M")
    fee = Fee("copy", "fee", "Phí", tiers=COPY.tiers, cap=COPY.cap, text="Trang của bản chính", mark="V", by_channel=(online,))

    priced = fee.on("online")

    assert (priced.tiers, priced.cap, priced.text, priced.mark) == ((), None, "Theo nghị quyết của HĐND tỉnh", "M")
    assert fee_amount(priced) is None, "only words: nobody may guess an amount"
    assert fee_amount(priced, ground="hộ nghèo") is None
    assert RESIDENCE.on("online").mark == "V", "a price without its own mark is as sure as the fee"


def test_a_case_asks_for_its_fees_at_the_price_of_the_channel() -> None:
    definition = a_definition((LEVY, "amount: 20000, by_channel: [{channels: [online], amount: 10000}]"))

    assert [owed(fee) for fee in definition.fees_for("default", "online")] == [10_000]
    assert [owed(fee) for fee in definition.fees_for("default", "direct")] == [20_000]
    assert [owed(fee) for fee in definition.fees_for("default")] == [20_000]
    assert definition.priced_by_channel
    assert not a_definition().priced_by_channel


@pytest.mark.parametrize(
    ("exemption", "label"),
    [(Exemption("trẻ em"), "Miễn: trẻ em"), (Exemption("hộ cận nghèo", pays=50), "Giảm 50 %: hộ cận nghèo")],
)
def test_a_ground_says_whether_it_frees_or_only_reduces(exemption: Exemption, label: str) -> None:
    assert exemption.label == label
    assert str(exemption) == exemption.ground


def test_a_ground_is_written_in_short_by_its_words_or_with_its_legal_basis() -> None:
    (fee,) = a_definition(
        (LEVY, f'{LEVY}, exemptions: [người thuộc hộ nghèo, {{ground: trẻ em, basis: "Điều 4", pays: 50, mark: M}}]')
    ).fees

    assert fee.exemptions == (Exemption("người thuộc hộ nghèo"), Exemption("trẻ em", "Điều 4", 50, "M"))


@pytest.mark.parametrize(
    ("written", "field", "says"),
    [
        ("by_channel: [{amount: 10000}]", "fees[1].by_channel[1].channels", "của kênh nào"),
        ("by_channel: [{channels: [online]}]", "fees[1].by_channel[1]", "chưa có số tiền"),
        ("by_channel: [{channels: [post], amount: 1}]", "fees[1].by_channel[1].channels", "không nhận qua kênh «post»"),
        ("by_channel: [{channels: [fax], amount: 1}]", "fees[1].by_channel[1].channels", "direct, online, post"),
        ("by_channel: [online]", "fees[1].by_channel[1]", "nhóm trường"),
        ("by_channel: [{channels: [online], amount: 5.000}]", "fees[1].by_channel[1].amount", "không có dấu chấm"),
        ("by_channel: [{channels: [online], cost: 5}]", "fees[1].by_channel[1].cost", "Không có trường «cost»"),
        ("by_channel: [{channels: [online], tiers: [{amount: 1, up_to: 2}]}]", "fees[1].by_channel[1].tiers", "bậc cuối"),
        (
            "by_channel: [{channels: [online], amount: 1}, {channels: [online], amount: 2}]",
            "fees[1].by_channel[2].channels",
            "đã có mức thu riêng",
        ),
        (
            "by_channel: [{channels: [online], amount: 1, tiers: [{amount: 1}]}]",
            "fees[1].by_channel[1].amount",
            "không ghi cả hai",
        ),
        ("moment: free, by_channel: [{channels: [online], amount: 1}]", "fees[1].by_channel", "không thu ở kênh nào"),
        ("exemptions: [trẻ em, {ground: trẻ em, pays: 50}]", "fees[1].exemptions[2]", "ghi hai lần"),
        ("exemptions: [{basis: Điều 4}]", "fees[1].exemptions[1].ground", "Thiếu trường «ground»"),
        ("exemptions: [{ground: a, pays: 100}]", "fees[1].exemptions[1].pays", "từ 0 đến 99"),
        ("exemptions: [[trẻ em]]", "fees[1].exemptions[1]", "nhóm trường"),
        ("exemptions: [~]", "fees[1].exemptions[1]", "nhóm trường"),
    ],
)
def test_a_wrong_price_or_ground_is_named_with_its_line(written: str, field: str, says: str) -> None:
    with pytest.raises(procedures.DefinitionFaults) as no:
        procedures.parse(a_text((LEVY, f"{LEVY}, {written}")))

    (fault,) = [fault for fault in no.value.faults if fault.field == field]
    assert fault.line == 22
    assert says in fault.message


def test_the_name_of_a_fee_fits_the_line_that_a_dossier_keeps_of_it() -> None:
    with pytest.raises(procedures.DefinitionFaults) as no:
        procedures.parse(a_text(("name: Lệ phí,", f"name: {'Lệ phí ' * 50},")))

    assert [fault.field for fault in no.value.faults] == ["fees[1].name"]


def test_a_ground_of_which_only_the_words_are_known_is_stored_as_these_words() -> None:
    short = a_definition((LEVY, f"{LEVY}, exemptions: [người thuộc hộ nghèo]"))
    known = a_definition((LEVY, f"{LEVY}, exemptions: [{{ground: người thuộc hộ nghèo, basis: Điều 4}}]"))

    assert procedures.to_json(short)["fees"][0]["exemptions"] == ["người thuộc hộ nghèo"]
    assert procedures.to_json(known)["fees"][0]["exemptions"] == [{"ground": "người thuộc hộ nghèo", "basis": "Điều 4"}]
    assert procedures.from_json(procedures.to_json(short)) == short
    assert procedures.from_json(procedures.to_json(known)) == known


@pytest.mark.parametrize(
    ("change", "digest"),
    [
        ("", "869af00ce75fde9fb8d21c392674fe1de0dc9a546c0669baf6e91668affb3299"),
        (
            ", exemptions: [người thuộc hộ nghèo, người khuyết tật]",
            "37a799a7371e7d7fed8433cd11b5092f671fa91b1bf1ec7faf11689e50aa3a9c",
        ),
    ],
)
def test_a_version_keeps_its_digest_when_the_model_of_fees_grows(change: str, digest: str) -> None:
    """The digests were taken before fees knew channels and grounds: what a file said then, it still says."""
    assert procedures.digest(procedures.parse(SMALL.replace(LEVY, LEVY + change))) == digest


def a_row(channel: str, amount: int | None, *, text: str = "", note: str = "") -> dict[str, object]:
    """Return the fee part of a row of the national portal."""
    return {"channel": channel, "fee_vnd": amount, "fee_text": text, "note": note}


def test_the_portals_price_by_channel_becomes_one_fee() -> None:
    defects: Defects = []

    (fee,) = fees_of([a_row("online", 10_000), a_row("direct", 20_000), a_row("post", 0, note="Miễn phí")], defects)

    assert [owed(fee.on(channel)) for channel in ("direct", "online", "post")] == [20_000, 10_000, 0]
    assert (fee.name, fee.amount) == ("Phí, lệ phí", 20_000)
    assert defects == []


def test_a_portal_record_that_is_free_on_every_channel_has_no_fee() -> None:
    assert fees_of([a_row("online", 0, note="qua mạng"), a_row("direct", 0, note="tại quầy")], []) == ()


def test_two_prices_on_one_channel_of_the_portal_stay_two_fees_and_are_told() -> None:
    defects: Defects = []

    found = fees_of([a_row("direct", 50_000), a_row("direct", 150_000), a_row("online", 0)], defects)

    assert [(fee.key, fee.amount, fee.name) for fee in found] == [
        ("fee_1", 50_000, "Phí, lệ phí (direct)"),
        ("fee_2", 150_000, "Phí, lệ phí (direct)"),
    ]
    assert ["direct" in words for _, words in defects] == [True]


@pytest.mark.parametrize(
    ("row", "words", "defect"),
    [
        (a_row("direct", 0, note="Theo HĐND tỉnh"), "Theo HĐND tỉnh", "bị ghi là 0"),
        (a_row("direct", 10, text="10 USD"), "10 USD", "ngoại tệ"),
        (a_row("direct", None, text="Không rõ"), "Không rõ", "không rõ mức thu"),
        (a_row("direct", None), "Nguồn không có thông tin", "không rõ mức thu"),
    ],
)
def test_a_price_that_the_portal_does_not_really_give_is_words_without_an_amount(
    row: dict[str, object], words: str, defect: str
) -> None:
    defects: Defects = []

    (fee,) = fees_of([row], defects)

    assert (fee.amount, fee.text) == (None, words)
    assert defect in defects[0][1]
