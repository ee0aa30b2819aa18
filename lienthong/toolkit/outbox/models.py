"""The table of deliveries: one row per announcement and handler; the state of delivery lives here only."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models.functions import Coalesce

from lienthong.toolkit.identity import new_uid


class Delivery(models.Model):
    """One event on its way to one handler.

    units        the row-level context of the announcing transaction (`lienthong.units`), for the trace.
    next_try_at  not tried before this instant; attempts counts the failures so far.
    """

    uid = models.UUIDField("mã", default=new_uid, unique=True, editable=False)
    topic = models.CharField("chủ đề", max_length=100)
    handler = models.CharField("nơi nhận", max_length=100)
    payload = models.JSONField("nội dung")
    units = models.TextField(
        "đơn vị của giao dịch",
        db_default=Coalesce(
            models.Func(models.Value("lienthong.units"), models.Value(True), function="current_setting"), models.Value("")
        ),
    )
    announced_at = models.DateTimeField("báo lúc")
    next_try_at = models.DateTimeField("gửi từ lúc")
    attempts = models.PositiveSmallIntegerField("số lần hỏng", default=0)
    delivered_at = models.DateTimeField("gửi xong lúc", null=True)
    dead_at = models.DateTimeField("ngừng gửi lúc", null=True)
    last_error = models.TextField("lỗi gần nhất", default="", blank=True)

    class Meta:
        db_table = "outbox_delivery"
        verbose_name = "lượt gửi"
        verbose_name_plural = "các lượt gửi"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(delivered_at=None) | models.Q(dead_at=None), name="outbox_delivered_or_dead_never_both"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["next_try_at", "id"],
                condition=models.Q(delivered_at=None, dead_at=None),
                name="outbox_waiting",
            ),
            models.Index(fields=["dead_at", "id"], condition=models.Q(dead_at__isnull=False), name="outbox_dead"),
            models.Index(fields=["delivered_at"], condition=models.Q(delivered_at__isnull=False), name="outbox_delivered"),
        ]

    def __str__(self) -> str:
        return f"{self.topic} → {self.handler}"
