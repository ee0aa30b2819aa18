"""Rows that keep the writing honest: numbers without gaps, requests done once."""

from __future__ import annotations

from django.db import models


class DailyNumber(models.Model):
    """The last dossier number that a unit has used on a day; its row is the lock under which the next is taken.

    `line` is the running line of the unit's tracking register in that year.
    """

    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name="đơn vị")
    series = models.CharField("dãy số", max_length=20)
    last = models.PositiveIntegerField("số cuối đã dùng", default=0)

    class Meta:
        verbose_name = "bộ đếm số hồ sơ"
        verbose_name_plural = "bộ đếm số hồ sơ"
        constraints = [models.UniqueConstraint(fields=["unit", "series"], name="number_one_row_per_series")]


class DoneRequest(models.Model):
    """A write that was asked with an idempotency key and is done: asking again changes nothing."""

    person_uid = models.UUIDField("người yêu cầu")
    key = models.CharField("khóa yêu cầu", max_length=100)
    verb = models.CharField("thao tác", max_length=40)
    digest = models.BinaryField("mã băm nội dung", max_length=32)
    dossier_uid = models.UUIDField("hồ sơ")
    done_at = models.DateTimeField("lúc thực hiện")

    class Meta:
        verbose_name = "yêu cầu đã thực hiện"
        verbose_name_plural = "yêu cầu đã thực hiện"
        constraints = [models.UniqueConstraint(fields=["person_uid", "key"], name="request_once_per_person_and_key")]
