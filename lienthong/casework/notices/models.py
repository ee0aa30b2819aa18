"""Notices on their way, and what people do not want to be told."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q

from lienthong.casework.notices.rules import CHANNELS, DOSSIER, FIELDS_OF, State
from lienthong.toolkit.identity import new_uid


class Notice(models.Model):
    """One happening told to one address by one channel.

    delivery_uid  of the announcement it answers; with channel and round it makes the notice one and only.
    round         0; each sending again by hand is the next one, with its reason.
    about         what it tells of: a dossier, or a booked visit or a petition, whose uid and code then stand in `dossier_uid`,
                  `dossier_code`.
    uid           goes to the gateway as the key under which it accepts the notice once.
    attempts      tries begun; a result counts only for the try that it belongs to.
    next_try_at   real clock; empty: nothing more happens by itself.
    """

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    delivery_uid = models.UUIDField("lượt báo")
    round = models.PositiveSmallIntegerField("lần gửi lại", default=0)
    template = models.CharField("mẫu", max_length=40)
    since = models.DateField("bản mẫu từ ngày")
    language = models.CharField("ngôn ngữ", max_length=5, default="vi")
    channel = models.CharField("kênh", max_length=10)
    address = models.CharField("địa chỉ nhận", max_length=200, default="", blank=True)
    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name="đơn vị")
    about = models.CharField("về việc gì", max_length=10, default=DOSSIER)
    dossier_uid = models.UUIDField("hồ sơ, lịch hẹn hoặc phản ánh")
    dossier_code = models.CharField("mã hồ sơ, lịch hẹn hoặc phản ánh", max_length=60, db_collation="C")
    fields = models.JSONField("nội dung điền", default=dict)
    state = models.CharField("trạng thái", max_length=10, default=State.WAITING)
    fault = models.CharField("vì sao", max_length=300, default="", blank=True)
    attempts = models.PositiveIntegerField("số lần thử", default=0)
    created_at = models.DateTimeField("lúc lập")
    next_try_at = models.DateTimeField("thử từ lúc", null=True)
    begun_at = models.DateTimeField("lúc bắt đầu thử", null=True)
    sent_at = models.DateTimeField("lúc gửi xong", null=True)
    receipt = models.CharField("mã của cổng tin", max_length=100, default="", blank=True)
    asked_by = models.CharField("người yêu cầu gửi lại", max_length=200, default="", blank=True)
    asked_reason = models.CharField("lý do gửi lại", max_length=300, default="", blank=True)

    class Meta:
        verbose_name = "thông báo"
        verbose_name_plural = "thông báo"
        indexes = [
            models.Index(fields=["unit", "-id"], name="notice_unit_latest"),
            models.Index(fields=["dossier_code"], name="notice_dossier"),
            models.Index(fields=["next_try_at", "id"], condition=Q(next_try_at__isnull=False), name="notice_due"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["delivery_uid", "channel", "round"], name="notice_once_per_event_and_channel"),
            models.CheckConstraint(condition=Q(state__in=[one.value for one in State]), name="notice_known_state"),
            models.CheckConstraint(condition=Q(channel__in=list(CHANNELS)), name="notice_known_channel"),
            models.CheckConstraint(condition=Q(about__in=list(FIELDS_OF)), name="notice_known_subject"),
            models.CheckConstraint(condition=~Q(state=State.SENT) | Q(sent_at__isnull=False), name="notice_sent_with_time"),
            models.CheckConstraint(
                condition=Q(state__in=[State.WAITING, State.SENDING, State.UNKNOWN]) | Q(next_try_at=None),
                name="notice_ended_tries_no_more",
            ),
            models.CheckConstraint(condition=Q(round=0) | ~Q(asked_reason=""), name="notice_again_with_reason"),
        ]

    def another(self, *, at: datetime, **changes: Any) -> Notice:
        """Return, unsaved and due at once, a notice of the same happening to the same address: another round or channel."""
        return Notice(
            **{
                "delivery_uid": self.delivery_uid, "round": self.round, "template": self.template, "since": self.since,
                "language": self.language, "channel": self.channel, "address": self.address, "unit_id": self.unit_id,
                "about": self.about, "dossier_uid": self.dossier_uid, "dossier_code": self.dossier_code, "fields": self.fields,
                "created_at": at, "next_try_at": at, "asked_by": self.asked_by, "asked_reason": self.asked_reason, **changes,
            }
        )  # fmt: skip


class StoppedNotice(models.Model):
    """A kind of notice that one address does not want by one channel; of the address only a digest is kept."""

    channel = models.CharField("kênh", max_length=10)
    digest = models.CharField("dấu của địa chỉ", max_length=24)
    kind = models.CharField("loại tin", max_length=40)
    stopped_at = models.DateTimeField("lúc ngừng")

    class Meta:
        verbose_name = "tin ngừng nhận"
        verbose_name_plural = "tin ngừng nhận"
        constraints = [models.UniqueConstraint(fields=["channel", "digest", "kind"], name="stopped_once")]
