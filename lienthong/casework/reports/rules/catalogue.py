"""The reports themselves, as data.  Source of columns: handbook domain.md 1.8, 1.9 [I]; law:01/2020/TT-VPCP."""

from __future__ import annotations

from dataclasses import replace

from lienthong.casework.reports.rules.axes import AGENCY, CASE, CHANNEL, DELIVERY, FIELD, LEVEL, PROCEDURE, UNIT_LEVEL, WHERE
from lienthong.casework.reports.rules.petitions import FORMS, II_05, LISTS, PETITIONS_BY_UNIT, UNIT
from lienthong.casework.reports.rules.shapes import Axis, Check, Column, Report
from lienthong.casework.reports.rules.tables import CERTIFICATION, DIGITISATION, FEES_BY_PROCEDURE, ONLINE_PAYMENT
from lienthong.toolkit.sentences import Sentence

# --- the columns of form II.06a ------------------------------------------------------------------------------------------

_SETTLED = "ended_at < %(b)s AND ended_as = 9"
_OPEN = "(ended_at IS NULL OR ended_at >= %(b)s)"
_IN, _DONE, _NOW = "Số hồ sơ tiếp nhận", "Số hồ sơ đã giải quyết", "Số hồ sơ đang giải quyết"
ONLINE = Column(
    "4", (_IN, "Trong kỳ", "Trực tuyến"), "received_at >= %(a)s AND channel = 'online'", words="Tiếp nhận trong kỳ, trực tuyến"
)
DIRECT = Column(
    "5", (_IN, "Trong kỳ", "Trực tiếp, bưu chính"), "received_at >= %(a)s AND channel <> 'online'",
    words="Tiếp nhận trong kỳ, trực tiếp và bưu chính",
)  # fmt: skip
CARRIED = Column("6", (_IN, "Từ kỳ trước"), "received_at < %(a)s", words="Từ kỳ trước chuyển sang")
EARLY = Column("8", (_DONE, "Trước hạn"), f"{_SETTLED} AND verdict = 'early'", words="Giải quyết trước hạn")
ON_TIME = Column("9", (_DONE, "Đúng hạn"), f"{_SETTLED} AND verdict IN ('on_time', '')", words="Giải quyết đúng hạn")
LATE = Column("10", (_DONE, "Quá hạn"), f"{_SETTLED} AND verdict = 'overdue'", words="Giải quyết quá hạn")
IN_TIME = Column(
    "12", (_NOW, "Trong hạn"), f"{_OPEN} AND (due_then IS NULL OR due_then >= %(b)s)", words="Đang giải quyết, trong hạn"
)
OVERDUE = Column("13", (_NOW, "Quá hạn"), f"{_OPEN} AND due_then < %(b)s", words="Đang giải quyết, quá hạn")
RECEIVED = Column("3", (_IN, "Tổng số"), parts=("4", "5", "6"), words="Tiếp nhận, tổng số")
SETTLED = Column("7", (_DONE, "Tổng số"), parts=("8", "9", "10"), words="Đã giải quyết, tổng số")
STILL_OPEN = Column("11", (_NOW, "Tổng số"), parts=("12", "13"), words="Đang giải quyết, tổng số")
LEFT = Column("left", ("Rút, từ chối",), "ended_at < %(b)s AND ended_as IN (3, 7)", words="Rút, từ chối trong kỳ")
CELLS_06A = (
    RECEIVED,
    ONLINE,
    DIRECT,
    CARRIED,
    SETTLED,
    EARLY,
    ON_TIME,
    LATE,
    STILL_OPEN,
    IN_TIME,
    OVERDUE,
    replace(LEFT, aside=True),
)
HOLDS_06A = (Check("3", ("7", "11", "left")),)
NOTES_06A = (
    "«Trong hạn» của hồ sơ đang giải quyết tính theo ngày hẹn như lúc hết kỳ (kỳ chưa hết: như lúc này); "
    "hồ sơ tạm dừng lúc ấy là trong hạn.",
    "Hồ sơ rút, từ chối không nằm trong cột «đã giải quyết» và «đang giải quyết».",
)

