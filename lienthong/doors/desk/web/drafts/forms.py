"""The forms of drafts: what a version says, what is said of it, who is asked, why it is dropped."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from lienthong.casework.documents import public as documents
from lienthong.casework.drafting import public as drafting
from lienthong.toolkit.ui.forms import DayField, FileField, Form, LineField

MOST = drafting.MOST


def _lines(name: str, hint: str, rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=drafting.FIELD_NAMES[name], required=False, max_length=MOST[name], help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows}), strip=False,
    )  # fmt: skip


def _line(name: str, hint: str = "") -> LineField:
    return LineField(label=drafting.FIELD_NAMES[name], required=False, max_length=MOST[name], help_text=hint)


def _choice(name: str, known: dict[str, str]) -> forms.ChoiceField:
    return forms.ChoiceField(label=drafting.FIELD_NAMES[name], required=False, choices=list(known.items()))


class ContentForm(Form):
    """The fields of a version."""

    subject = _lines("subject", "Một câu ngắn; công văn không gõ «V/v», máy in sẵn.", 2)
    to = _lines("to", "Công văn, giấy mời, công điện: mỗi nơi một dòng.", 2)
    authority = _line("authority", "Quyết định, nghị quyết: ví dụ CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN.")
    grounds = _lines("grounds", "Mỗi căn cứ một dòng.", 3)
    text = _lines(
        "text",
        "Dòng trống ngăn hai đoạn; «Điều 1.», «I.», «1.», «a)», «- » bắt đầu một phần; dòng bắt đầu bằng «|» là hàng của bảng.",
        20,
    )
    recipients = _lines("recipients", "Mỗi nơi một dòng, dòng cuối là «- Lưu: VT.».", 4)
    place = _line("place", "Đứng trước ngày tháng, ví dụ Bình Liêu.")
    sign_form = _choice("sign_form", drafting.FORMS)
    sign_collective = _line("sign_collective", "Ví dụ ỦY BAN NHÂN DÂN, BAN THƯỜNG VỤ.")
    sign_head = _line("sign_head", "Khi ký thay, thừa lệnh: ví dụ CHỦ TỊCH.")
    signer_post = _line("signer_post", "Ví dụ PHÓ CHỦ TỊCH.")
    signer = _line("signer")
    second_post = _line("second_post", "Chỉ với biên bản.")
    second_signer = _line("second_signer")
    drafter = _line("drafter", "Đứng sau tên cơ quan trong ký hiệu công văn, ví dụ NV của 15/UBND-NV.")
    urgency = _choice("urgency", documents.URGENCIES)
    circulation = _choice("circulation", documents.CIRCULATIONS)
    typist = _line("typist")
    copies = forms.IntegerField(
        label=drafting.FIELD_NAMES["copies"], required=False, min_value=1, max_value=99_999,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w-4"}),
    )  # fmt: skip
    contact = _line("contact", "In ở chân trang đầu.")

    def content(self) -> drafting.Content:
        """Return the content that the cleaned form says."""
        return drafting.Content(**{name: self.cleaned_data[name] for name in ContentForm.base_fields})


class BeginForm(ContentForm):
    """A draft that is begun: in whose name and as what, and its first version."""

    body_key = forms.ChoiceField(label="Soạn cho cơ quan nào?", widget=forms.RadioSelect)
    type_key = forms.ChoiceField(label="Tên loại")

    def __init__(
        self, *args: Any, bodies: Iterable[documents.NearBody], kinds: Iterable[documents.DocumentType], **kwargs: Any
    ) -> None:
        """Offer the bodies near the unit and the types of the day."""
        super().__init__(*args, **kwargs)
        self.offer("body_key", [(one.key, one.name) for one in bodies])
        self.offer("type_key", [("", "– chọn –"), *((one.key, one.name) for one in kinds)])


class TemplateHeadForm(Form):
    """What a version of an office's own template is: its name, when it is offered, its type, what was changed."""

    name = LineField(
        label=drafting.FIELD_NAMES["template"], max_length=MOST["template"],
        help_text="Ví dụ «Thư mời họp», «Tờ trình xin kinh phí».",
    )  # fmt: skip
    source = forms.ChoiceField(
        label=drafting.FIELD_NAMES["source"], choices=list(drafting.SOURCES.items()),
        help_text="Mẫu «Soạn mới» cũng chọn được khi trả lời văn bản hoặc soạn từ hồ sơ.",
    )  # fmt: skip
    type_key = forms.ChoiceField(label="Tên loại")
    note = LineField(label=drafting.FIELD_NAMES["note"], required=False, max_length=MOST["note"])

    def __init__(self, *args: Any, kinds: Iterable[documents.DocumentType], **kwargs: Any) -> None:
        """Offer the types of the day."""
        super().__init__(*args, **kwargs)
        self.offer("type_key", [("", "– chọn –"), *((one.key, one.name) for one in kinds)])

    def new(self) -> drafting.NewTemplate:
        """Return the version that the cleaned form says."""
        given = self.cleaned_data
        return drafting.NewTemplate(given["name"], given["source"], given["type_key"], self.said(), given["note"])

    def said(self) -> drafting.Content:
        """Return the words of the version that the form asks for."""
        return drafting.Content()


