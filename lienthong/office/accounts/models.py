"""Tables of the accounts app: who signs in, tokens of machines, slow-down buckets, spent codes, forms kept for a moment."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from lienthong.office.accounts.rules import bare_username
from lienthong.toolkit.identity import new_uid


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts; they are made by the service `create_account` alone."""

    def get_by_natural_key(self, username: str | None) -> Account:
        """Return the account with that name, however it is cased or composed."""
        return self.get(username=bare_username(username or ""))


class Account(AbstractBaseUser):
    """Somebody who may sign in.  Rights come from the posts that the person holds, never from the account.

    handed_at  when somebody else set the password and handed it over (real instant); None once the owner has chosen one.
    """

    uid = models.UUIDField("định danh", default=new_uid, unique=True, editable=False)
    username = models.CharField("tên đăng nhập", max_length=60, unique=True, db_collation="C")
    email = models.EmailField("thư điện tử", blank=True, default="")
    person = models.ForeignKey("org.Person", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người")
    is_active = models.BooleanField("đang dùng", default=True)
    created_at = models.DateTimeField("tạo lúc", db_default=Now())
    handed_at = models.DateTimeField("mật khẩu được cấp lúc", null=True, blank=True)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "tài khoản"
        verbose_name_plural = "tài khoản"
        ordering = ["username"]
        constraints = [
            models.CheckConstraint(condition=Q(username__regex=r"^[a-z0-9][a-z0-9._-]{2,59}$"), name="accounts_account_username"),
        ]


class ApiToken(models.Model):
    """Lets a program act as a person in one duty at one unit; only the digest of the token is kept."""

    uid = models.UUIDField("định danh", default=new_uid, unique=True, editable=False)
    name = models.CharField("tên", max_length=100)
    digest = models.BinaryField("mã băm SHA-256", max_length=32, unique=True)
    hint = models.CharField("bốn ký tự cuối", max_length=4)
    account = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="tokens")
    person = models.ForeignKey("org.Person", models.PROTECT, related_name="+", verbose_name="người chịu trách nhiệm")
    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name="đơn vị")
    duty = models.CharField("nhiệm vụ", max_length=40)
    created_at = models.DateTimeField("tạo lúc")
    expires_at = models.DateTimeField("hết hạn lúc")
    revoked_at = models.DateTimeField("thu hồi lúc", null=True, blank=True)

    class Meta:
        verbose_name = "mã truy cập API"
        verbose_name_plural = "mã truy cập API"
        ordering = ["-created_at", "pk"]
        constraints = [models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="accounts_apitoken_forwards")]


class Bucket(models.Model):
    """How many attempts are left for one account, one source, or everybody; refilled as time passes."""

    key = models.BinaryField("khóa băm", max_length=32, primary_key=True)
    tokens = models.FloatField("số lần còn lại")
    at = models.DateTimeField("tính đến lúc")

    class Meta:
        verbose_name = "bình đếm lần thử"
        verbose_name_plural = "bình đếm lần thử"


class SpentCode(models.Model):
    """The newest code of one authenticator app that was taken: no code of that time step or before is taken again.

    One row for all web processes, so a code that somebody looked over is worth nothing anywhere (RFC 6238, 5.2).
    key   digest of the app's secret: 160 random bits, so it tells nothing; a new secret begins anew.
    step  time step of the code: Unix seconds divided by the length of a step.
    """

    key = models.BinaryField("khóa băm", max_length=32, primary_key=True)
    step = models.BigIntegerField("bước thời gian")
    at = models.DateTimeField("dùng lúc")

    class Meta:
        verbose_name = "mã xác thực đã dùng"
        verbose_name_plural = "mã xác thực đã dùng"


class KeptForm(models.Model):
    """What somebody had typed when the session ended: sealed with the token that only the browser holds."""

    digest = models.BinaryField("mã băm của mã giữ", max_length=32, primary_key=True)
    account = models.ForeignKey(Account, models.CASCADE, null=True, blank=True, related_name="+")
    sealed = models.BinaryField("dữ liệu đã mã hóa")
    kept_at = models.DateTimeField("giữ lúc")
    expires_at = models.DateTimeField("xóa sau")

    class Meta:
        verbose_name = "biểu mẫu đang giữ"
        verbose_name_plural = "biểu mẫu đang giữ"
        indexes = [models.Index(fields=["expires_at"], name="accounts_keptform_expires")]
