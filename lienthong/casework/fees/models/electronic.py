"""Electronic levy receipts, as their provider issued them."""

from __future__ import annotations

from django.db import models

from lienthong.casework.fees.models.money import Payment


class EReceipt(models.Model):
    """The electronic receipt of a payment: form, symbol and number are the provider's; written once."""

    payment = models.OneToOneField(Payment, models.PROTECT, related_name="e_receipt", verbose_name="lượt thu")
    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name="đơn vị")
    form = models.CharField("ký hiệu mẫu", max_length=20)
    symbol = models.CharField("ký hiệu biên lai", max_length=20)
    number = models.CharField("số biên lai", max_length=20)
    lookup = models.CharField("mã tra cứu", max_length=60, default="", blank=True)
    issued_at = models.DateTimeField("lúc phát hành")

    class Meta:
        verbose_name = "biên lai điện tử"
        verbose_name_plural = "biên lai điện tử"
        constraints = [models.UniqueConstraint(fields=["form", "symbol", "number"], name="e_receipt_number_once")]
