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


class SincePast(Refusal):
    """A new version begins tomorrow or later: what was promised today stays."""

    code = "cuts.since_past"
    reason = "Ngày áp dụng phải sau hôm nay (%(today)s); hồ sơ đã nhận giữ ngày hẹn cũ."
