"""How a dossier says no."""

from __future__ import annotations

from lienthong.toolkit.errors import Refusal


class DossierUnknown(Refusal):
    """No dossier with that uid or code, or none that the actor's units take part in."""

    code = "dossiers.unknown"
    reason = "Không tìm thấy hồ sơ %(dossier)s trong phạm vi đơn vị của ông/bà; kiểm tra lại mã ghi trên giấy tiếp nhận."
    status = 404


class MovedMeanwhile(Refusal):
    """Somebody else moved the dossier first; the facts say where it is now."""

    code = "dossiers.moved_meanwhile"
    reason = "Hồ sơ %(dossier)s vừa được người khác xử lý: hiện ở bước «%(step)s». Tải lại trang để xem rồi quyết định tiếp."


class NotThisOutcome(Refusal):
    """The step has no such exit."""

    code = "dossiers.not_this_outcome"
    reason = "Bước «%(step)s» không có hướng xử lý «%(outcome)s»; chọn một trong: %(choices)s."


class NotInThisStatus(Refusal):
    """The act is not allowed while the dossier has its present status."""

    code = "dossiers.not_in_this_status"
    reason = "Hồ sơ %(dossier)s đang ở trạng thái «%(status)s» nên chưa thể %(act)s."


class ReceivedInFuture(Refusal):
    """The instant of reception lies after now."""

    code = "dossiers.received_in_future"
    reason = "Thời điểm nhận %(received)s ở sau thời điểm hiện tại; nhập lại ngày giờ nhận hồ sơ."


class LateEntryNeedsReason(Refusal):
    """A dossier entered after its true reception needs the reason."""

    code = "dossiers.late_entry_needs_reason"
    reason = "Hồ sơ nhận lúc %(received)s mà nay mới nhập: ghi rõ lý do nhập muộn (mất điện, mất mạng…)."


class LateEntryTooOld(Refusal):
    """The true reception lies further back than late entry allows."""

    code = "dossiers.late_entry_too_old"
    reason = "Thời điểm nhận %(received)s cách nay quá %(days)s ngày; báo lãnh đạo đơn vị xác nhận trước khi nhập bù."


class NoProcedureInForce(Refusal):
    """No published version of the procedure is in force on the day of reception."""

    code = "dossiers.no_procedure_in_force"
    reason = "Thủ tục %(procedure)s không có phiên bản đang hiệu lực ngày %(day)s; chọn thủ tục khác hoặc báo quản trị thủ tục."


class UnknownCase(Refusal):
    """The version has no such case, or the case does not take this channel."""

    code = "dossiers.unknown_case"
    reason = "Thủ tục «%(procedure)s» không có trường hợp «%(case)s» cho cách nộp này; chọn lại trường hợp."


class PapersMissing(Refusal):
    """Required papers were not handed in."""

    code = "dossiers.papers_missing"
    reason = "Còn thiếu giấy tờ bắt buộc: %(papers)s. Hướng dẫn người nộp bổ sung, hoặc đánh dấu đã nhận đủ."


class BadPerson(Refusal):
    """A person's data cannot be right; `field` names the field."""

    code = "dossiers.bad_person"
    reason = "%(sentence)s"
    status = 422


class BadCount(Refusal):
    """A fee is counted by a number that cannot be right."""

    code = "dossiers.bad_count"
    reason = "Khoản thu «%(fee)s»: %(sentence)s."
    status = 422


class FeeOwed(Refusal):
    """The applicant has not paid in full."""

    code = "dossiers.fee_owed"
    reason = "Hồ sơ %(dossier)s còn nợ %(owed)s đồng phí, lệ phí; thu đủ rồi mới trả kết quả."


class NothingOwed(Refusal):
    """There is no such fee line, it is paid, or the dossier ended without a result."""

    code = "dossiers.nothing_owed"
    reason = "Khoản thu «%(fee)s» của hồ sơ %(dossier)s đã thu đủ, không có, hoặc hồ sơ không được giải quyết; không thu thêm."


class NothingPaid(Refusal):
    """So much was never paid for that fee line, so it cannot be given back."""

    code = "dossiers.nothing_paid"
    reason = "Khoản thu «%(fee)s» của hồ sơ %(dossier)s chưa thu đến số tiền đó nên không hoàn trả được; kiểm tra lại số tiền."


class ReasonNeeded(Refusal):
    """The act must say why."""

    code = "dossiers.reason_needed"
    reason = "Cần ghi rõ lý do để %(act)s; lý do sẽ in trên giấy tờ và lưu trong sổ cái."
    status = 422


class KeyUsedForAnother(Refusal):
    """The idempotency key was used before for something else."""

    code = "dossiers.key_used_for_another"
    reason = "Mã yêu cầu %(key)s đã dùng cho một thao tác khác; tải lại trang rồi thực hiện lại."


class AlreadySupplemented(Refusal):
    """A supplement is asked for only once."""

    code = "dossiers.already_supplemented"
    reason = "Hồ sơ %(dossier)s đã yêu cầu bổ sung một lần; theo quy định chỉ yêu cầu một lần bằng văn bản."


class NoPreviousStep(Refusal):
    """There is no earlier step in this leg."""

    code = "dossiers.no_previous_step"
    reason = "Bước «%(step)s» là bước đầu của chặng nên không trả lại được; dùng yêu cầu bổ sung hoặc từ chối."


class PaperUnknown(Refusal):
    """The dossier has no such paper."""

    code = "dossiers.paper_unknown"
    reason = "Hồ sơ không có giấy tờ này; tải lại trang hồ sơ rồi chọn giấy tờ trong danh sách."
    status = 404


