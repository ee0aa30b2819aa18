"""How a reorganisation says no."""

from __future__ import annotations

from lienthong.toolkit.errors import Refusal


class NotYourReorganisation(Refusal):
    """Only the administrator of the system changes the map."""

    code = "reorganisation.not_yours"
    reason = "Chỉ người quản trị hệ thống được sắp xếp đơn vị; đổi sang chức vụ quản trị hệ thống rồi làm lại."
    status = 403


class ReorganisationUnknown(Refusal):
    """No reorganisation with that uid."""

    code = "reorganisation.unknown"
    reason = "Không có lần sắp xếp này; mở lại trang «Sắp xếp đơn vị» để chọn."
    status = 404


class TooEarly(Refusal):
    """The day has not come yet."""

    code = "reorganisation.too_early"
    reason = (
        "Lần sắp xếp này có hiệu lực từ ngày %(on)s, hôm nay mới là %(today)s: xem trước được, còn thực hiện thì chờ đến ngày đó."
    )


class AlreadyExecuted(Refusal):
    """What is done is not done twice."""

    code = "reorganisation.already_executed"
    reason = (
        "Lần sắp xếp ngày %(on)s đã thực hiện lúc %(at)s nên không thực hiện lần nữa; "
        "muốn làm lại thì hoàn tác trước, nếu chưa xác nhận."
    )


class NotExecuted(Refusal):
    """There is nothing to undo, to confirm or to decide."""

    code = "reorganisation.not_executed"
    reason = "Lần sắp xếp ngày %(on)s đang ở tình trạng «%(state)s» nên không %(act)s được."


class OutOfOrder(Refusal):
    """Reorganisations follow one another."""

    code = "reorganisation.out_of_order"
    reason = "Không %(act)s được: lần sắp xếp ngày %(day)s đang ở tình trạng «%(state)s». Làm lần đó trước."


class MoneyNotCounted(Refusal):
    """A till of a unit that ends is open."""

    code = "reorganisation.till_open"
    reason = (
        "%(unit)s còn quỹ thu ngày %(day)s của %(cashier)s chưa khóa; đếm tiền và khóa quỹ ở trang «Thu phí» rồi mới thực hiện."
    )


class MinutesUnderWay(Refusal):
    """A hand-over of a unit that ends is not finished."""

    code = "reorganisation.minutes_under_way"
    reason = "Biên bản bàn giao số %(number)s của %(giver)s chưa xong; ký nhận cho xong hoặc rút lại rồi mới thực hiện."


class NobodyTakesOver(Refusal):
    """A unit that ends has open work and no heir."""

    code = "reorganisation.no_heir"
    reason = "%(unit)s còn %(left)s mà tệp không nêu đơn vị kế thừa; bổ sung «heir» vào tệp rồi nạp lại."


class StillHeld(Refusal):
    """Something would be left at a unit that ends although another follows it."""

    code = "reorganisation.still_held"
    reason = (
        "%(unit)s còn %(left)s chưa chuyển sang đơn vị kế thừa được nên chưa kết thúc được. "
        "Làm xong hoặc chuyển đi ở đơn vị đó trước, rồi xem trước lại."
    )


class WaitingAddresses(Refusal):
    """Somebody has yet to say where some dossiers go."""

    code = "reorganisation.addresses_waiting"
    reason = "Còn %(count)s hồ sơ chờ chọn nơi nhận; chọn hết ở trang «Hồ sơ chờ chọn nơi nhận» rồi xác nhận."


class NotACandidate(Refusal):
    """The dossier may go to one of the units that follow only."""

    code = "reorganisation.not_a_candidate"
    reason = "Hồ sơ %(dossier)s chỉ chuyển được đến: %(units)s. Chọn một trong các đơn vị đó."


class AlreadyDecided(Refusal):
    """Somebody has chosen meanwhile."""

    code = "reorganisation.already_decided"
    reason = "Hồ sơ %(dossier)s đã được %(person)s chọn chuyển đến %(unit)s; tải lại trang để xem."


class NobodyThere(Refusal):
    """Nobody at the unit chosen may do the work."""

    code = "reorganisation.nobody_there"
    reason = "Ở %(unit)s chưa ai giữ nhiệm vụ «%(duty)s» mà hồ sơ %(dossier)s cần; bổ nhiệm người trước, hoặc chọn đơn vị khác."


class WorkDoneSince(Refusal):
    """Something was done on what moved; an undo would lose it."""

    code = "reorganisation.work_done_since"
    reason = "Không hoàn tác được vì từ lúc thực hiện đã có việc làm tiếp ở đơn vị mới: %(what)s."
