"""Accounts into which citizens pay, and what the bank told about money that came in."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from lienthong.toolkit.identity import new_uid

STATES = ("settled", "held", "closed")


class PaymentAccount(models.Model):
    """A bank account of a unit, true for a period; shown to citizens in the QR code of what they owe."""

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name="đơn vị")
    bank_bin = models.CharField("mã ngân hàng (BIN)", max_length=6)
    bank_name = models.CharField("ngân hàng", max_length=100)
    number = models.CharField("số tài khoản", max_length=19, db_collation="C")
    holder = models.CharField("chủ tài khoản", max_length=100)
    since = models.DateField("dùng từ ngày")
    until = models.DateField("đến trước ngày", null=True)

    class Meta:
        verbose_name = "tài khoản nhận tiền"
        verbose_name_plural = "tài khoản nhận tiền"
        constraints = [
            models.UniqueConstraint(fields=["unit"], condition=Q(until=None), name="account_one_open"),
            models.UniqueConstraint(fields=["bank_bin", "number"], condition=Q(until=None), name="account_of_one_unit"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=models.F("since")), name="account_forward"),
        ]


class BankNotice(models.Model):
    """One transaction as the bank told it: settled by itself, held for a person, or closed by one.  Told twice, kept once."""

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name="đơn vị")
    account = models.ForeignKey(PaymentAccount, models.PROTECT, related_name="notices", verbose_name="tài khoản nhận tiền")
    transaction = models.CharField("mã giao dịch của ngân hàng", max_length=64, db_collation="C")
    digest = models.BinaryField("mã băm nội dung", max_length=32)
    amount = models.BigIntegerField("số tiền (đồng)")
    content = models.CharField("nội dung chuyển khoản", max_length=300, default="", blank=True)
    paid_at = models.DateTimeField("lúc chuyển")
    told_at = models.DateTimeField("lúc báo có")
    state = models.CharField("tình trạng", max_length=7, default="held")
    why = models.CharField("vì sao chờ", max_length=12, default="", blank=True)
    dossier_uid = models.UUIDField("hồ sơ", null=True)
    dossier_code = models.CharField("mã hồ sơ", max_length=60, default="", blank=True)
    handled_at = models.DateTimeField("lúc xử lý", null=True)
    handled_by = models.CharField("người xử lý", max_length=200, default="", blank=True)
    note = models.CharField("cách xử lý", max_length=300, default="", blank=True)

    class Meta:
        verbose_name = "báo có của ngân hàng"
        verbose_name_plural = "báo có của ngân hàng"
        indexes = [models.Index(fields=["unit", "state", "-id"], name="notice_unit_state")]
        constraints = [
            models.UniqueConstraint(fields=["account", "transaction"], name="notice_told_once"),
            models.CheckConstraint(condition=Q(amount__gt=0) & Q(state__in=STATES), name="notice_of_money"),
            models.CheckConstraint(condition=~Q(state="closed") | ~Q(note=""), name="notice_closed_with_note"),
        ]
