"""How the accounts of citizens say no."""

from __future__ import annotations

from lienthong.toolkit.errors import Refusal


class WrongSignIn(Refusal):
    """The login or the password is wrong; nobody learns which."""

    code = "citizens.wrong_sign_in"
    reason = "Số điện thoại, thư điện tử hoặc mật khẩu chưa đúng; kiểm tra chữ hoa, bộ gõ tiếng Việt rồi nhập lại."
    status = 422


class CodeWrong(Refusal):
    """The code is not the one that was sent."""

    code = "citizens.code_wrong"
    reason = "Mã chưa đúng; xem lại thư hoặc tin nhắn mới nhất rồi nhập lại. Còn %(left)s lần nhập."
    status = 422


class CodeGone(Refusal):
    """The code was used, ran out, or was tried too often."""

    code = "citizens.code_gone"
    reason = "Mã này không dùng được nữa: đã dùng, đã quá 10 phút hoặc nhập sai quá nhiều lần. Bấm «Gửi mã mới»."
    status = 422


class AlreadyRegistered(Refusal):
    """Another account has proved the e-mail address or the phone number."""

    code = "citizens.already_registered"
    reason = "Thư điện tử hoặc số điện thoại này đã có tài khoản; ông/bà đăng nhập, hoặc đặt lại mật khẩu nếu đã quên."


class BadContact(Refusal):
    """An e-mail address or phone number cannot be right; `field` names the field."""

    code = "citizens.bad_contact"
    reason = "%(sentence)s"
    status = 422


class CodeNotSent(Refusal):
    """The mail server or the gateway of text messages did not take the message."""

    code = "citizens.code_not_sent"
    reason = "Chưa gửi được mã vì máy chủ thư, cổng tin không trả lời. Chờ ít phút rồi bấm lại, hoặc đến bộ phận một cửa."
    status = 503


class NoAddress(Refusal):
    """The account holds no address or number for the way that was chosen; told after the right password alone."""

    code = "citizens.no_address"
    reason = "Tài khoản này chưa ghi nơi nhận theo cách đã chọn; chọn cách nhận mã khác rồi bấm lại."
    status = 422


class NationalMismatch(Refusal):
    """What the provider of the national identity answered is not for us, not for this attempt, or not its own."""

    code = "citizens.national_mismatch"
    reason = "Chưa đăng nhập được bằng định danh quốc gia: %(why)s. Đăng nhập lại từ đầu, hoặc dùng mật khẩu."
    status = 422


class NationalWithoutNumber(Refusal):
    """The provider vouches for no personal number, or no name."""

    code = "citizens.national_without_number"
    reason = "Định danh quốc gia chưa cho biết họ tên, số định danh đã xác thực; xác thực ở đó trước, hoặc dùng mật khẩu."
    status = 422


class NationalSilent(Refusal):
    """The provider of the national identity does not answer, or not in a way that can be read."""

    code = "citizens.national_silent"
    reason = "Hệ thống định danh quốc gia không trả lời. Chờ ít phút rồi thử lại, hoặc đăng nhập bằng mật khẩu."
    status = 503


class SignInAgain(Refusal):
    """An account without a password is changed in a session that was opened too long ago."""

    code = "citizens.sign_in_again"
    reason = "Tài khoản chưa có mật khẩu thì chỉ đổi được trong 10 phút sau khi đăng nhập; đăng nhập lại rồi làm tiếp."


class LastWayIn(Refusal):
    """Without that nobody would get into the account any more."""

    code = "citizens.last_way_in"
    reason = "Bỏ cách này thì ông/bà không vào lại được tài khoản; thêm thư điện tử hoặc số điện thoại khác trước, rồi hãy bỏ."


class WayClosed(Refusal):
    """Codes do not go out that way here."""

    code = "citizens.way_closed"
    reason = "Ở đây chưa gửi mã bằng tin nhắn; chọn nhận mã qua thư điện tử."
    status = 422
