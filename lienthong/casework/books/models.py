"""Books and their lines."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from lienthong.toolkit.identity import new_uid


class Book(models.Model):
    """One volume of a book of a unit in a year; its row is the lock under which the next number is taken.

    `first` is its first number: 1, or more for a later volume of the year or a book begun on paper.
    `last` is the last number taken, `first` - 1 while there is none.
    """

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name="đơn vị")
    kind = models.CharField("loại sổ", max_length=40)
    year = models.PositiveSmallIntegerField("năm")
    volume = models.PositiveSmallIntegerField("quyển", default=1)
    first = models.PositiveIntegerField("số đầu", default=1)
    last = models.PositiveIntegerField("số cuối đã dùng", default=0)
    opened_at = models.DateTimeField("lúc mở")
    opened_by = models.CharField("người mở", max_length=200)
    closed_at = models.DateTimeField("lúc khóa", null=True)
    closed_by = models.CharField("người khóa", max_length=200, default="", blank=True)

    class Meta:
        verbose_name = "sổ"
        verbose_name_plural = "sổ"
        constraints = [
            models.UniqueConstraint(fields=["unit", "kind", "year", "volume"], name="book_volume_once"),
            models.UniqueConstraint(fields=["unit", "kind", "year"], condition=Q(closed_at=None), name="book_one_open"),
            models.CheckConstraint(
                condition=Q(first__gte=1) & Q(last__gte=models.F("first") - 1), name="book_numbers_from_first"
            ),
        ]


class BookEntry(models.Model):
    """One number of a book and what it was given to; never erased, a mistaken one is made void with its reason."""

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    book = models.ForeignKey(Book, models.PROTECT, related_name="entries", verbose_name="sổ")
    number = models.PositiveIntegerField("số")
    label = models.CharField("số ghi trên kết quả", max_length=60)
    entered_at = models.DateTimeField("lúc vào sổ")
    recorded_at = models.DateTimeField("lúc ghi vào máy", db_default=Now())
    entered_by = models.CharField("người vào sổ", max_length=200)
    object_uid = models.UUIDField("hồ sơ", null=True)
    requester = models.CharField("người yêu cầu", max_length=200, default="", blank=True)
    subject = models.CharField("nội dung", max_length=500, default="", blank=True)
    facts = models.JSONField("số trang, số bản, phí, người ký", default=dict)
    voided_at = models.DateTimeField("lúc hủy", null=True)
    voided_by = models.CharField("người hủy", max_length=200, default="", blank=True)
    void_reason = models.CharField("lý do hủy", max_length=300, default="", blank=True)

    class Meta:
        verbose_name = "dòng của sổ"
        verbose_name_plural = "dòng của sổ"
        indexes = [models.Index(fields=["object_uid"], name="book_entry_object")]
        constraints = [
            models.UniqueConstraint(fields=["book", "number"], name="book_number_once"),
            models.CheckConstraint(condition=Q(voided_at=None) | ~Q(void_reason=""), name="book_void_with_reason"),
        ]
