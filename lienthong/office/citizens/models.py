"""Tables of the citizens: who they are to this portal, the codes sent to them, their sessions.

Row-level security shows a citizen their own rows only (migration 0002): nothing without `access.seeing`.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from lienthong.toolkit.identity import new_uid


class Citizen(models.Model):
    """A citizen who files online.  Never a staff account: other table, other cookie, no post, no duty.

    email, phone  as `rules.bare_email` and `rules.bare_phone` write them; either signs in, one of them is there.
    email_proved, phone_proved  whether a code that was sent there came back; a forgotten password is set anew only there.
                   Many may type an address or a number; one proves it, and from then on it signs in nobody else.
    id_number      as somebody typed it.  proved_number: for which a national identity vouched.
    """

    uid = models.UUIDField("định danh", default=new_uid, unique=True, editable=False)
    name = models.CharField("họ và tên", max_length=200)
    email = models.CharField("thư điện tử", max_length=200, default="", blank=True, db_collation="C")
    email_proved = models.BooleanField("thư đã xác nhận", default=False)
    phone = models.CharField("điện thoại", max_length=20, default="", blank=True, db_collation="C")
    phone_proved = models.BooleanField("điện thoại đã xác nhận", default=False)
    id_type = models.CharField("loại giấy tờ", max_length=20, default="", blank=True)
    id_number = models.CharField("số giấy tờ", max_length=20, default="", blank=True)
    proved_number = models.CharField("số định danh đã xác thực", max_length=20, default="", blank=True, db_collation="C")
    password = models.CharField("mật khẩu đã băm", max_length=128)
    created_at = models.DateTimeField("tạo lúc", db_default=Now())

    class Meta:
        verbose_name = "công dân"
        verbose_name_plural = "công dân"
        indexes: ClassVar = [
            models.Index(fields=["email"], name="citizens_email"),
            models.Index(fields=["phone"], name="citizens_phone"),
            models.Index(fields=["id_number"], condition=~Q(id_number=""), name="citizens_typed_number"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["phone"], condition=Q(phone_proved=True), name="citizens_phone_once"),
            models.UniqueConstraint(fields=["email"], condition=Q(email_proved=True), name="citizens_email_once"),
            models.CheckConstraint(
                condition=(~Q(email="") | ~Q(phone="") | ~Q(proved_number="")) & ~Q(name=""), name="citizens_named_with_contact"
            ),
            models.UniqueConstraint(fields=["proved_number"], condition=~Q(proved_number=""), name="citizens_number_once"),
        ]


class SentCode(models.Model):
    """A one-time code on its way: which step it ends, and what that step will write.

    citizen_uid  whose account it opens, or will make.  digest  keyed hash of the code.
    waiting      what is written when the code is right: the whole account, or the new password's hash.
    """

    uid = models.UUIDField("định danh", default=new_uid, unique=True, editable=False)
    citizen_uid = models.UUIDField("công dân")
    purpose = models.CharField("để làm gì", max_length=10)
    channel = models.CharField("gửi bằng", max_length=10, default="email")
    address = models.CharField("gửi tới", max_length=200)
    digest = models.BinaryField("mã băm", max_length=32)
    waiting = models.JSONField("điều sẽ ghi", default=dict)
    tries = models.PositiveSmallIntegerField("số lần nhập", default=0)
    expires_at = models.DateTimeField("hết hạn lúc")
    used_at = models.DateTimeField("dùng lúc", null=True)

    class Meta:
        verbose_name = "mã một lần đã gửi"
        verbose_name_plural = "mã một lần đã gửi"
        indexes: ClassVar = [models.Index(fields=["expires_at"], name="citizens_code_expires")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(purpose__in=["register", "sign_in", "reset", "contact"]), name="citizens_code_purpose"
            ),
            models.CheckConstraint(condition=Q(channel__in=["email", "sms"]), name="citizens_code_channel"),
        ]


class Session(models.Model):
    """A browser in which a citizen signed in; only the digest of what its cookie holds is kept."""

    digest = models.BinaryField("mã băm của phiên", max_length=32, unique=True)
    citizen = models.ForeignKey(
        Citizen, models.CASCADE, to_field="uid", db_column="citizen_uid", related_name="+", verbose_name="công dân"
    )
    opened_at = models.DateTimeField("mở lúc")
    seen_at = models.DateTimeField("dùng gần nhất")

    class Meta:
        verbose_name = "phiên của công dân"
        verbose_name_plural = "phiên của công dân"
        indexes: ClassVar = [models.Index(fields=["seen_at"], name="citizens_session_seen")]
