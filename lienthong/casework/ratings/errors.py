"""Refusals of ratings."""

from __future__ import annotations

from lienthong.toolkit.errors import Refusal


class AlreadyRated(Refusal):
    """A dossier is rated once."""

    code = "ratings.already_rated"
    reason = "Hồ sơ %(dossier)s đã được đánh giá; mỗi hồ sơ đánh giá một lần. Cảm ơn ông/bà, góp ý thêm xin gửi bộ phận một cửa."


class NothingToRateYet(Refusal):
    """A dossier is rated when its work has ended."""

    code = "ratings.not_yet"
    reason = "Hồ sơ %(dossier)s chưa có kết quả nên chưa đánh giá được; mời ông/bà đánh giá sau khi nhận kết quả."


class BadRating(Refusal):
    """A face or reason that is not offered, or reasons that say two things at once."""

    code = "ratings.bad_rating"
    reason = "Chọn một mức hài lòng, và nhiều nhất một ý ở mỗi nhóm lý do."
    status = 422


class RatedDossierUnknown(Refusal):
    """No dossier has that code."""

    code = "ratings.dossier_unknown"
    reason = "Không có hồ sơ %(dossier)s; tra cứu lại bằng mã và khóa trên giấy tiếp nhận rồi đánh giá."
    status = 404
