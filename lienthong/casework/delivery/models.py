"""Groups of recipients, agencies outside, and one row for each document and recipient."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lienthong.casework.delivery.rules.words import AGENCY_MEANS, ANSWERS, ASKS, MEANS, MOST, STATES
from lienthong.toolkit.identity import new_uid


class Agency(models.Model):
    """An agency outside that a unit writes to.

    organ  its code, by QĐ 20/2020 or QCVN 102; needed where documents go by the axis.   means: how they go unless said otherwise.
    """

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name="đơn vị")
    name = models.CharField("tên cơ quan", max_length=MOST["name"])
    organ = models.CharField("mã định danh", max_length=MOST["organ"], default="", blank=True)
    email = models.CharField("thư điện tử", max_length=MOST["email"], default="", blank=True)
    address = models.CharField("địa chỉ", max_length=MOST["address"], default="", blank=True)
    means = models.CharField("cách gửi", max_length=10)
    closed_at = models.DateTimeField("thôi dùng lúc", null=True)

    class Meta:
        verbose_name = "cơ quan ngoài hệ thống"
        verbose_name_plural = "cơ quan ngoài hệ thống"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "name"], condition=Q(closed_at=None), name="delivery_agency_once"),
            models.CheckConstraint(condition=Q(means__in=list(AGENCY_MEANS)), name="delivery_agency_means"),
            models.CheckConstraint(condition=~Q(means="axis") | ~Q(organ=""), name="delivery_axis_needs_a_code"),
        ]


class Group(models.Model):
    """A group of recipients of a unit: «8 xã, thị trấn»."""

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name="đơn vị")
    name = models.CharField("tên nhóm", max_length=MOST["name"])
    closed_at = models.DateTimeField("thôi dùng lúc", null=True)

    class Meta:
        verbose_name = "nhóm nơi nhận"
        verbose_name_plural = "nhóm nơi nhận"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "name"], condition=Q(closed_at=None), name="delivery_group_once"),
        ]


class Member(models.Model):
    """One recipient of a group: a body of ours (its keeper and key), or an agency outside."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="members", verbose_name="nhóm")
    place = models.PositiveSmallIntegerField("thứ tự")
    keeper = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", null=True, verbose_name="đơn vị giữ sổ")
    body_key = models.CharField("cơ quan", max_length=40, default="", blank=True)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", null=True, verbose_name="cơ quan ngoài")

    class Meta:
        verbose_name = "nơi nhận của nhóm"
        verbose_name_plural = "nơi nhận của nhóm"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["group", "keeper", "body_key"], name="delivery_member_unit_once"),
            models.UniqueConstraint(fields=["group", "agency"], name="delivery_member_agency_once"),
            models.CheckConstraint(
                condition=Q(keeper__isnull=False, agency=None) & ~Q(body_key="")
                | Q(keeper=None, agency__isnull=False, body_key=""),
                name="delivery_member_is_one",
            ),
        ]


