"""Tables of the assembled product: how far the demonstration's history has been played."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class DemoProgress(models.Model):
    """The one row that says how much of the demonstration's history is in the database.

    `seed`, `until`, `planned` fix the plan.  The year of the present, from `fresh_from` on, was played first; the
    worker plays the older years forward: every day before `next_day` is whole.
    waiting  keys of the parts (`demo.parts`) that the worker still builds, in their order, before it plays older years.
    """

    seed = models.BigIntegerField("số gieo")
    until = models.DateTimeField("thời điểm hiện tại của bản trình diễn")
    planned = models.PositiveIntegerField("số hồ sơ dự kiến")
    played = models.PositiveIntegerField("số hồ sơ đã nạp", default=0)
    fresh_from = models.DateField("các ngày nạp trước bắt đầu từ")
    next_day = models.DateField("ngày sẽ nạp tiếp")
    finished = models.BooleanField("đã nạp xong", default=False)
    waiting = models.JSONField("các phần còn chờ nạp", default=list)

    class Meta:
        verbose_name = "tiến độ nạp lịch sử trình diễn"
        verbose_name_plural = "tiến độ nạp lịch sử trình diễn"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(played__lte=F("planned")), name="site_demo_played_within_plan"),
        ]