II_06A = Report(
    "ii-06a", "Biểu II.06a", "Tình hình, kết quả giải quyết thủ tục hành chính tại cơ quan, đơn vị",
    "Tiếp nhận, đã và đang giải quyết theo cấp và lĩnh vực.", "settling", CELLS_06A, FIELD, LEVEL, checks=HOLDS_06A, group=FORMS,
    notes=NOTES_06A, mark="I",
)  # fmt: skip
II_06B = replace(
    II_06A, key="ii-06b", name="Biểu II.06b", line=UNIT, block=None, mark="I",
    title="Tình hình, kết quả giải quyết thủ tục hành chính của các đơn vị trực thuộc",
    about="Cùng các cột của II.06a, mỗi đơn vị tiếp nhận một dòng.",
)  # fmt: skip
II_06_ALL = replace(
    II_06A, key="ii-06-cac-cap", name="Biểu II.06 các cấp", block=UNIT_LEVEL, mark="I",
    title="Tình hình, kết quả giải quyết thủ tục hành chính tại các cấp chính quyền",
    about="Khối cấp tỉnh, cấp huyện, cấp xã theo đơn vị tiếp nhận, mỗi khối theo lĩnh vực.",
)  # fmt: skip

# --- the forms before 2020-10-21 (circular 02/2017) [M] --------------------------------------------------------------------

_OLD_IN, _OLD_DONE = "Số hồ sơ nhận giải quyết", "Kết quả giải quyết"
COLUMNS_2017 = (
    replace(RECEIVED, path=(_OLD_IN, "Tổng số")),
    replace(CARRIED, path=(_OLD_IN, "Trong đó", "Số kỳ trước chuyển qua")),
    replace(DIRECT, path=(_OLD_IN, "Trong đó", "Số mới tiếp nhận", "Trực tiếp, bưu chính")),
    replace(ONLINE, path=(_OLD_IN, "Trong đó", "Số mới tiếp nhận", "Trực tuyến")),
    replace(SETTLED, path=(_OLD_DONE, "Số hồ sơ đã giải quyết", "Tổng số")),
    Column("kept", (_OLD_DONE, "Số hồ sơ đã giải quyết", "Trả đúng thời hạn"), parts=("8", "9"), words="Trả đúng thời hạn"),
    replace(LATE, path=(_OLD_DONE, "Số hồ sơ đã giải quyết", "Trả quá hạn")),
    replace(STILL_OPEN, path=(_OLD_DONE, "Số hồ sơ đang giải quyết", "Tổng số")),
    replace(IN_TIME, path=(_OLD_DONE, "Số hồ sơ đang giải quyết", "Chưa đến hạn")),
    replace(OVERDUE, path=(_OLD_DONE, "Số hồ sơ đang giải quyết", "Đã quá hạn")),
    replace(EARLY, aside=True), replace(ON_TIME, aside=True), replace(LEFT, aside=True),
)  # fmt: skip

# --- form II.07b -----------------------------------------------------------------------------------------------------------


def _by_level(key: str, head: str, word: str, only: str, last: str) -> tuple[Column, ...]:
    levels = (("t", "province", Sentence("tỉnh")), ("h", "district", Sentence("huyện")), ("x", "commune", Sentence("xã")))
    each = tuple(
        Column(
            f"{key}-{short}", (head, Sentence("%(last)s %(name)s", last=last, name=name)), f"level = '{level}'{only}",
            of="procedure", words=Sentence("%(word)s cấp %(name)s", word=word, name=name),
        )
        for short, level, name in levels
    )  # fmt: skip
    total = Sentence("%(word)s, tổng số", word=word)
    return (Column(f"{key}-all", (head, "Tổng số"), parts=tuple(one.key for one in each), words=total), *each)


