"""The forms of acts on a dossier.  Every form carries an idempotency key, so that pressing twice acts once."""

from __future__ import annotations

from typing import Any

from django import forms

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.procedures import public as procedures
from lienthong.doors.desk.errors import NoLegToDecide
from lienthong.doors.desk.web.shapes import METHODS
from lienthong.toolkit.formats import pages
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.forms import DayField, FileField, Form, LineField


class ActForm(Form):
    """The idempotency key, and where to go afterwards."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=100)
    next = forms.CharField(widget=forms.HiddenInput, required=False, max_length=500)

    def __init__(self, *args: Any, page: dossiers.DossierPage | None = None, **kwargs: Any) -> None:
        initial = {"key": str(new_uid()), **(kwargs.pop("initial", None) or {})}
        super().__init__(*args, initial=initial, **kwargs)
        if page is not None:
            self.about(page)

    def about(self, page: dossiers.DossierPage) -> None:
        """Take choices from the dossier; most forms need none."""


class TokenForm(ActForm):
    """An act on one open place of the dossier."""

    token = forms.IntegerField(widget=forms.HiddenInput, label="Bước")


class AdvanceForm(TokenForm):
    """End a step by one of its outcomes."""

    outcome = forms.CharField(widget=forms.HiddenInput, max_length=60, label="Hướng xử lý")
    note = forms.CharField(required=False, max_length=2000, label="Ghi chú", widget=forms.Textarea(attrs={"rows": 2}))
    result_number = LineField(required=False, max_length=100, label="Số kết quả")
    file = FileField(required=False, label="Tệp kết quả")


class AssignForm(TokenForm):
    """Give a task to a person."""

    person = forms.UUIDField(label="Người làm", error_messages={"required": "Chọn người làm trong danh sách."})


class ReasonForm(ActForm):
    """An act that needs a reason."""

    reason = forms.CharField(label="Lý do", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class SendBackForm(ReasonForm):
    """Return a task to the step before it."""

    token = forms.IntegerField(widget=forms.HiddenInput, label="Bước")

    def about(self, page: dossiers.DossierPage) -> None:
        """Take the token of the first place where the actor may act, unless one was given."""
        mine = [place.task.token for place in page.places if place.may_act]
        self.initial.setdefault("token", mine[0] if mine else 0)


class NoteForm(ActForm):
    """An act with a remark that may be left out."""

    note = forms.CharField(required=False, max_length=1000, label="Ghi chú", widget=forms.Textarea(attrs={"rows": 2}))


class LinesField(forms.CharField):
    """Several lines of text, one thing a line; the value is the list of lines that hold something."""

    widget = forms.Textarea(attrs={"rows": 4})

    def clean(self, value: Any) -> list[str]:
        """Return the lines."""
        return [" ".join(line.split()) for line in str(super().clean(value)).splitlines() if line.strip()]


class SupplementForm(ReasonForm):
    """Ask the citizen for papers, once and in writing."""

    field_order = ("papers", "others", "reason", "reply_by")
    papers = forms.MultipleChoiceField(label="Giấy tờ của thủ tục", required=False, widget=forms.CheckboxSelectMultiple)
    others = LinesField(label="Giấy tờ khác", required=False, help_text="Mỗi dòng một giấy tờ.")
    reply_by = DayField(label="Bổ sung trước ngày", required=False, help_text="Ví dụ 20/03/2018.")

    def about(self, page: dossiers.DossierPage) -> None:
        """Offer the papers of the case."""
        names = [paper.name for paper in page.definition.papers_for(page.dossier.case)]
        self.offer("papers", [(name, name) for name in names])

    def clean(self) -> dict[str, Any]:
        """Demand at least one paper."""
        cleaned = super().clean() or {}
        if not cleaned.get("papers") and not cleaned.get("others") and "papers" not in self.errors:
            self.add_error("papers", "Đánh dấu ít nhất một giấy tờ, hoặc ghi tên ở ô Giấy tờ khác.")
        return cleaned


class LegAskForm(ReasonForm):
    """Ask the unit that sent a leg for papers."""

    field_order = ("papers", "reason")
    papers = LinesField(
        label="Giấy tờ, thông tin còn thiếu", help_text="Mỗi dòng một thứ. Nơi gửi bổ sung, không phải người dân."
    )


class LegRefuseForm(ReasonForm):
    """Refuse a leg by a written answer."""

    field_order = ("reason", "result_number")
    result_number = LineField(label="Số văn bản trả lời", required=False, max_length=100)


class LegDecideForm(ReasonForm):
    """Say how the dossier goes on with a leg."""

    field_order = ("leg", "decision", "papers", "reason")
    leg = forms.ChoiceField(label="Chặng", widget=forms.RadioSelect)
    decision = forms.ChoiceField(
        label="Quyết định",
        widget=forms.RadioSelect,
        choices=[
            (dossiers.RESEND, "Gửi lại: chặng bị trả, cần bổ sung thì đi tiếp với mã cũ; chặng bị từ chối thì gửi lần mới"),
            (dossiers.GO_ON, "Rút chặng, hồ sơ đi tiếp không chờ kết quả của chặng"),
        ],
    )
    papers = LinesField(label="Giấy tờ bổ sung kèm theo", required=False, help_text="Mỗi dòng một giấy tờ; chỉ dùng khi gửi lại.")

    def about(self, page: dossiers.DossierPage) -> None:
        """Offer the legs that are still waited for, those that ask for a decision first.  Raises NoLegToDecide."""
        waited = sorted((leg for leg in page.legs if leg.open), key=lambda leg: not leg.undecided)
        if not waited:
            raise NoLegToDecide(dossier=page.dossier.code)
        self.offer("leg", [(leg.key, _leg_words(leg)) for leg in waited])
        self.initial.setdefault("leg", waited[0].key)


def _leg_words(leg: dossiers.LegRow) -> str:
    """Return a leg to choose: what it is, who does it, where it stands."""
    state = tongues.translated(leg.state_name).lower()
    return tongues.told("%(leg)s, %(unit)s (%(state)s)", leg=leg.name, unit=leg.unit, state=state)


class BroughtForm(NoteForm):
    """Take in the papers that were asked for."""

    field_order = ("papers", "note")
    papers = forms.MultipleChoiceField(label="Giấy tờ đã nhận", required=False, widget=forms.CheckboxSelectMultiple)

    def about(self, page: dossiers.DossierPage) -> None:
        """Offer the papers that were asked for, all of them marked."""
        asked = [str(name) for one in page.supplements if one.received_at is None for name in one.papers]
        sent = any(one.sent_at for one in page.supplements if one.received_at is None)
        self.offer("papers", [(name, name) for name in asked])
        self.initial.setdefault("papers", [] if sent else asked)  # what was sent online stands among the papers already


class FeeForm(ActForm):
    """Collect one fee in full."""

    fee = forms.CharField(widget=forms.HiddenInput, max_length=60, label="Khoản thu")
    method = forms.ChoiceField(label="Hình thức thu", choices=list(METHODS.items()))


class ShelfForm(ActForm):
    """Where the paper bundle lies."""

    shelf = LineField(label="Nơi để hồ sơ giấy", max_length=100, help_text="Ví dụ: Tủ 2, ngăn 3.")

    def about(self, page: dossiers.DossierPage) -> None:
        """Show where it lies now."""
        self.initial.setdefault("shelf", page.dossier.shelf)


class ReturnForm(ActForm):
    """Hand the result over."""

    receiver = LineField(label="Họ tên người nhận", max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    receiver_id = LineField(
        label="Số giấy tờ người nhận", max_length=20, required=False, help_text="CMND 9 số, CCCD 12 số; không có thì bỏ trống."
    )

    def about(self, page: dossiers.DossierPage) -> None:
        """Propose the one who handed the dossier in."""
        self.initial.setdefault("receiver", page.submitter.name)
        self.initial.setdefault("receiver_id", page.submitter.id_number)


class ReopenForm(ReasonForm):
    """Reopen an ended dossier at a step."""

    field_order = ("step", "reason")
    step = forms.ChoiceField(label="Mở lại ở bước")

    def about(self, page: dossiers.DossierPage) -> None:
        """Offer the tasks of the procedure."""
        steps = [(node.key, node.name) for node in page.definition.nodes if node.kind == "task"]
        self.offer("step", steps)


def _version_words(one: procedures.VersionRow) -> str:
    """Return a version to choose, as its document names it."""
    facts = {"document": one.document_code, "issue": one.issue_number, "day": pages.day(one.since)}
    return tongues.translated("%(document)s lần %(issue)s, từ %(day)s", **facts)


class VersionForm(ReasonForm):
    """Go on under a newer version; the steps that the new version lacks are mapped, one a line."""

    field_order = ("version", "mapping", "reason")
    version = forms.ChoiceField(label="Phiên bản mới")
    mapping = LinesField(
        label="Bước tương ứng", required=False,
        help_text="Chỉ ghi khi phiên bản mới đổi tên mã bước. Mỗi dòng: mã bước cũ = mã bước mới.",
    )  # fmt: skip

    def about(self, page: dossiers.DossierPage) -> None:
        """Offer the other published versions of the procedure."""
        others = [one for one in procedures.versions(page.version.code, state="published") if one.uid != page.version.uid]
        self.offer("version", [(str(one.uid), _version_words(one)) for one in others])

    def clean_mapping(self) -> dict[str, str]:
        """Return the new step by the old one."""
        pairs = [line.partition("=") for line in self.cleaned_data["mapping"]]
        if any(not old.strip() or not new.strip() for old, _, new in pairs):
            raise forms.ValidationError("Mỗi dòng ghi như: verify = appraise.")
        return {old.strip(): new.strip() for old, _, new in pairs}
