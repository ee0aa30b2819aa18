"""How the handling of letters says no."""

from __future__ import annotations

from lienthong.toolkit.errors import Refusal


class LetterUnknown(Refusal):
    """No letter under handling with that uid that the actor may see."""

    code = "handling.unknown"
    reason = "Không tìm thấy văn bản đang xử lý này trong phạm vi ông/bà được xem. Mở lại từ danh sách văn bản đang xử lý."
    status = 404


class PartUnknown(Refusal):
    """The letter has no such part."""

    code = "handling.part_unknown"
    reason = "Không tìm thấy phần việc này của văn bản; tải lại trang để xem phân công mới nhất."
    status = 404


class NotYourPart(Refusal):
    """Each act is that of one post."""

    code = "handling.not_yours"
    reason = "Việc này của %(who)s; nhờ người ấy làm, hoặc đổi chức danh đang dùng."
    status = 403


class NotALetterThatCame(Refusal):
    """Only an incoming document whose number is in use is handled."""

    code = "handling.not_incoming"
    reason = "Chỉ văn bản đến đã vào sổ và chưa bị hủy số mới trình xử lý được."


class AlreadyPresented(Refusal):
    """A letter is presented once."""

    code = "handling.already_presented"
    reason = "Văn bản đã được trình; xem tình trạng xử lý trên trang của văn bản."


class AlreadyEnded(Refusal):
    """The handling of the letter is over."""

    code = "handling.already_ended"
    reason = "Văn bản đã ở tình trạng «%(state)s»; không phân công, trả lời hay đôn đốc thêm được."


class LeaderUnknown(Refusal):
    """The letter is presented to a leader of the body, or of the office that keeps its registers."""

    code = "handling.leader_unknown"
    reason = "Chọn lãnh đạo trong danh sách: người đang giữ chức lãnh đạo cơ quan nhận văn bản hoặc đơn vị giữ sổ."


class WordsMissing(Refusal):
    """Something must be written."""

    code = "handling.words_missing"
    reason = "Ghi %(what)s rồi làm lại."


class WordsTooLong(Refusal):
    """What is written fits into its box."""

    code = "handling.words_too_long"
    reason = "%(what)s dài quá %(most)s ký tự; rút gọn rồi làm lại."


class OneLead(Refusal):
    """An instruction names exactly one who leads."""

    code = "handling.one_lead"
    reason = "Bút phê nêu đúng một nơi chủ trì; chọn một đơn vị hoặc một người."


class NamedTwice(Refusal):
    """Nobody has two roles in one instruction."""

    code = "handling.named_twice"
    reason = "«%(name)s» được nêu hai lần; mỗi đơn vị, mỗi người giữ một vai trong một bút phê."


class TooManyParts(Refusal):
    """One instruction names so many at most."""

    code = "handling.too_many"
    reason = "Một bút phê nêu nhiều nhất %(most)s đơn vị, cá nhân; gửi rộng hơn thì phát hành thông báo."


class TargetUnknown(Refusal):
    """Who is to do something is a unit at work, or somebody who holds a post there."""

    code = "handling.target_unknown"
    reason = "Chọn đơn vị đang hoạt động, hoặc người đang giữ chức vụ tại đơn vị ấy."


class DueMissing(Refusal):
    """Who leads or co-operates has a day; who is only informed has none."""

    code = "handling.due_missing"
    reason = "Ghi hạn cho «%(name)s»: nơi chủ trì và phối hợp đều có hạn riêng."


class DuePast(Refusal):
    """A due day is not over yet."""

    code = "handling.due_past"
    reason = "Hạn %(day)s đã qua; chọn ngày từ hôm nay trở đi."


class PartClosed(Refusal):
    """The part was answered, waived, given back or withdrawn."""

    code = "handling.part_closed"
    reason = "Phần việc của «%(name)s» đã ở tình trạng «%(state)s»; tải lại trang để xem phân công mới nhất."


class NotForInfo(Refusal):
    """Who is only informed marks the letter as read and does nothing else with it."""

    code = "handling.not_for_info"
    reason = "Phần việc này chỉ để biết: đánh dấu đã xem là đủ."


class OnlyForInfo(Refusal):
    """Only what is for information is marked as read."""

    code = "handling.only_for_info"
    reason = "Phần việc này cần trả lời, không chỉ đánh dấu đã xem."


class NotTheLead(Refusal):
    """Only who leads finishes a letter; co-operators answer."""

    code = "handling.not_the_lead"
    reason = "Chỉ nơi chủ trì kết thúc văn bản; nơi phối hợp trả lời phần của mình."


class LeadFinishes(Refusal):
    """Who leads finishes the letter instead of answering a part."""

    code = "handling.lead_finishes"
    reason = "Nơi chủ trì không trả lời từng phần: kết thúc cả văn bản khi các nơi phối hợp đã trả lời."


class CooperatorsOpen(Refusal):
    """Nobody finishes a letter while a co-operator owes an answer that the leader did not waive."""

    code = "handling.cooperators_open"
    reason = "Chưa kết thúc được: %(names)s chưa trả lời. Đôn đốc, hoặc nhờ lãnh đạo miễn trả lời có lý do."


class StillPassedDown(Refusal):
    """What was passed down is answered, given back or taken back first."""

    code = "handling.still_passed_down"
    reason = "«%(name)s» còn giữ việc này; chờ trả lời, hoặc lấy lại việc rồi làm tiếp."


class NotPassedDown(Refusal):
    """Only what was passed down is taken back, by who passed it down."""

    code = "handling.not_passed_down"
    reason = "Việc này không phải do ông/bà giao tiếp xuống nên không lấy lại được."


class OnlyCooperators(Refusal):
    """Only a co-operator is waived."""

    code = "handling.only_cooperators"
    reason = "Chỉ miễn trả lời cho nơi phối hợp; đổi nơi chủ trì thì ghi bút phê mới."


class ExtensionAsked(Refusal):
    """One request at a time."""

    code = "handling.extension_asked"
    reason = "Đã xin gia hạn đến %(day)s và lãnh đạo chưa quyết định."


class ExtensionEarlier(Refusal):
    """An extension goes beyond the due day."""

    code = "handling.extension_earlier"
    reason = "Ngày xin gia hạn phải sau hạn hiện tại (%(day)s)."


class NothingAsked(Refusal):
    """No extension waits for a decision."""

    code = "handling.nothing_asked"
    reason = "Không có đề nghị gia hạn nào của phần việc này đang chờ quyết định."


class AnswerUnknown(Refusal):
    """The answering document is one that the unit issued and the actor may read."""

    code = "handling.answer_unknown"
    reason = "Chọn văn bản trả lời trong các văn bản đi đã vào sổ mà ông/bà được xem."


class DocumentReplaced(Refusal):
    """What another document took the place of is not handled anew; the other one is."""

    code = "handling.replaced"
    reason = "Văn bản %(symbol)s đã được thay thế bằng %(other)s; trình và giao xử lý văn bản thay thế."


class NotWithdrawn(Refusal):
    """Only a letter whose document was recalled or replaced ends for that reason."""

    code = "handling.not_withdrawn"
    reason = "Văn bản không bị thu hồi hay thay thế; nếu không cần xử lý thì dùng «Lưu, không cần xử lý» và ghi lý do."


class NotPdf(Refusal):
    """A stamp is laid on a copy of a PDF."""

    code = "handling.not_pdf"
    reason = "Chỉ đóng dấu ĐẾN được lên bản sao của tệp PDF; với tệp khác, in dấu ra giấy rồi dán."
