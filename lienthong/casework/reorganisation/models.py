"""A reorganisation, the rows as they were before and after it, and the dossiers for which somebody must choose."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from lienthong.casework.reorganisation.rules.passing import STATES
from lienthong.toolkit.identity import new_uid


class Reorganisation(models.Model):
    """The entries of a reviewed file that take effect on one day; its row is the lock of every act on it.

    entries  as the file has them, with their number; names: units by the key that the file uses.
    shown    what the last preview or the execution found (services.executing.Outcome), for pages; codes and names of staff alone.
    """

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    source = models.CharField("tệp", max_length=200)
    on = models.DateField("ngày hiệu lực")
    document = models.CharField("căn cứ", max_length=300)
    digest = models.CharField("dấu của nội dung", max_length=64, unique=True)
    entries = models.JSONField("các mục")
    names = models.JSONField("đơn vị theo khóa trong tệp", default=dict)
    state = models.CharField("tình trạng", max_length=10, default="planned")
    made_at = models.DateTimeField("lúc nạp")
    made_by = models.CharField("người nạp", max_length=200)
    shown = models.JSONField("kết quả xem trước hoặc thực hiện", default=dict)
    shown_at = models.DateTimeField("lúc xem trước hoặc thực hiện", null=True)
    executed_at = models.DateTimeField("lúc thực hiện", null=True)
    executed_by = models.CharField("người thực hiện", max_length=200, default="", blank=True)
    confirmed_at = models.DateTimeField("lúc xác nhận", null=True)
    confirmed_by = models.CharField("người xác nhận", max_length=200, default="", blank=True)
    undone_at = models.DateTimeField("lúc hoàn tác gần nhất", null=True)
    undone_by = models.CharField("người hoàn tác", max_length=200, default="", blank=True)

    class Meta:
        verbose_name = "lần sắp xếp đơn vị"
        verbose_name_plural = "lần sắp xếp đơn vị"
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(STATES)), name="reorganisation_known_state"),
            models.CheckConstraint(
                condition=Q(state="planned") | Q(executed_at__isnull=False), name="reorganisation_executed_with_its_time"
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | Q(confirmed_at__isnull=False), name="reorganisation_confirmed_with_its_time"
            ),
        ]


class RowImage(models.Model):
    """A row of another table that an execution made (`before` empty) or changed; kept until the execution is confirmed.

    unit  a unit that the reorganisation ends: by it row-level security shows images to nobody else.
    """

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    reorganisation = models.ForeignKey(Reorganisation, models.PROTECT, related_name="images", verbose_name="lần sắp xếp")
    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name="đơn vị")
    table = models.CharField("bảng", max_length=63)
    row = models.BigIntegerField("khóa của dòng")
    before = models.TextField("dòng trước đó (JSON)", default="", blank=True)
    after = models.TextField("dòng sau đó (JSON)")

    class Meta:
        verbose_name = "dòng trước và sau khi sắp xếp"
        verbose_name_plural = "dòng trước và sau khi sắp xếp"
        constraints = [models.UniqueConstraint(fields=["reorganisation", "table", "row"], name="reorganisation_image_once")]


class WaitingDossier(models.Model):
    """A dossier of a unit that was split, or of an address in one: somebody must say to which of the heirs it goes."""

    reorganisation = models.ForeignKey(Reorganisation, models.PROTECT, related_name="waiting", verbose_name="lần sắp xếp")
    dossier_uid = models.UUIDField("hồ sơ")
    code = models.CharField("mã hồ sơ", max_length=60, db_collation="C")
    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name="đơn vị cũ")
    candidates = models.JSONField("các đơn vị có thể nhận")
    chosen = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", null=True, verbose_name="đơn vị nhận")
    decided_at = models.DateTimeField("lúc chọn", null=True)
    decided_by = models.CharField("người chọn", max_length=200, default="", blank=True)

    class Meta:
        verbose_name = "hồ sơ chờ chọn nơi nhận"
        verbose_name_plural = "hồ sơ chờ chọn nơi nhận"
        constraints = [
            models.UniqueConstraint(fields=["reorganisation", "dossier_uid"], name="reorganisation_waits_once"),
            models.CheckConstraint(
                condition=Q(chosen=None, decided_at=None) | Q(chosen__isnull=False, decided_at__isnull=False),
                name="reorganisation_decided_with_its_time",
            ),
        ]
