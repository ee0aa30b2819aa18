"""What arrived and its files, each kept as it came."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from lienthong.casework.documents.public import CHANNELS
from lienthong.casework.intake.rules.arrivals import LONGEST, STATES
from lienthong.toolkit.identity import new_uid


class Arrival(models.Model):
    """Something that came to a unit and waits until its clerk registers it, joins it to its twin, or refuses it.

    system    party or state: of the body whose register it is for.
    origin    what it was called where it came from; the same thing twice is one arrival.
    proposal  what it says of its document (rules.arrivals.Proposal).   trouble: why it could not be read as a whole.
    document  under which it was registered, or to which it was joined.
    """

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    keeper = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", db_index=False, verbose_name="đơn vị nhận")
    body_key = models.CharField("loại cơ quan", max_length=40)
    body_name = models.CharField("cơ quan", max_length=200)
    system = models.CharField("hệ thống", max_length=10)
    channel = models.CharField("đường đến", max_length=10)
    origin = models.CharField("gốc", max_length=LONGEST["origin"])
    title = models.CharField("tên", max_length=LONGEST["title"])
    sender = models.CharField("nơi gửi", max_length=LONGEST["sender"], default="", blank=True)
    trouble = models.CharField("trục trặc", max_length=LONGEST["trouble"], default="", blank=True)
    received_at = models.DateTimeField("lúc đến")
    recorded_at = models.DateTimeField("lúc ghi vào máy", db_default=Now())
    put_by = models.CharField("người đưa vào", max_length=200, default="", blank=True)
    proposal = models.JSONField("đề xuất", default=dict)
    state = models.CharField("tình trạng", max_length=12, default="waiting")
    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="+", null=True, verbose_name="văn bản")
    reason = models.CharField("lý do", max_length=LONGEST["reason"], default="", blank=True)
    settled_at = models.DateTimeField("lúc xong", null=True)
    settled_by = models.CharField("người làm", max_length=200, default="", blank=True)

    class Meta:
        verbose_name = "văn bản chờ vào sổ"
        verbose_name_plural = "văn bản chờ vào sổ"
        indexes: ClassVar = [
            models.Index(fields=["keeper", "system", "id"], condition=Q(state="waiting"), name="intake_waiting"),
            models.Index(fields=["keeper", "system", "-id"], name="intake_kept"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["keeper", "origin"], name="intake_origin_once"),
            models.CheckConstraint(
                condition=Q(state__in=list(STATES), channel__in=list(CHANNELS), system__in=["party", "state"]) & ~Q(title=""),
                name="intake_known_words",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", document=None, settled_at=None, reason="")
                | Q(state="refused", document=None, settled_at__isnull=False) & ~Q(reason="")
                | Q(state__in=["registered", "joined"], document__isnull=False, settled_at__isnull=False, reason=""),
                name="intake_settled_somehow",
            ),
        ]


class ArrivalFile(models.Model):
    """A file that came, in its place.

    carrier      it is the message or packet that brought the others.
    file_uid     in the file store, after the upload policy: what is shown and registered; None: the policy refused it.
    original_uid in the file store, byte for byte as it came; None where `file_uid` has the same bytes, or there were none.
    pending      only kept so far: a job has the policy look at it.
    sha256       of the bytes that came; "" where nothing could be kept (empty, too big).   fault: why it was refused.
    """

    arrival = models.ForeignKey(Arrival, models.CASCADE, related_name="files", db_index=False, verbose_name="văn bản")
    position = models.PositiveSmallIntegerField("thứ tự")
    carrier = models.BooleanField("thư hoặc gói mang đến", default=False)
    name = models.CharField("tên tệp", max_length=200)
    size = models.BigIntegerField("cỡ (byte)")
    sha256 = models.CharField("mã băm", max_length=64, default="", blank=True, db_collation="C")
    file_uid = models.UUIDField("tệp đã kiểm tra", null=True)
    original_uid = models.UUIDField("tệp nguyên gốc", null=True)
    pending = models.BooleanField("chờ kiểm tra", default=False)
    fault = models.CharField("vì sao không nhận", max_length=500, default="", blank=True)

    class Meta:
        verbose_name = "tệp của văn bản chờ vào sổ"
        verbose_name_plural = "tệp của văn bản chờ vào sổ"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["arrival", "position"], name="intake_file_place_once"),
            models.CheckConstraint(
                condition=Q(carrier=True, file_uid=None, pending=False)
                | Q(carrier=False, file_uid__isnull=False, fault="", pending=False)
                | Q(carrier=False, file_uid=None, pending=False) & ~Q(fault="")
                | Q(carrier=False, file_uid=None, original_uid__isnull=False, fault="", pending=True),
                name="intake_file_kept_or_faulty",
            ),
        ]  # fmt: skip


class ArrivalText(models.Model):
    """The text of an arrival's files, read after it came.

    how      file, ocr, or "" where there is none.   missing: a program that this machine lacked for it.   folded: for search.
    """

    arrival = models.OneToOneField(Arrival, models.CASCADE, related_name="read", verbose_name="văn bản")
    text = models.TextField("chữ", default="", blank=True)
    folded = models.TextField("chữ để tìm", default="", blank=True, db_collation="C")
    how = models.CharField("đọc bằng", max_length=10, default="", blank=True)
    missing = models.CharField("chương trình còn thiếu", max_length=40, default="", blank=True)
    read_at = models.DateTimeField("đọc lúc")

    class Meta:
        verbose_name = "chữ của văn bản chờ vào sổ"
        verbose_name_plural = "chữ của văn bản chờ vào sổ"
