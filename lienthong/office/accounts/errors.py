"""How the accounts app says no."""

from __future__ import annotations

from lienthong.toolkit.errors import Refusal


class NotYourDuty(Refusal):
    """The actor holds none of the duties that the act needs."""

    code = "accounts.not_your_duty"
    reason = "Việc này cần nhiệm vụ «%(needed)s». Đổi sang chức vụ khác nếu có; nếu không, liên hệ người quản trị đơn vị."
    status = 403


class NoPost(Refusal):
    """The account's person holds no post now."""

    code = "accounts.no_post"
    reason = (
        "Tài khoản %(account)s hiện không giữ chức vụ nào nên chưa làm việc được; liên hệ người quản trị đơn vị để ghi bổ nhiệm. "
        "Nếu đơn vị cũ vừa sắp xếp lại, biên bản bàn giao chờ ông/bà ký ở địa chỉ /ban-giao/bien-ban/."
    )
    status = 403


class NotYourPost(Refusal):
    """The chosen post is not held by the person now."""

    code = "accounts.not_your_post"
    reason = "Ông/bà hiện không giữ chức vụ vừa chọn; chọn một chức vụ trong danh sách."


class AccountTaken(Refusal):
    """The user name is in use."""

    code = "accounts.account_taken"
    reason = "Tên đăng nhập «%(username)s» đã có người dùng; chọn tên khác."


class BadUsername(Refusal):
    """The user name has other letters than allowed."""

    code = "accounts.bad_username"
    reason = "Tên đăng nhập «%(username)s» không hợp lệ; dùng 3-60 chữ thường không dấu, chữ số, dấu chấm, gạch ngang."


class UnknownAccount(Refusal):
    """No account has that name."""

    code = "accounts.unknown_account"
    reason = "Không có tài khoản «%(username)s»; kiểm tra lại tên đăng nhập."
    status = 404


class UnknownPerson(Refusal):
    """No person has that uid."""

    code = "accounts.unknown_person"
    reason = "Không có người mang định danh %(person)s trong cây tổ chức; ghi người đó vào tổ chức trước."
    status = 404


class WeakPassword(Refusal):
    """The password does not follow the rules."""

    code = "accounts.weak_password"
    reason = "Mật khẩu chưa đạt: %(faults)s"


class NobodyHoldsDuty(Refusal):
    """A token cannot be bound: nobody (or not this person) holds the duty at the unit."""

    code = "accounts.nobody_holds_duty"
    reason = "Tại %(unit)s chưa có người phù hợp giữ nhiệm vụ %(duty)s; ghi bổ nhiệm trước rồi mới cấp mã truy cập."


class TokenRefused(Refusal):
    """The token is unknown, expired, revoked, or its person no longer holds the duty."""

    code = "accounts.token_refused"
    reason = "Mã truy cập không dùng được: sai, hết hạn, đã thu hồi hoặc nhiệm vụ đã chuyển người khác; xin cấp mã mới."
    status = 401


class TooManyAttempts(Refusal):
    """Somebody tries too fast; the right password works again after the wait."""

    code = "accounts.too_many_attempts"
    reason = "Đã thử quá nhiều lần. Chờ %(seconds)s giây rồi thử lại; tài khoản không bị khóa."
    status = 429


class CodeRefused(Refusal):
    """The code of an authenticator app is wrong, or was taken before; nobody learns which."""

    code = "accounts.code_refused"
    reason = "Mã chưa đúng hoặc đã dùng rồi; chờ mã mới trên ứng dụng rồi nhập lại."


class KeptFormGone(Refusal):
    """The kept form does not exist, is too old, or belongs to somebody else."""

    code = "accounts.kept_form_gone"
    reason = "Dữ liệu đã giữ không còn (quá 12 giờ, đã dùng, hoặc của tài khoản khác); mở lại trang và nhập lại."
    status = 410