class PaperOnlyShown(Refusal):
    """A paper that is only shown is compared and given back: no scan of it is kept."""

    code = "dossiers.paper_only_shown"
    reason = (
        "Giấy tờ «%(paper)s» chỉ xuất trình: đối chiếu rồi trả lại ngay, không lưu bản quét. Bỏ tệp, "
        "đánh dấu «đã xuất trình, đã đối chiếu»."
    )


class StepNotMapped(Refusal):
    """A step where the dossier stands does not exist in the new version."""

    code = "dossiers.step_not_mapped"
    reason = "Phiên bản mới không có bước «%(steps)s»; chỉ rõ bước tương ứng cho từng bước rồi chuyển lại."


class NotTakenOver(Refusal):
    """The dossier lies with another unit that has not taken it over yet, or the other way round."""

    code = "dossiers.not_taken_over"
    reason = "Hồ sơ %(dossier)s chưa có ở đơn vị này để bàn giao; kiểm tra danh sách chờ bàn giao."


class ForeignAct(Refusal):
    """Only a certain duty at a certain unit may do this."""

    code = "dossiers.foreign_act"
    reason = "Việc %(act)s thuộc nhiệm vụ %(duty)s của %(unit)s; chọn đúng chức vụ đang dùng hoặc nhờ người phụ trách."
    status = 403


class DossierIncomplete(Refusal):
    """A result is needed before the step can end."""

    code = "dossiers.result_number_needed"
    reason = "Bước «%(step)s» cần số kết quả (số văn bản, số giấy chứng nhận); ghi số rồi chuyển."
    status = 422


class NotALetter(Refusal):
    """A dossier comes as an incoming document whose number holds."""

    code = "dossiers.not_a_letter"
    reason = "Văn bản %(symbol)s không mở được hồ sơ: chỉ văn bản đến còn giữ số mới nhận thành hồ sơ; chọn văn bản khác."


class ResultNotInRegister(Refusal):
    """The result of the procedure is a document, and the register gave no such number, or gave it to another result."""

    code = "dossiers.result_not_in_register"
    reason = (
        "Số %(number)s không có trong sổ văn bản đi, hoặc đã là kết quả của hồ sơ khác; để trống để lấy số tiếp theo của sổ, "
        "hoặc cấp số trong sổ văn bản đi trước."
    )
    status = 422


class NotFiledOnline(Refusal):
    """The version does not take dossiers online."""

    code = "dossiers.not_filed_online"
    reason = "Thủ tục «%(procedure)s» chưa nhận hồ sơ trực tuyến; mời ông/bà nộp tại bộ phận một cửa."


class BadAnswers(Refusal):
    """The online form does not fit the version: an answer is missing, of another kind, or to nothing that is asked."""

    code = "dossiers.bad_answers"
    reason = "%(sentence)s"
    status = 422


class NotForALeg(Refusal):
    """The act belongs to the whole dossier; a leg is answered or given back to the unit that sent it."""

    code = "dossiers.not_for_a_leg"
    reason = (
        "Hồ sơ %(dossier)s là chặng liên thông do %(sender)s gửi: việc này do nơi gửi làm trên hồ sơ gốc. "
        "Ông/bà trả kết quả, yêu cầu bổ sung, trả lại hoặc từ chối chặng."
    )


class NotALeg(Refusal):
    """Only an interlinked leg is answered, given back or refused to the unit that sent it."""

    code = "dossiers.not_a_leg"
    reason = "Hồ sơ %(dossier)s không phải chặng liên thông nên không có nơi gửi để %(act)s; dùng các việc của hồ sơ."


class LegAway(Refusal):
    """The dossier waits for a leg at another unit; its own people do not end that step."""

    code = "dossiers.leg_away"
    reason = (
        "Bước này đang chờ chặng «%(leg)s» ở %(unit)s (mã %(code)s, %(state)s); kết quả về thì hồ sơ tự đi tiếp. "
        "Muốn rút chặng hoặc gửi lại thì bấm «Quyết định về chặng»."
    )


class LegsAway(Refusal):
    """While legs are at other units the version of the procedure stays."""

    code = "dossiers.legs_away"
    reason = "Hồ sơ %(dossier)s còn chặng ở cơ quan khác (%(legs)s); đợi chặng về hoặc rút chặng rồi mới chuyển phiên bản."


class LegUnknown(Refusal):
    """The dossier has no such leg, or the leg has come back already."""

    code = "dossiers.leg_unknown"
    reason = "Hồ sơ %(dossier)s không có chặng «%(leg)s» đang chờ; tải lại trang để xem tình trạng các chặng."
    status = 404


class LegNotWaiting(Refusal):
    """A leg may be sent again only when its agency asked for something, gave it back or refused it."""

    code = "dossiers.leg_not_waiting"
    reason = "Chặng «%(leg)s» đang ở %(unit)s (%(state)s) nên chưa gửi lại được; đợi nơi ấy trả lời, hoặc rút chặng."


class LegBusy(Refusal):
    """The agency is acting on the leg at this very moment."""

    code = "dossiers.leg_busy"
    reason = "Cơ quan giải quyết đang ghi việc trên chặng này đúng lúc ông/bà bấm; tải lại trang hồ sơ rồi thực hiện lại."


class NotImmediate(Refusal):
    """The case gives no result at once; it goes through its steps."""

    code = "dossiers.not_immediate"
    reason = "Thủ tục «%(procedure)s» ở trường hợp này không trả kết quả ngay tại quầy; nhận hồ sơ theo cách thường."
