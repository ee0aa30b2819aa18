"""Levy receipts (biên lai) that come pre-printed: their series, the ranges a unit was given, and what became of each number."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from lienthong.casework.fees.models.money import Payment
from lienthong.toolkit.identity import new_uid

FATES = ("used", "void", "lost")


class ReceiptSeries(models.Model):
    """A registered series: form and symbol as printed, e.g. «01BLP2-001», «AA-18P».  Its key keeps ranges from overlapping."""

    form = models.CharField("ký hiệu mẫu", max_length=20, db_collation="C")
    symbol = models.CharField("ký hiệu biên lai", max_length=20, db_collation="C")
    name = models.CharField("tên biên lai", max_length=200)
    width = models.PositiveSmallIntegerField("số chữ số", default=7)

    class Meta:
        verbose_name = "loại biên lai"
        verbose_name_plural = "loại biên lai"
        constraints = [models.UniqueConstraint(fields=["form", "symbol"], name="series_once")]


class ReceiptRange(models.Model):
    """Numbers `first` to `last` of a series, given to a unit; its row is the lock under which the next number is used.

    `next` is the smallest number that nothing has become of, `last` + 1 when none is left.  The database lets no range overlap
    another of its series, whichever unit holds it.
    """

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name="đơn vị")
    series = models.ForeignKey(ReceiptSeries, models.PROTECT, related_name="ranges", verbose_name="loại biên lai")
    first = models.BigIntegerField("từ số")
    last = models.BigIntegerField("đến số")
    next = models.BigIntegerField("số tiếp theo")
    source = models.CharField("nguồn nhận", max_length=200, default="", blank=True)
    loaded_at = models.DateTimeField("lúc nhận")
    loaded_by = models.CharField("người nhận", max_length=200)
    retired_at = models.DateTimeField("lúc thôi dùng", null=True)

    class Meta:
        verbose_name = "dải biên lai"
        verbose_name_plural = "dải biên lai"
        constraints = [
            models.CheckConstraint(condition=Q(first__gte=1) & Q(last__gte=F("first")), name="range_forward"),
            models.CheckConstraint(condition=Q(next__gte=F("first")) & Q(next__lte=F("last") + 1), name="range_next_inside"),
        ]


class ReceiptUse(models.Model):
    """What became of the numbers `low` to `high` of a range: used for a payment, made void, lost.  Never erased.

    A used number may once be made void (spoiled in writing); the payment then uses the next one.
    """

    range = models.ForeignKey(ReceiptRange, models.PROTECT, related_name="uses", verbose_name="dải biên lai")
    low = models.BigIntegerField("từ số")
    high = models.BigIntegerField("đến số")
    fate = models.CharField("tình trạng", max_length=4)
    payment = models.ForeignKey(Payment, models.PROTECT, related_name="levy_receipts", null=True, verbose_name="lượt thu")
    at = models.DateTimeField("lúc dùng, hủy hoặc mất")
    by = models.CharField("người ghi", max_length=200)
    reason = models.CharField("lý do", max_length=300, default="", blank=True)
    voided_at = models.DateTimeField("lúc hủy số đã dùng", null=True)
    voided_by = models.CharField("người hủy", max_length=200, default="", blank=True)

    class Meta:
        verbose_name = "số biên lai đã dùng"
        verbose_name_plural = "số biên lai đã dùng"
        constraints = [
            models.CheckConstraint(condition=Q(fate__in=FATES) & Q(high__gte=F("low")), name="use_known_fate"),
            models.CheckConstraint(
                condition=Q(fate="used", payment__isnull=False, low=F("high")) | Q(fate__in=["void", "lost"]) & ~Q(reason=""),
                name="use_with_payment_or_reason",
            ),
            models.UniqueConstraint(fields=["payment"], condition=Q(fate="used"), name="use_one_per_payment"),
        ]