class TemplateForm(TemplateHeadForm, ContentForm):
    """A version of an office's own template that is typed."""

    def said(self) -> drafting.Content:
        """Return what was typed."""
        return self.content()


class TemplateFileForm(TemplateHeadForm):
    """A version of an office's own template that is a .docx."""

    subject = _lines("subject", "Có thể có chỗ điền; công văn không gõ «V/v».", 2)
    file = FileField(
        label="Tệp .docx có chỗ điền",
        help_text="Ghi chỗ điền trong tệp như bảng ở cuối trang; không nhận tệp có macro hoặc nội dung nhúng, tải từ ngoài.",
    )

    def said(self) -> drafting.Content:
        """Return the words beside the text of the file."""
        return drafting.Content(subject=self.cleaned_data["subject"])


class PublishTemplateForm(Form):
    """From which day on drafts begin with a version, and for whom."""

    since = DayField(label="Áp dụng từ ngày", help_text="Sớm nhất là hôm nay; dự thảo đã bắt đầu giữ chữ của mình.")
    shared = forms.BooleanField(
        label="Dùng chung cho mọi đơn vị soạn văn bản của cơ quan mà đơn vị giữ sổ", required=False
    )  # fmt: skip


class WithdrawTemplateForm(Form):
    """Why a version is taken back."""

    reason = LineField(label="Lý do thu hồi", max_length=MOST["reason"])


class FilterForm(Form):
    """Which drafts are looked for."""

    q = LineField(label="Trích yếu hoặc cơ quan", max_length=100, required=False)


class CommentForm(Form):
    """What somebody says of a draft."""

    words = forms.CharField(
        label="Góp ý", max_length=MOST["comment"], widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Người soạn trả lời và khép từng góp ý.",
    )  # fmt: skip
    quote = LineField(label="Về đoạn nào?", required=False, max_length=300, help_text="Chép vài chữ của đoạn ấy.")


class SettleForm(Form):
    """What is answered to a comment."""

    answer = forms.CharField(
        label="Trả lời", required=False, max_length=MOST["comment"], widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Đã sửa thế nào, hoặc vì sao giữ nguyên.",
    )  # fmt: skip


class AskForm(Form):
    """Who is asked about a draft, and by when."""

    person = forms.ChoiceField(
        label="Hỏi riêng một người", required=False, widget=forms.RadioSelect,
        help_text="Đồng nghiệp cùng đơn vị, hoặc lãnh đạo của đơn vị khác; việc nằm trong hộp việc của riêng người ấy.",
    )  # fmt: skip
    unit_ids = forms.TypedMultipleChoiceField(
        label="Xin ý kiến đơn vị nào?", required=False, coerce=int, widget=forms.CheckboxSelectMultiple,
        help_text="Lãnh đạo đơn vị được hỏi thấy việc này trong hộp việc; cả đơn vị đọc được dự thảo.",
    )  # fmt: skip
    due_on = DayField(label="Góp ý trước hết ngày")

    def __init__(
        self, *args: Any, units: Iterable[tuple[int, str]], people: Iterable[drafting.PersonToAsk] = (), **kwargs: Any
    ) -> None:
        """Offer the units and the people."""
        super().__init__(*args, **kwargs)
        self.offer("unit_ids", units)
        named = [(f"{one.unit_id}:{one.person_uid}", f"{one.name} – {one.title}, {one.unit}") for one in people]
        self.offer("person", [("", "– không hỏi riêng ai –"), *named])

    def clean_person(self) -> tuple[int, UUID] | None:
        """Return the unit and the person that were chosen."""
        unit, _, person = str(self.cleaned_data["person"]).partition(":")
        return (int(unit), UUID(person)) if person else None


class OpinionForm(Form):
    """What a unit or a person answers that was asked."""

    verdict = forms.ChoiceField(label="Ý kiến", widget=forms.RadioSelect, choices=list(drafting.VERDICTS.items()))
    words = forms.CharField(
        label="Nội dung ý kiến", required=False, max_length=MOST["opinion"], widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Đề nghị sửa hoặc không nhất trí thì ghi rõ điều gì.",
    )  # fmt: skip


class WordForm(Form):
    """A .docx whose text becomes the next version."""

    file = FileField(
        label="Tệp .docx", help_text="Chữ trong tệp thay phần nội dung; các ô khác giữ nguyên, tệp được giữ kèm bản."
    )


class DropForm(Form):
    """Why a draft is dropped."""

    reason = LineField(label="Lý do bỏ dự thảo", max_length=MOST["reason"])