class Dispatch(models.Model):
    """A document on its way to one recipient; of sender and receiver, one at least is a unit of ours.

    sender, receiver   the units whose clerks sent it, and register it; None: outside.   *_key: the body's key there.
    *_name, *_organ    as they were called then, with the code of the body.
    document_uid       of the sender's document; received_uid of the receiver's, when it was registered here as `number`.
    document_key       DocumentId of the packet, for documents that go or came by the axis [habit: organ, day, symbol].
    replaces_key       DocumentId of the document that this one replaces.
    files              uids of the sender's files, as many as were sent.
    asked_*            what the sender asks of the receiver (recall, update), and what that answered; of an update the arrival
                       that brings the new files.
    """

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    sender = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", null=True, verbose_name="đơn vị gửi")
    sender_key = models.CharField("cơ quan gửi", max_length=40, default="", blank=True)
    sender_system = models.CharField("hệ thống gửi", max_length=10, default="", blank=True)
    sender_name = models.CharField("nơi gửi", max_length=MOST["name"])
    sender_organ = models.CharField("mã nơi gửi", max_length=MOST["organ"], default="", blank=True)
    receiver = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", null=True, verbose_name="đơn vị nhận")
    receiver_key = models.CharField("cơ quan nhận", max_length=40, default="", blank=True)
    receiver_system = models.CharField("hệ thống nhận", max_length=10, default="", blank=True)
    receiver_name = models.CharField("nơi nhận", max_length=MOST["name"])
    receiver_organ = models.CharField("mã nơi nhận", max_length=MOST["organ"], default="", blank=True)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", null=True, verbose_name="cơ quan ngoài")
    means = models.CharField("cách gửi", max_length=10)
    state = models.CharField("tình trạng", max_length=12)
    document_uid = models.UUIDField("mã văn bản đi", null=True)
    received_uid = models.UUIDField("mã văn bản đến", null=True)
    arrival_uid = models.UUIDField("mã lượt đến", null=True)
    number = models.CharField("số đến", max_length=80, default="", blank=True)
    document_key = models.CharField("mã văn bản liên thông", max_length=200, default="", blank=True)
    replaces_key = models.CharField("thay thế văn bản", max_length=200, default="", blank=True)
    symbol = models.CharField("số, ký hiệu", max_length=80, default="", blank=True)
    type_name = models.CharField("tên loại", max_length=100, default="", blank=True)
    subject = models.TextField("trích yếu", default="", blank=True)
    issued_on = models.DateField("ngày văn bản", null=True)
    files = models.JSONField("tệp", default=list)
    sent_by = models.CharField("người gửi", max_length=200, default="", blank=True)
    queued_at = models.DateTimeField("lúc gửi")
    sent_at = models.DateTimeField("rời máy lúc", null=True)
    arrived_at = models.DateTimeField("đến lúc", null=True)
    registered_at = models.DateTimeField("vào sổ lúc", null=True)
    assigned_at = models.DateTimeField("phân công lúc", null=True)
    processing_at = models.DateTimeField("bắt đầu xử lý lúc", null=True)
    done_at = models.DateTimeField("hoàn thành lúc", null=True)
    over_at = models.DateTimeField("dừng lúc", null=True)
    note = models.CharField("lý do", max_length=MOST["reason"], default="", blank=True)
    packet_id = models.CharField("mã gói tin", max_length=64, default="", blank=True)
    asked = models.CharField("yêu cầu", max_length=10, default="", blank=True)
    asked_at = models.DateTimeField("yêu cầu lúc", null=True)
    asked_by = models.CharField("người yêu cầu", max_length=200, default="", blank=True)
    asked_why = models.CharField("lý do yêu cầu", max_length=MOST["reason"], default="", blank=True)
    asked_arrival = models.UUIDField("mã lượt đến của bản cập nhật", null=True)
    answer = models.CharField("trả lời yêu cầu", max_length=10, default="", blank=True)
    answered_at = models.DateTimeField("trả lời lúc", null=True)
    answered_by = models.CharField("người trả lời", max_length=200, default="", blank=True)
    answer_why = models.CharField("lý do trả lời", max_length=MOST["reason"], default="", blank=True)

    class Meta:
        verbose_name = "lượt gửi văn bản"
        verbose_name_plural = "lượt gửi văn bản"
        indexes: ClassVar = [
            models.Index(fields=["sender", "-id"], name="delivery_sent"),
            models.Index(fields=["receiver", "-id"], name="delivery_got"),
            models.Index(fields=["document_uid"], name="delivery_of_document"),
            models.Index(fields=["received_uid"], condition=Q(received_uid__isnull=False), name="delivery_of_received"),
            models.Index(fields=["document_key"], condition=~Q(document_key=""), name="delivery_by_key"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(means__in=list(MEANS), state__in=list(STATES), asked__in=["", *ASKS], answer__in=list(ANSWERS)),
                name="delivery_known_words",
            ),
            models.CheckConstraint(
                condition=Q(sender__isnull=False, document_uid__isnull=False) & ~Q(sender_key="")
                | Q(sender=None, document_uid=None, sender_key="", means="axis", receiver__isnull=False),
                name="delivery_from_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(receiver__isnull=False, agency=None) & ~Q(receiver_key="") | Q(receiver=None, agency__isnull=False),
                name="delivery_to_somewhere",
            ),
            models.CheckConstraint(
                condition=~Q(means="inside") | Q(sender__isnull=False, receiver__isnull=False), name="delivery_inside_is_ours"
            ),
            models.CheckConstraint(
                condition=Q(asked="", asked_at=None, answer="") | Q(asked_at__isnull=False) & ~Q(asked="") & ~Q(asked_why=""),
                name="delivery_asked_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | Q(answered_at__isnull=False) & ~Q(answer=""), name="delivery_answered"
            ),
            models.UniqueConstraint(
                fields=["document_uid", "receiver", "receiver_key"],
                condition=~Q(state__in=["refused", "failed", "recalled"]),
                name="delivery_to_a_unit_once",
            ),
            models.UniqueConstraint(
                fields=["document_uid", "agency"],
                condition=~Q(state__in=["refused", "failed", "recalled"]),
                name="delivery_to_an_agency_once",
            ),
            models.UniqueConstraint(
                fields=["document_key", "receiver", "receiver_key"], condition=Q(sender=None), name="delivery_packet_once"
            ),
        ]