II_07B = Report(
    "ii-07b", "Biểu II.07b", "Kết quả thực hiện cơ chế một cửa, một cửa liên thông trong giải quyết thủ tục hành chính",
    "Số thủ tục thuộc thẩm quyền, theo cơ chế một cửa, và quy trình nội bộ đã ban hành, tại ngày cuối kỳ.", "procedures",
    (
        *_by_level("qt", "Tổng số TTHC thuộc thẩm quyền giải quyết", "TTHC thuộc thẩm quyền", "", "Cấp"),
        *_by_level("mc", "Số TTHC theo cơ chế một cửa, một cửa liên thông", "TTHC theo cơ chế một cửa", " AND at_one_stop",
            "BPMC cấp"),
        *_by_level("nb", "Số quy trình nội bộ đã ban hành", "Quy trình nội bộ", " AND with_steps", "Cấp"),
    ),
    UNIT, unit="số thủ tục", group=FORMS, mark="I",
    notes=(
        "Một thủ tục cấp xã do nhiều xã giải quyết được tính một lần ở dòng tổng số.",
        "Quy trình nội bộ là phiên bản thủ tục đã ban hành có bước giải quyết, còn hiệu lực ngày cuối kỳ.",
    ),
)  # fmt: skip

# --- the lists that are met in practice --------------------------------------------------------------------------------------

_PRACTICE = replace(II_06A, group=LISTS, block=None, mark="P")
PROGRESS_COLUMNS = (
    RECEIVED, ONLINE, DIRECT, CARRIED, SETTLED, EARLY, ON_TIME, LATE,
    replace(STILL_OPEN, parts=("running", "paused", "13")),
    Column("running", (_NOW, "Trong hạn"), f"{_OPEN} AND due_then >= %(b)s", words="Đang giải quyết, trong hạn"),
    Column("paused", (_NOW, "Tạm dừng"), f"{_OPEN} AND due_then IS NULL", words="Đang giải quyết, tạm dừng"),
    OVERDUE,
    Column("withdrawn", ("Rút hồ sơ",), "ended_at < %(b)s AND ended_as = 7", words="Rút hồ sơ trong kỳ"),
    Column("refused", ("Từ chối",), "ended_at < %(b)s AND ended_as = 3", words="Từ chối trong kỳ"),
)  # fmt: skip
PROGRESS = replace(
    _PRACTICE, key="tien-do", name="Tiến độ giải quyết", title="Tiến độ giải quyết hồ sơ thủ tục hành chính", line=UNIT,
    about="Như II.06b, tách riêng hồ sơ tạm dừng, rút và từ chối.", columns=PROGRESS_COLUMNS,
    checks=(Check("3", ("7", "11", "withdrawn", "refused")),),
    notes=("«Tạm dừng» gồm cả hồ sơ của trường hợp không ấn định ngày hẹn.",),
)  # fmt: skip


def _list(key: str, name: str, title: str, about: str, line: Axis, block: Axis | None = None, only: str = "") -> Report:
    return replace(_PRACTICE, key=key, name=name, title=title, about=about, line=line, block=block, only=only)


