"""How drafts of documents say no."""

from __future__ import annotations

from lienthong.toolkit.errors import Refusal


class DraftUnknown(Refusal):
    """No draft with that uid, or none that the actor may see."""

    code = "drafting.unknown"
    reason = "Không tìm thấy dự thảo này trong phạm vi ông/bà được xem. Mở lại từ danh sách dự thảo."
    status = 404


class VersionUnknown(Refusal):
    """No version of that number or uid, or none that the actor may see."""

    code = "drafting.version_unknown"
    reason = "Không tìm thấy bản này của dự thảo trong phạm vi ông/bà được xem. Mở lại từ trang của dự thảo."
    status = 404


class NotYourDraft(Refusal):
    """A draft is written by the unit that drafts it, in the capacity of its system."""

    code = "drafting.not_yours"
    reason = "Dự thảo này do %(unit)s soạn; người của đơn vị ấy mới sửa được. Ông/bà có thể góp ý khi được hỏi."
    status = 403


class NotADrafter(Refusal):
    """Drafts are written by specialists, clerks and heads."""

    code = "drafting.not_a_drafter"
    reason = "Soạn văn bản là việc của chuyên viên, văn thư hoặc lãnh đạo. Đổi chức danh đang dùng rồi làm lại."
    status = 403


class BodyNotNear(Refusal):
    """A unit drafts for itself and for the body it stands under."""

    code = "drafting.body_not_near"
    reason = "%(unit)s không soạn văn bản cho cơ quan vừa chọn; chọn cơ quan trong danh sách."
    status = 422


class TypeNotDrafted(Refusal):
    """The type is unknown on that day, or is a copy, which is not drafted."""

    code = "drafting.type_unknown"
    reason = "Ngày %(day)s không có tên loại văn bản vừa chọn; chọn tên loại trong danh sách."
    status = 422


class TooLong(Refusal):
    """A field is longer than a paper holds."""

    code = "drafting.too_long"
    reason = "%(what)s dài quá %(most)s ký tự; rút gọn, hoặc đưa phần dài vào phụ lục."
    status = 422


class ChoiceUnknown(Refusal):
    """A choice that is not in its list."""

    code = "drafting.choice_unknown"
    reason = "Chọn %(what)s trong danh sách."
    status = 422


class CountWrong(Refusal):
    """So many copies does nobody make."""

    code = "drafting.count_wrong"
    reason = "Số lượng bản là số từ 1 đến %(most)s."
    status = 422


class NothingWritten(Refusal):
    """A draft says something."""

    code = "drafting.nothing_written"
    reason = "Ghi trích yếu hoặc nội dung rồi lưu."
    status = 422


class WrittenMeanwhile(Refusal):
    """Somebody saved another version since the page was opened: what both wrote is shown side by side."""

    code = "drafting.written_meanwhile"
    reason = (
        "%(by)s đã lưu bản %(number)s trong lúc ông/bà đang sửa. Xem khác nhau ở dưới, sửa cho khớp rồi lưu lần nữa: "
        "chữ ông/bà vừa gõ vẫn còn trong ô."
    )


class DraftNotOpen(Refusal):
    """Only an open draft is changed."""

    code = "drafting.not_open"
    reason = "Dự thảo %(state)s nên không sửa được; mở bản mới nhất để xem."


class NotSubmitted(Refusal):
    """Only what was submitted is given back or issued."""

    code = "drafting.not_submitted"
    reason = "Dự thảo chưa trình, hoặc đã xong; tải lại trang để xem tình trạng."


class NotComplete(Refusal):
    """What is submitted can be signed: it has a subject where its type asks for one, a text and a signer."""

    code = "drafting.not_complete"
    reason = "Dự thảo còn thiếu: %(what)s. Bổ sung rồi trình."


class OpinionsOpen(Refusal):
    """A draft is not submitted while somebody is still asked, unless the question is taken back."""

    code = "drafting.opinions_open"
    reason = "Còn %(count)s nơi chưa cho ý kiến (%(unit)s). Chờ trả lời, hoặc thôi hỏi rồi trình."


class NotWordFile(Refusal):
    """What is brought in is a .docx with a text."""

    code = "drafting.not_word"
    reason = "Không đọc được chữ từ «%(name)s». Lưu văn bản thành .docx có chữ (không phải ảnh quét) rồi tải lên lại."
    status = 422


class ReasonNeeded(Refusal):
    """Dropping and reopening say why."""

    code = "drafting.reason_needed"
    reason = "Ghi lý do, để người sau biết vì sao."
    status = 422


