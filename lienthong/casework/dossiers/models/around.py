"""What belongs to a dossier: persons, papers, fees, due dates, supplement requests, hand-over notes."""

from __future__ import annotations

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from lienthong.casework.dossiers.models.dossier import Dossier
from lienthong.toolkit.identity import new_uid


class Party(models.Model):
    """A person or organisation in a dossier, as people are: a birth year alone, no identity paper, a thumb-print.

    place_uid        the commune or village (`org.AdminUnit`) that was picked for the address; NULL when it was only typed.
    address_unit_id  the key of the unit (`org.Unit`) that governed the place on the day of reception: by it a later merger
                     or split finds the dossier (`org.successors`); NULL when the place lies outside the tree, or is unknown.
    basis            why a representative may stand for the owner.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="parties", verbose_name="hồ sơ")
    role = models.CharField("vai", max_length=20)
    kind = models.CharField("loại đối tượng", max_length=20, default="citizen")
    name = models.CharField("họ và tên", max_length=200)
    id_type = models.CharField("loại giấy tờ", max_length=20, default="", blank=True)
    id_number = models.CharField("số giấy tờ", max_length=20, default="", blank=True)
    born_on = models.DateField("ngày sinh", null=True)
    born_year = models.PositiveSmallIntegerField("năm sinh", null=True)
    sex = models.CharField("giới tính", max_length=10, default="", blank=True)
    phone = models.CharField("điện thoại", max_length=20, default="", blank=True)
    email = models.CharField("thư điện tử", max_length=200, default="", blank=True)
    place_uid = models.UUIDField("nơi đã chọn trong địa chỉ", null=True)
    address_unit_id = models.BigIntegerField("đơn vị hành chính của địa chỉ", null=True)
    address = models.CharField("địa chỉ", max_length=300, default="", blank=True)
    signs_by = models.CharField("cách ký", max_length=20, default="signature")
    witness = models.CharField("người làm chứng", max_length=200, default="", blank=True)
    basis = models.CharField("căn cứ đại diện", max_length=300, default="", blank=True)

    class Meta:
        verbose_name = "người trong hồ sơ"
        verbose_name_plural = "người trong hồ sơ"
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=["owner", "submitter", "representative", "household"]), name="party_known_role"
            ),
            models.CheckConstraint(condition=~Q(signs_by="thumbprint") | ~Q(witness=""), name="party_thumbprint_has_witness"),
            models.UniqueConstraint(fields=["dossier"], condition=Q(role="owner"), name="party_one_owner"),
            models.UniqueConstraint(fields=["dossier"], condition=Q(role="submitter"), name="party_one_submitter"),
        ]


class PaperLine(models.Model):
    """A component of the dossier as it was handed in: how many originals, certified copies and plain copies.

    Its scans: `file_uid` is the first, `more_files` lists the uids of the others in their order.  reuses: the signed result of
    an earlier dossier that it is; nobody scanned or sent it anew.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="papers", verbose_name="hồ sơ")
    key = models.CharField("mã thành phần", max_length=60, default="", blank=True)
    name = models.CharField("tên thành phần", max_length=500)
    originals = models.PositiveSmallIntegerField("bản chính", default=0)
    certified = models.PositiveSmallIntegerField("bản chứng thực", default=0)
    copies = models.PositiveSmallIntegerField("bản sao", default=0)
    shown_only = models.BooleanField("chỉ xuất trình", default=False)
    file_uid = models.UUIDField("tệp đã số hóa", null=True)
    more_files = models.JSONField("các tệp số hóa sau tệp đầu", default=list, encoder=DjangoJSONEncoder)
    reuses = models.UUIDField("kết quả ký số dùng lại", null=True)
    added_at = models.DateTimeField("lúc nhận")

    class Meta:
        verbose_name = "thành phần hồ sơ"
        verbose_name_plural = "thành phần hồ sơ"


