"""Tables of fees, certification, digitisation and payment, as data.  Source of columns: handbook domain.md 1.9 [I]."""

from __future__ import annotations

from lienthong.casework.reports.rules.axes import CODED_UNIT, PROCEDURE, WORK_KIND
from lienthong.casework.reports.rules.petitions import UNIT
from lienthong.casework.reports.rules.shapes import Check, Column, Report

TABLES = "Số hóa, thu phí, chứng thực"

_PAID = "paid_then > 0"
_NEW_CHARGE = "received_at >= %(a)s AND received_at < %(b)s"


def _money(key: str, path: tuple[str, ...], counts: str, words: str) -> Column:
    return Column(key, path, counts, sums="paid_then", words=words)


FEES_BY_PROCEDURE = Report(
    "phi-le-phi", "Phí, lệ phí theo thủ tục", "Thu phí, lệ phí theo thủ tục",
        "Phải thu, đã thu trong kỳ, theo hình thức thu.", "fees",
    (
        Column("dossiers", ("Số hồ sơ có thu",), _PAID, of="dossier_id", words="Hồ sơ có thu trong kỳ"),
        Column("owed", ("Phát sinh trong kỳ (đồng)", "Phải thu"), _NEW_CHARGE, sums="amount",
            words="Phải thu phát sinh trong kỳ, đồng"),
        Column("exempt", ("Phát sinh trong kỳ (đồng)", "Số khoản miễn"), f"{_NEW_CHARGE} AND exempt_ground <> ''",
            words="Khoản được miễn"),
        Column("paid", ("Đã thu trong kỳ (đồng)", "Tổng số"), parts=("fee", "levy"), words="Đã thu trong kỳ, đồng"),
        _money("fee", ("Đã thu trong kỳ (đồng)", "Phí"), f"{_PAID} AND fee_kind = 'fee'", "Phí đã thu, đồng"),
        _money("levy", ("Đã thu trong kỳ (đồng)", "Lệ phí"), f"{_PAID} AND fee_kind <> 'fee'", "Lệ phí đã thu, đồng"),
        _money("cash", ("Theo hình thức (đồng)", "Tiền mặt"), f"{_PAID} AND method = 'cash'", "Thu tiền mặt, đồng"),
        _money("transfer", ("Theo hình thức (đồng)", "Chuyển khoản"), f"{_PAID} AND method = 'transfer'",
            "Thu chuyển khoản, đồng"),
        _money("online", ("Theo hình thức (đồng)", "Trực tuyến"), f"{_PAID} AND method = 'online'", "Thu trực tuyến, đồng"),
        _money("other", ("Theo hình thức (đồng)", "Khác"), f"{_PAID} AND method NOT IN ('cash', 'transfer', 'online')",
            "Thu cách khác, đồng"),
    ),
    PROCEDURE, UNIT, checks=(Check("paid", ("cash", "transfer", "online", "other")),), unit="hồ sơ, đồng", group=TABLES,
)  # fmt: skip
_VALID = "voided_at IS NULL"
CERTIFICATION = Report(
    "chung-thuc", "Chứng thực", "Kết quả chứng thực", "Số lượt, số trang, số bản, phí của các sổ chứng thực.", "certified",
    (
        Column("entries", ("Số lượt",), _VALID, words="Lượt chứng thực"),
        Column(
            "pages", ("Số trang",), f"{_VALID} AND kind IN ('certified-copy', 'e-certified-copy')", sums="pages", words="Số trang"
        ),
        Column("copies", ("Số bản",), _VALID, sums="copies", words="Số bản"),
        Column("fee", ("Phí (đồng)",), _VALID, sums="fee", words="Phí chứng thực, đồng"),
        Column("void", ("Số đã hủy",), "voided_at IS NOT NULL", words="Số chứng thực đã hủy"),
    ),
    WORK_KIND, UNIT, unit="lượt, trang, bản, đồng", group=TABLES,
    notes=("Số trang chỉ tính cho chứng thực bản sao từ bản chính.",),
)  # fmt: skip
_SCAN, _RESULT = "Số hóa hồ sơ khi tiếp nhận", "Số hóa kết quả"
_ARRIVED = "received_at >= %(a)s"
DIGITISATION = Report(
    "so-hoa", "Số hóa hồ sơ", "Tình hình số hóa hồ sơ, kết quả giải quyết thủ tục hành chính",
    "Số hóa thành phần hồ sơ khi tiếp nhận và kết quả giải quyết.", "digital",
    (
        Column("in", ("Tiếp nhận",), parts=("not", "scanned"), words="Tiếp nhận trong kỳ"),
        Column("not", (_SCAN, "Chưa số hóa TPHS"), f"{_ARRIVED} AND NOT scanned", words="Chưa số hóa thành phần hồ sơ"),
        Column("scanned", (_SCAN, "Có số hóa TPHS"), f"{_ARRIVED} AND scanned", words="Có số hóa thành phần hồ sơ"),
        Column("reused", (_SCAN, "Có tái sử dụng thành phần")),
        Column("national", (_SCAN, "Có tái sử dụng từ cổng DVCQG")),
        Column("rate", (_SCAN, "Tỷ lệ số hóa TPHS (%)"), share=("scanned", "in")),
        Column("done", ("Đã giải quyết",), "ended_at >= %(a)s AND ended_at < %(b)s AND ended_as = 9",
            words="Đã giải quyết trong kỳ"),
        Column("no-result", (_RESULT, "Chưa")), Column("result", (_RESULT, "Đã")),
        Column("result-rate", (_RESULT, "Tỷ lệ (%)"), share=("result", "done")),
        Column("papers-pass", ("Đánh giá", "TPHS", "Đạt")), Column("papers-fail", ("Đánh giá", "TPHS", "Không")),
        Column("result-pass", ("Đánh giá", "Kết quả", "Đạt")), Column("result-fail", ("Đánh giá", "Kết quả", "Không")),
    ),
    UNIT, group=TABLES, mark="I",
    notes=(
        "«Có số hóa» là hồ sơ có ít nhất một thành phần đã chụp, quét vào hệ thống.",
        "Hệ thống chưa ghi việc tái sử dụng và số hóa kết quả, nên các cột ấy là «không rõ», không phải 0.",
    ),
)  # fmt: skip
_FEE_PROCEDURE, _OF_FEE = "Số thủ tục có phí, lệ phí", "Hồ sơ thuộc thủ tục có phí"
ONLINE_PAYMENT = Report(
    "thanh-toan", "Thanh toán trực tuyến", "Tình hình thanh toán trực tuyến phí, lệ phí, nghĩa vụ tài chính",
    "Hồ sơ có nghĩa vụ tài chính và cách thanh toán, theo đơn vị.", "paying",
    (
        Column("due", ("Tổng HS có nghĩa vụ tài chính",), "owes", words="Hồ sơ có nghĩa vụ tài chính"),
        Column("gateway", ("Thanh toán trực tuyến trên Cổng DVCQG", "Số HS")),
        Column("gateway-rate", ("Thanh toán trực tuyến trên Cổng DVCQG", "Tỷ lệ %"), share=("gateway", "due")),
        Column("direct", ("Thanh toán trực tiếp", "Số HS"), "owes AND paid AND NOT online", words="Thanh toán trực tiếp"),
        Column("direct-rate", ("Thanh toán trực tiếp", "Tỷ lệ %"), share=("direct", "due")),
        Column("p", (_FEE_PROCEDURE, "Tổng số"), "catalogue", of="procedure", words="Thủ tục có phí, lệ phí"),
        Column("p-used", (_FEE_PROCEDURE, "Phát sinh hồ sơ"), "NOT catalogue AND with_fee", of="procedure",
            words="Thủ tục có phí, phát sinh hồ sơ"),
        Column("p-paid", (_FEE_PROCEDURE, "Phát sinh thanh toán"), "NOT catalogue AND with_fee AND paid", of="procedure",
            words="Thủ tục có phí, phát sinh thanh toán"),
        Column("p-online", (_FEE_PROCEDURE, "Thanh toán trực tuyến"), "NOT catalogue AND with_fee AND online", of="procedure",
            words="Thủ tục có phí, thanh toán trực tuyến"),
        Column("d", (_OF_FEE, "Tổng số"), "NOT catalogue AND with_fee", words="Hồ sơ thuộc thủ tục có phí"),
        Column("d-online", (_OF_FEE, "Thanh toán trực tuyến"), "NOT catalogue AND with_fee AND online",
            words="Hồ sơ thanh toán trực tuyến"),
    ),
    CODED_UNIT, unit="hồ sơ, thủ tục", group=TABLES, mark="I",
    notes=("Hệ thống không biết khoản trực tuyến nào đi qua Cổng DVCQG, nên cột ấy là «không rõ».",),
)  # fmt: skip