class NothingSaid(Refusal):
    """A comment, an answer, an opinion has words."""

    code = "drafting.nothing_said"
    reason = "Ghi nội dung rồi gửi lại."
    status = 422


class CommentUnknown(Refusal):
    """No comment with that uid on the draft."""

    code = "drafting.comment_unknown"
    reason = "Không tìm thấy góp ý này. Tải lại trang của dự thảo."
    status = 404


class CommentSettled(Refusal):
    """A comment is settled once."""

    code = "drafting.comment_settled"
    reason = "Góp ý này đã khép; ghi góp ý mới nếu còn điều phải bàn."


class OpinionUnknown(Refusal):
    """Nobody asked the unit, or the question is over."""

    code = "drafting.opinion_unknown"
    reason = "Không có câu hỏi nào đang chờ ông/bà hoặc đơn vị của ông/bà về dự thảo này."
    status = 404


class UnitNotAskable(Refusal):
    """Who is asked is another unit that exists on the day."""

    code = "drafting.unit_not_askable"
    reason = "Chọn đơn vị khác, đang hoạt động, để xin ý kiến."
    status = 422


class PersonNotAskable(Refusal):
    """Who is asked by name drafts in one's own unit or leads another."""

    code = "drafting.person_not_askable"
    reason = "Chọn người trong danh sách: đồng nghiệp cùng đơn vị, hoặc lãnh đạo của đơn vị khác."
    status = 422


class AskedAlready(Refusal):
    """A unit or a person is asked once until the answer."""

    code = "drafting.asked_already"
    reason = "%(unit)s đang được hỏi về dự thảo này; chờ trả lời hoặc thôi hỏi trước khi hỏi lại."


class DueInPast(Refusal):
    """By when an opinion is wanted lies ahead."""

    code = "drafting.due_in_past"
    reason = "Hạn góp ý phải sau hôm nay (%(today)s); chọn ngày khác."
    status = 422


class TemplateUnknown(Refusal):
    """No template with that uid, or none that the actor's unit may use."""

    code = "drafting.template_unknown"
    reason = "Không tìm thấy mẫu văn bản này trong phạm vi đơn vị được dùng. Mở lại từ danh sách mẫu."
    status = 404


class PlacesStrange(Refusal):
    """A template names what is no place of what its drafts come from."""

    code = "drafting.places_strange"
    reason = "Mẫu có chỗ điền mà máy không biết: %(places)s. Dùng các chỗ điền sau, hoặc gõ chữ thường: %(allowed)s."
    status = 422


class TemplateNameless(Refusal):
    """A template has a name by which it is chosen."""

    code = "drafting.template_nameless"
    reason = "Đặt tên mẫu để người soạn chọn, ví dụ «Thư mời họp giao ban»."
    status = 422


class TemplateNotDraft(Refusal):
    """Only a version that was not published is written further and published."""

    code = "drafting.template_not_draft"
    reason = "Bản này %(state)s nên không sửa được; soạn bản mới từ bản này."


class TemplateEnded(Refusal):
    """What was withdrawn is not withdrawn again."""

    code = "drafting.template_ended"
    reason = "Bản này đã thu hồi."


class NotTemplateWriter(Refusal):
    """A version is written further by who began it."""

    code = "drafting.not_template_writer"
    reason = "Bản này do %(writer)s đang soạn; nhờ người ấy sửa, hoặc soạn bản mới từ bản này."
    status = 403


class NotTemplatePublisher(Refusal):
    """Templates are published and withdrawn by the leader of the unit."""

    code = "drafting.not_template_publisher"
    reason = "Ban hành, thu hồi mẫu là việc của lãnh đạo đơn vị có mẫu."
    status = 403


class OwnTemplate(Refusal):
    """Who wrote a version does not publish it."""

    code = "drafting.own_template"
    reason = "Ông/bà là người soạn bản này; lãnh đạo khác của đơn vị ban hành."


class TemplatePast(Refusal):
    """A version begins today at the earliest, and after the version before it."""

    code = "drafting.template_past"
    reason = "Ngày áp dụng sớm nhất là %(earliest)s; chọn ngày từ đó trở đi."
    status = 422


class TemplateIsFile(Refusal):
    """The words of a template that is a .docx are changed in a word processor."""

    code = "drafting.template_is_file"
    reason = "Mẫu này là tệp .docx: sửa trong phần mềm soạn thảo rồi tải lên thành bản mới."