class FeeLine(models.Model):
    """A fee or levy of a dossier: what is owed, why it may be exempt, what was paid.  Whole đồng.

    quantity, copies  how many pieces in each of how many copies (5 pages, 3 copies); copies of fees by pages only.
    name              with how it was counted, as on receipts.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="fees", verbose_name="hồ sơ")
    key = models.CharField("mã khoản thu", max_length=60)
    kind = models.CharField("phí hay lệ phí", max_length=5)
    name = models.CharField("tên khoản thu", max_length=300)
    quantity = models.PositiveIntegerField("số lượng", default=1)
    copies = models.PositiveIntegerField("số bản", default=1)
    amount = models.BigIntegerField("số tiền (đồng)")
    exempt_ground = models.CharField("căn cứ miễn giảm", max_length=300, default="", blank=True)
    moment = models.CharField("thời điểm thu", max_length=10, default="before")
    paid = models.BigIntegerField("đã thu (đồng)", default=0)
    paid_at = models.DateTimeField("lúc thu", null=True)
    method = models.CharField("hình thức thu", max_length=10, default="", blank=True)

    class Meta:
        verbose_name = "khoản thu"
        verbose_name_plural = "khoản thu"
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=0) & Q(paid__gte=0), name="fee_not_negative"),
            models.CheckConstraint(condition=Q(paid=0) | Q(paid_at__isnull=False), name="fee_paid_with_time"),
        ]


class DueDate(models.Model):
    """The promised due date from an instant on, or none while the clock stands still: the history a report asks."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="due_dates", verbose_name="hồ sơ")
    since = models.DateTimeField("từ lúc")
    due_at = models.DateTimeField("hẹn trả", null=True)
    reason = models.CharField("lý do", max_length=40)
    note = models.CharField("diễn giải", max_length=500, default="", blank=True)

    class Meta:
        verbose_name = "mốc hẹn trả"
        verbose_name_plural = "mốc hẹn trả"
        indexes = [models.Index(fields=["dossier", "since", "id"], name="duedate_dossier_since")]


class Supplement(models.Model):
    """A request to complete the dossier (form 02), and how it ended."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="supplements", verbose_name="hồ sơ")
    number = models.PositiveSmallIntegerField("lần")
    papers = models.JSONField("giấy tờ cần bổ sung", default=list)
    reason = models.CharField("lý do", max_length=1000)
    requested_by = models.CharField("người yêu cầu", max_length=200)
    requested_at = models.DateTimeField("lúc yêu cầu")
    reply_by = models.DateField("bổ sung trước ngày", null=True)
    previous_due_at = models.DateTimeField("hẹn trả trước đó", null=True)
    new_due_at = models.DateTimeField("hẹn trả mới", null=True)
    sent_at = models.DateTimeField("công dân gửi bổ sung lúc", null=True)
    received_at = models.DateTimeField("lúc nhận bổ sung", null=True)
    accepted_by = models.CharField("người nhận bổ sung", max_length=200, default="", blank=True)

    class Meta:
        verbose_name = "yêu cầu bổ sung"
        verbose_name_plural = "yêu cầu bổ sung"
        constraints = [
            models.UniqueConstraint(fields=["dossier"], condition=Q(received_at=None), name="supplement_one_open"),
            models.UniqueConstraint(fields=["dossier", "number"], name="supplement_numbered"),
        ]


class HandOverNote(models.Model):
    """Giấy bàn giao hồ sơ: one paper for many dossiers that go from one unit to another."""

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    number = models.PositiveIntegerField("số")
    year = models.PositiveSmallIntegerField("năm")
    from_unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name="đơn vị giao")
    to_unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name="đơn vị nhận")
    made_at = models.DateTimeField("lúc lập")
    made_by = models.CharField("người giao", max_length=200)
    accepted_at = models.DateTimeField("lúc nhận", null=True)
    accepted_by = models.CharField("người nhận", max_length=200, default="", blank=True)

    class Meta:
        verbose_name = "giấy bàn giao hồ sơ"
        verbose_name_plural = "giấy bàn giao hồ sơ"
        constraints = [models.UniqueConstraint(fields=["from_unit", "year", "number"], name="note_numbered_per_unit_and_year")]


class HandOverNoteLine(models.Model):
    """One dossier on a hand-over note."""

    note = models.ForeignKey(HandOverNote, models.PROTECT, related_name="lines", verbose_name="giấy bàn giao")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+", verbose_name="hồ sơ")
    token = models.IntegerField("số nhánh việc")

    class Meta:
        verbose_name = "dòng giấy bàn giao"
        verbose_name_plural = "dòng giấy bàn giao"
        constraints = [models.UniqueConstraint(fields=["dossier", "token"], name="note_line_once")]
