"""How cuts say no."""

from __future__ import annotations

from lienthong.toolkit.errors import Refusal


class TooManyDossiers(Refusal):
    """The period of the unit holds more dossiers than are counted at once."""

    code = "cuts.too_many"
    reason = "Kỳ này có hơn %(most)s hồ sơ; chọn kỳ ngắn hơn hoặc từng đơn vị để tính."


class NotSafe(Refusal):
    """The last period does not show that the shorter promise would be kept."""

    code = "cuts.not_safe"
    reason = (
        "Chưa đủ căn cứ rút thời gian cam kết của «%(procedure)s» xuống %(asked)s: kỳ vừa qua cần ít nhất %(few)s hồ sơ xong "
        "và %(kept)s%% trong thời gian ấy."
    )


class NotShorter(Refusal):
    """A cut is shorter than what is promised now, and so than the legal limit."""

    code = "cuts.not_shorter"
    reason = (
        "%(asked)s không ngắn hơn cam kết đang có (%(now)s; theo quy định %(legal)s); "
        "nhập số nhỏ hơn, hoặc đổi giữa ngày và giờ làm việc."
    )


class HoursNotHere(Refusal):
    """A promise in hours is for short legal limits that run from the receipt and are the same everywhere."""

    code = "cuts.hours_not_here"
    reason = (
        "Không cam kết «%(procedure)s» bằng giờ được: thời hạn theo quy định phải từ %(most)s ngày làm việc trở xuống, "
        "không tính trong ngày nhận và không cộng thêm theo địa bàn. Nhập cam kết bằng đơn vị đang dùng."
    )


class SincePast(Refusal):
    """A new version begins tomorrow or later: what was promised today stays."""

    code = "cuts.since_past"
    reason = "Ngày áp dụng phải sau hôm nay (%(today)s); hồ sơ đã nhận giữ ngày hẹn cũ."