BY_FIELD = _list(
    "theo-linh-vuc",
    "Theo lĩnh vực",
    "Giải quyết hồ sơ theo lĩnh vực",
    "Các cột của II.06a, mỗi lĩnh vực một dòng, không tách cấp.",
    FIELD,
)
BY_PROCEDURE = _list(
    "theo-thu-tuc",
    "Theo thủ tục",
    "Giải quyết hồ sơ theo thủ tục",
    "Các cột của II.06a theo từng thủ tục, xếp theo lĩnh vực.",
    PROCEDURE,
    FIELD,
)
BY_CASE = replace(
    _list(
        "theo-truong-hop",
        "Theo trường hợp",
        "Giải quyết hồ sơ theo trường hợp",
        "Các cột của II.06a theo từng trường hợp của mỗi thủ tục.",
        CASE,
        PROCEDURE,
    ),
    ground="settling-by-case",
)
BY_CHANNEL = _list(
    "theo-cach-nop", "Theo cách nộp", "Giải quyết hồ sơ theo cách nộp", "Trực tiếp, trực tuyến, bưu chính công ích.", CHANNEL
)
BY_POST = _list(
    "buu-chinh", "Qua bưu chính", "Giải quyết hồ sơ qua bưu chính",
    "Hồ sơ nộp hoặc nhận kết quả qua bưu chính công ích, theo thủ tục.", PROCEDURE, DELIVERY,
    "(channel = 'post' OR result_delivery = 'post')",
)  # fmt: skip
INTERLINKED = _list(
    "lien-thong",
    "Liên thông",
    "Giải quyết hồ sơ liên thông",
    "Hồ sơ của thủ tục có nhiều cơ quan hoặc nhiều cấp giải quyết, theo thủ tục.",
    PROCEDURE,
    None,
    "interlinked",
)
_ANSWERED, _AWAY = "Đã trả lời", "Chưa trả lời"
LEGS = Report(
    "chang-lien-thong", "Chặng liên thông", "Chặng liên thông gửi các cơ quan", "Mỗi cơ quan một dòng: đã gửi, trả lời đúng hạn, "
    "quá hạn, im lặng, từ chối, rút, chưa trả lời.", "legs",
    (
        Column("all", ("Gửi cơ quan giải quyết", "Tổng số"), parts=("sent", "carried"), words="Chặng gửi đi, tổng số"),
        Column("sent", ("Gửi cơ quan giải quyết", "Trong kỳ"), "sent_at >= %(a)s", words="Chặng gửi trong kỳ"),
        Column("carried", ("Gửi cơ quan giải quyết", "Từ kỳ trước"), "sent_at < %(a)s", words="Chặng từ kỳ trước chuyển sang"),
        Column("kept", (_ANSWERED, "Đúng hạn"), "ended = 'done' AND verdict <> 'overdue'", words="Chặng trả lời đúng hạn"),
        Column("late", (_ANSWERED, "Quá hạn"), "ended = 'done' AND verdict = 'overdue'", words="Chặng trả lời quá hạn"),
        Column("silent", (_ANSWERED, "Im lặng, coi như đồng ý"), "ended = 'agreed'", words="Chặng coi như đồng ý do im lặng"),
        Column("refused", (_ANSWERED, "Từ chối"), "ended = 'refused'", words="Chặng bị từ chối"),
        Column("recalled", ("Đã rút",), "ended NOT IN ('open', 'done', 'agreed', 'refused')", words="Chặng đã rút"),
        Column("open", (_AWAY, "Tổng số"), parts=("running", "overdue", "waits"), words="Chặng chưa trả lời, tổng số"),
        Column("running", (_AWAY, "Trong hạn"), "ended = 'open' AND due_at >= %(b)s", words="Chặng chưa trả lời, trong hạn"),
        Column("overdue", (_AWAY, "Quá hạn"), "ended = 'open' AND due_at < %(b)s", words="Chặng chưa trả lời, quá hạn"),
        Column("waits", (_AWAY, "Chờ nơi gửi"), "ended = 'open' AND due_at IS NULL", words="Chặng chờ nơi gửi quyết định"),
    ),
    AGENCY, checks=(Check("all", ("kept", "late", "silent", "refused", "recalled", "open")),), unit="số chặng", group=LISTS,
    notes=(
        "Chặng tính ở đơn vị gửi; hạn của chặng là hạn lúc lập báo cáo. «Chờ nơi gửi»: cơ quan yêu cầu bổ sung, trả lại "
        "hoặc từ chối mà nơi gửi chưa quyết định.",
    ),
)  # fmt: skip
HANDS = replace(
    _PRACTICE, key="qua-han-o-dau", name="Quá hạn đang ở đâu", title="Hồ sơ đang giải quyết theo đơn vị đang giữ", line=WHERE,
    about="Hồ sơ chưa xong lúc hết kỳ, theo đơn vị đang giữ hồ sơ lúc này.", columns=(STILL_OPEN, IN_TIME, OVERDUE), checks=(),
    notes=("Đơn vị đang giữ là đơn vị giữ hồ sơ lúc lập báo cáo, không phải lúc hết kỳ.",), only=_OPEN,
)  # fmt: skip
_CAME = "received_at >= %(a)s AND status <> 1"
TODAY = Report(
    "tiep-nhan", "Tiếp nhận trong ngày", "Hồ sơ tiếp nhận", "Hồ sơ nhận trong ngày (hoặc kỳ) theo thủ tục và cách nộp.",
        "arriving",
    (
        Column("in", ("Tổng số",), parts=("direct", "online", "post"), words="Tiếp nhận, tổng số"),
        Column("direct", ("Trực tiếp",), f"{_CAME} AND channel = 'direct'", words="Tiếp nhận trực tiếp"),
        Column("online", ("Trực tuyến",), f"{_CAME} AND channel = 'online'", words="Tiếp nhận trực tuyến"),
        Column("post", ("Bưu chính",), f"{_CAME} AND channel = 'post'", words="Tiếp nhận qua bưu chính"),
    ),
    PROCEDURE, UNIT, only=_CAME, today=True,
)  # fmt: skip
WAITING = Report(
    "cham-tiep-nhan", "Chậm tiếp nhận", "Hồ sơ chậm tiếp nhận và nhập muộn",
    "Hồ sơ gửi đến chưa ai tiếp nhận, và hồ sơ nhập vào máy muộn.", "arriving",
    (
        Column("waiting", ("Chờ tiếp nhận", "Tổng số"), parts=("fresh", "stale"), words="Chờ tiếp nhận"),
        Column("fresh", ("Chờ tiếp nhận", "Gửi trong kỳ"), "status = 1 AND received_at >= %(a)s",
            words="Gửi trong kỳ, chờ tiếp nhận"),
        Column("stale", ("Chờ tiếp nhận", "Gửi từ trước kỳ"), "status = 1 AND received_at < %(a)s",
            words="Gửi từ trước kỳ, chưa tiếp nhận"),
        Column("late", ("Nhập máy muộn",), "status <> 1 AND received_at >= %(a)s AND late_reason <> ''", words="Nhập máy muộn"),
    ),
    PROCEDURE, UNIT, only="(status = 1 OR (received_at >= %(a)s AND late_reason <> ''))", today=True,
    notes=("«Chờ tiếp nhận» tính theo lúc lập báo cáo.",),
)  # fmt: skip
REFUSED = Report(
    "tu-choi", "Từ chối, rút hồ sơ", "Hồ sơ từ chối tiếp nhận, giải quyết và hồ sơ rút",
        "Hồ sơ bị từ chối hoặc được rút trong kỳ.",
    "arriving",
    (
        Column("refused", ("Từ chối",), "ended_at >= %(a)s AND ended_at < %(b)s AND ended_as = 3", words="Từ chối trong kỳ"),
        Column("withdrawn", ("Rút hồ sơ",), "ended_at >= %(a)s AND ended_at < %(b)s AND ended_as = 7", words="Rút trong kỳ"),
    ),
    PROCEDURE, UNIT, only="ended_at >= %(a)s AND ended_at < %(b)s AND ended_as IN (3, 7)",
)  # fmt: skip

REPORTS = (
    II_05, II_06A, II_06B, II_06_ALL, II_07B, TODAY, WAITING, REFUSED, PROGRESS, HANDS, BY_FIELD, BY_PROCEDURE, BY_CASE,
    BY_CHANNEL, BY_POST, INTERLINKED, LEGS, PETITIONS_BY_UNIT, DIGITISATION, ONLINE_PAYMENT, FEES_BY_PROCEDURE, CERTIFICATION,
)  # fmt: skip
"""Every report, in the order of the list."""
FORM_COLUMNS = {("ii-06a", "2017"): COLUMNS_2017, ("ii-06b", "2017"): COLUMNS_2017, ("ii-06-cac-cap", "2017"): COLUMNS_2017}
"""The columns of a report on another form than its own, by report and form."""


def report(key: str) -> Report:
    """Return the report of that key; KeyError when there is none."""
    return {one.key: one for one in REPORTS}[key]
