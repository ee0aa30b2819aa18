"""The dossier itself: one row, with where it stands in its procedure and on the clock."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from lienthong.casework.dossiers.rules.status import FINISHED, PAUSED, Status
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.languages import LANGUAGES

CHANNELS = ("direct", "online", "post")


class Dossier(models.Model):
    """A citizen's or organisation's request under one procedure, from receipt to returned result.

    `due_at` is the promise now, empty while the clock stands still; `original_due_at` is what the slip said and
    never changes; `legal_due_at` is what the law gives.  `marking` is where it stands in the graph of its
    version (rules.engine).  `ended_at` is when it left the set of open dossiers, `ended_as` with which status.
    `letter_uid` is the incoming document from which the counter opened it, `result_document` the one of the outgoing register
    that its result is.

    An interlinked leg is a dossier too, at the unit that does it: `parent` is the dossier that it is a leg of, `leg` its key
    there, `link` what the two know of each other (services.linking).  `legs` of the parent says how each leg stands: nobody at
    the parent sees the leg's own row, nobody at the leg sees the parent's.

    A reorganisation of units moves an open dossier to the unit that takes over: `origin_unit_id` then names who received it (its
    code, its line of the register are of that unit's series), `former` the units before the present one, each as
    {unit, until}: the first local day on which it was not the dossier's any more.

    `language` is that of the notices to who handed it in: of the pages on which it was filed, or as the counter was told.
    """

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    code = models.CharField("mã hồ sơ", max_length=60, unique=True, db_collation="C")
    lookup_key = models.CharField("khóa tra cứu", max_length=8)
    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", db_index=False, verbose_name="đơn vị tiếp nhận")
    version = models.ForeignKey("procedures.ProcedureVersion", models.PROTECT, related_name="+", verbose_name="phiên bản thủ tục")
    case = models.CharField("trường hợp", max_length=60)
    channel = models.CharField("cách nộp", max_length=10)
    subject = models.CharField("nội dung yêu cầu giải quyết", max_length=300)
    owner_name = models.CharField("chủ hồ sơ", max_length=200)
    owner_folded = models.CharField("tên không dấu", max_length=200, db_collation="C")
    owner_given = models.CharField("tên gọi trước, không dấu", max_length=200, db_collation="C")
    owner_masked = models.CharField("tên che bớt", max_length=200)
    sets = models.PositiveSmallIntegerField("số lượng bộ", default=1)
    households = models.PositiveSmallIntegerField("số hộ nộp chung", default=1)
    shelf = models.CharField("nơi để hồ sơ giấy", max_length=100, default="", blank=True)
    result_delivery = models.CharField("nơi nhận kết quả", max_length=10, default="counter")
    immediate = models.BooleanField("trả kết quả ngay", default=False)
    status = models.PositiveSmallIntegerField("trạng thái", default=Status.RECEIVED)
    marking = models.JSONField("vị trí trong quy trình", default=dict)
    legs = models.JSONField("các chặng", default=dict)
    limits = models.JSONField("thời hạn áp dụng", default=dict)
    calendar = models.CharField("lịch làm việc", max_length=40)
    where_unit_id = models.BigIntegerField("đơn vị đang giữ", null=True)
    where_step = models.CharField("bước đang làm", max_length=200, default="", blank=True)
    received_at = models.DateTimeField("lúc nhận hồ sơ")
    recorded_at = models.DateTimeField("lúc ghi vào máy", db_default=Now())
    late_reason = models.CharField("lý do nhập muộn", max_length=300, default="", blank=True)
    received_by = models.CharField("người nhận hồ sơ", max_length=200)
    due_at = models.DateTimeField("hẹn trả", null=True)
    original_due_at = models.DateTimeField("hẹn trả ghi trên phiếu", null=True)
    legal_due_at = models.DateTimeField("hạn theo quy định", null=True)
    remainder = models.JSONField("thời gian còn lại khi tạm dừng", null=True)
    pause_cause = models.CharField("lý do tạm dừng", max_length=40, default="", blank=True)
    finished_at = models.DateTimeField("lúc xử lý xong", null=True)
    verdict = models.CharField("đúng hạn hay không", max_length=10, default="", blank=True)
    result_number = models.CharField("số kết quả", max_length=100, default="", blank=True)
    result_granted = models.BooleanField("kết quả được chấp thuận", null=True)
    returned_at = models.DateTimeField("lúc trả kết quả", null=True)
    returned_to = models.CharField("người nhận kết quả", max_length=200, default="", blank=True)
    ended_at = models.DateTimeField("lúc kết thúc", null=True)
    ended_as = models.PositiveSmallIntegerField("kết thúc với trạng thái", null=True)
    book_line = models.PositiveIntegerField("số thứ tự trong sổ theo dõi")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", db_index=False, verbose_name="hồ sơ gốc")
    leg = models.CharField("chặng liên thông", max_length=60, default="", blank=True)
    link = models.JSONField("liên thông với hồ sơ gốc", default=dict)
    origin_unit_id = models.BigIntegerField("đơn vị tiếp nhận lúc đầu", null=True)
    former = models.JSONField("các đơn vị trước khi sắp xếp", default=list)
    language = models.CharField("ngôn ngữ của tin báo", max_length=5, default="vi")
    letter_uid = models.UUIDField("mở từ văn bản đến", null=True)
    result_document = models.UUIDField("văn bản kết quả", null=True, unique=True)

    class Meta:
        verbose_name = "hồ sơ thủ tục hành chính"
        verbose_name_plural = "hồ sơ thủ tục hành chính"
        indexes = [
            models.Index(fields=["unit", "-received_at", "-id"], name="dossier_unit_received"),
            models.Index(fields=["unit", "owner_folded"], name="dossier_unit_owner"),
            models.Index(fields=["unit", "owner_given"], name="dossier_unit_given"),
            models.Index(fields=["unit", "ended_at"], condition=Q(ended_at__isnull=False), name="dossier_unit_ended"),
            models.Index(fields=["unit", "due_at"], condition=Q(ended_at=None), name="dossier_unit_open"),
            models.Index(
                fields=["unit", "received_at"],
                include=[
                    "id",
                    "uid",
                    "version",
                    "case",
                    "channel",
                    "result_delivery",
                    "due_at",
                    "ended_at",
                    "ended_as",
                    "verdict",
                ],
                condition=Q(parent=None) & ~Q(limits={}),
                name="dossier_settling",
            ),
            models.Index(fields=["calendar"], condition=Q(ended_at=None), name="dossier_open_calendar"),
            models.Index(fields=["due_at"], condition=Q(ended_at=None, parent__isnull=False), name="dossier_open_legs"),
            models.Index(
                fields=["origin_unit_id", "received_at"], condition=Q(origin_unit_id__isnull=False), name="dossier_moved"
            ),
            models.Index(fields=["letter_uid"], condition=Q(letter_uid__isnull=False), name="dossier_of_letter"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=[s.value for s in Status]), name="dossier_known_status"),
            models.CheckConstraint(condition=Q(channel__in=CHANNELS), name="dossier_known_channel"),
            models.CheckConstraint(condition=Q(language__in=LANGUAGES), name="dossier_known_language"),
            models.CheckConstraint(condition=Q(due_at__gte=F("received_at")) | Q(due_at=None), name="dossier_due_after_received"),
            models.CheckConstraint(
                condition=~Q(status__in=[s.value for s in PAUSED]) | Q(due_at=None), name="dossier_paused_has_no_due"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[s.value for s in FINISHED]) | Q(finished_at__isnull=False),
                name="dossier_finished_with_time",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.RETURNED) | Q(returned_at__isnull=False), name="dossier_returned_with_time"
            ),
            models.CheckConstraint(condition=Q(sets__gte=1) & Q(households__gte=1), name="dossier_at_least_one_set"),
            models.CheckConstraint(
                condition=Q(parent=None, leg="") | (~Q(parent=None) & ~Q(leg="")), name="dossier_leg_has_parent"
            ),
            models.UniqueConstraint(fields=["parent", "leg"], condition=Q(parent__isnull=False), name="dossier_leg_once"),
        ]

    def __str__(self) -> str:
        return self.code
