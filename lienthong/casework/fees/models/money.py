"""Tills, what was taken and given back, and for which fee lines."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from lienthong.toolkit.identity import new_uid

METHODS = ("cash", "transfer", "online")
ORIGINS = ("counter", "certification", "bank", "refund", "carried")
"""How a row came: taken at the counter, by an act of certification, told by the bank, given back, or carried over from
dossiers whose fees were paid before this app kept tills (no till, no number).
"""


class Till(models.Model):
    """The takings of one cashier of a unit on one day; its row is the lock under which a payment is written or the day closed.

    While it is open the figures are NULL: they are the sums of its payments.
    """

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name="đơn vị")
    person_uid = models.UUIDField("người thu")
    name = models.CharField("họ tên người thu", max_length=200)
    day = models.DateField("ngày thu")
    automatic = models.BooleanField("do ngân hàng báo có", default=False)
    opened_at = models.DateTimeField("lúc mở")
    closed_at = models.DateTimeField("lúc khóa", null=True)
    closed_by = models.CharField("người khóa", max_length=200, default="", blank=True)
    expected_cash = models.BigIntegerField("tiền mặt theo sổ (đồng)", null=True)
    expected_transfer = models.BigIntegerField("chuyển khoản theo sổ (đồng)", null=True)
    expected_online = models.BigIntegerField("trực tuyến theo sổ (đồng)", null=True)
    counted_cash = models.BigIntegerField("tiền mặt đếm được (đồng)", null=True)
    difference_reason = models.CharField("lý do chênh lệch", max_length=300, default="", blank=True)

    class Meta:
        verbose_name = "quỹ thu trong ngày"
        verbose_name_plural = "quỹ thu trong ngày"
        constraints = [
            models.UniqueConstraint(fields=["unit", "person_uid", "day"], name="till_once_a_day"),
            models.CheckConstraint(
                condition=Q(closed_at=None)
                | Q(expected_cash__isnull=False, expected_transfer__isnull=False, expected_online__isnull=False)
                & Q(counted_cash__gte=0),
                name="till_closed_with_figures",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(counted_cash=F("expected_cash")) | ~Q(difference_reason=""),
                name="till_difference_with_reason",
            ),
        ]


class Payment(models.Model):
    """Money that moved: taken (amount above 0) or given back (below 0, with the payment it corrects).  Never rewritten."""

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name="đơn vị")
    till = models.ForeignKey(Till, models.PROTECT, related_name="payments", null=True, verbose_name="quỹ thu trong ngày")
    origin = models.CharField("nguồn ghi", max_length=15, default="counter")
    dossier_uid = models.UUIDField("hồ sơ")
    dossier_code = models.CharField("mã hồ sơ", max_length=60, db_collation="C")
    method = models.CharField("hình thức thu", max_length=10)
    amount = models.BigIntegerField("số tiền (đồng)")
    payer = models.CharField("người nộp", max_length=200)
    at = models.DateTimeField("lúc thu")
    recorded_at = models.DateTimeField("lúc ghi vào máy", db_default=Now())
    receipt = models.CharField("số phiếu thu", max_length=60, default="", blank=True)
    volume = models.CharField("quyển phiếu thu", max_length=40, default="", blank=True)
    corrects = models.ForeignKey("self", models.PROTECT, related_name="refunds", null=True, verbose_name="hoàn trả cho")
    reason = models.CharField("lý do hoàn trả", max_length=300, default="", blank=True)
    approved_by = models.CharField("người duyệt hoàn trả", max_length=200, default="", blank=True)
    key = models.CharField("khóa yêu cầu", max_length=100, default="", blank=True)

    class Meta:
        verbose_name = "lượt thu"
        verbose_name_plural = "lượt thu"
        indexes = [
            models.Index(fields=["dossier_uid"], name="payment_dossier"),
            models.Index(fields=["unit", "-at", "-id"], name="payment_unit_at"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(method__in=METHODS) & Q(origin__in=ORIGINS), name="payment_known_words"),
            models.CheckConstraint(
                condition=Q(corrects=None, amount__gt=0) | Q(corrects__isnull=False, amount__lt=0) & ~Q(reason=""),
                name="payment_or_refund",
            ),
            models.CheckConstraint(condition=Q(till__isnull=False) | Q(origin="carried"), name="payment_in_a_till"),
        ]


class PaymentLine(models.Model):
    """What a payment took, or gave back, for one fee line of the dossier."""

    payment = models.ForeignKey(Payment, models.PROTECT, related_name="lines", verbose_name="lượt thu")
    fee_key = models.CharField("mã khoản thu", max_length=60)
    kind = models.CharField("phí hay lệ phí", max_length=5)
    name = models.CharField("tên khoản thu", max_length=300)
    amount = models.BigIntegerField("số tiền (đồng)")

    class Meta:
        verbose_name = "khoản của lượt thu"
        verbose_name_plural = "khoản của lượt thu"
        constraints = [
            models.UniqueConstraint(fields=["payment", "fee_key"], name="payment_line_once"),
            models.CheckConstraint(condition=~Q(amount=0), name="payment_line_moves_money"),
        ]
