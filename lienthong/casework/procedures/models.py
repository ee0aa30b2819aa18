"""Tables of the procedures: the catalogue, and the versions that carry what a procedure says for a period."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from lienthong.casework.procedures.rules.vocabulary import KINDS, LEVELS
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.vietnamese import fold, nfc, sort_key, tokens


class State(models.TextChoices):
    """The life of a version: drafted, under review, approved, published; or taken back."""

    DRAFT = "draft", "bản soạn"
    IN_REVIEW = "in_review", "đang soát xét"
    APPROVED = "approved", "đã duyệt"
    PUBLISHED = "published", "đã ban hành"
    WITHDRAWN = "withdrawn", "đã thu hồi"


class Origin(models.TextChoices):
    """Where a version came from: the reviewed library of the product, an upload, a record of the national portal."""

    LIBRARY = "library", "thư viện kèm sản phẩm"
    UPLOAD = "upload", "tải lên"
    PORTAL = "portal", "Cổng dịch vụ công"


class Procedure(models.Model):
    """A procedure of the national catalogue.  Name, field and level are those of its newest version, in force or not.

    words   folded words of name, field and code, each with a space before it: a word begins where a space ends.
    """

    uid = models.UUIDField("định danh", default=new_uid, unique=True, editable=False)
    national_code = models.CharField("mã thủ tục", max_length=10, unique=True)
    name = models.CharField("tên", max_length=1000)
    folded = models.CharField("tên để tìm", max_length=1000, editable=False, db_collation="C")
    words = models.TextField("các từ để tìm", editable=False, db_collation="C")
    sort_key = models.TextField("khóa xếp", editable=False, db_collation="C")
    field = models.CharField("lĩnh vực", max_length=200)
    level = models.CharField("cấp giải quyết", max_length=10, choices=[(level, level) for level in LEVELS])
    kind = models.CharField("loại", max_length=10, choices=[(kind, kind) for kind in KINDS])
    interlinked = models.BooleanField("liên thông", default=False)

    class Meta:
        verbose_name = "thủ tục hành chính"
        verbose_name_plural = "thủ tục hành chính"
        ordering = ["field", "sort_key", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(national_code__regex=r"^[1-9]\.\d{6}$"), name="procedures_code_form"),
            models.CheckConstraint(condition=Q(level__in=LEVELS), name="procedures_level"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="procedures_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.national_code} {self.name}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the derived search columns."""
        self.derive()
        super().save(*args, **kwargs)

    def derive(self) -> None:
        """Fill the search columns; `save` does it by itself, a bulk load must ask."""
        self.name = nfc(self.name)
        self.folded, self.sort_key = fold(self.name), sort_key(self.name)
        code = self.national_code
        self.words = "".join(f" {word}" for word in [*tokens(f"{self.name} {self.field}"), code, code[2:], code[2:].lstrip("0")])


class ProcedureVersion(models.Model):
    """What a procedure says during [since, until), as a controlled document with its own code and issue number.

    definition  the stored form (rules.stored_form); digest = SHA-256 of its canonical bytes.
    drafter, reviewer, approver   uids of the people who acted here; the *_by texts are what the document itself says.
    """

    uid = models.UUIDField("định danh", default=new_uid, unique=True, editable=False)
    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="versions", verbose_name="thủ tục hành chính")
    number = models.PositiveIntegerField("phiên bản")
    document_code = models.CharField("mã tài liệu", max_length=60)
    issue_number = models.PositiveIntegerField("lần ban hành")
    drafted_by = models.CharField("đơn vị soạn", max_length=200, blank=True)
    reviewed_by = models.CharField("đơn vị soát xét", max_length=200, blank=True)
    approved_by = models.CharField("người phê duyệt", max_length=200, blank=True)
    drafter = models.UUIDField("người soạn", null=True, blank=True)
    reviewer = models.UUIDField("người soát xét", null=True, blank=True)
    approver = models.UUIDField("người duyệt", null=True, blank=True)
    drafted_at = models.DateTimeField("soạn lúc")
    published_at = models.DateTimeField("ban hành lúc", null=True, blank=True)
    since = models.DateField("từ ngày")
    until = models.DateField("đến trước ngày", null=True, blank=True)
    state = models.CharField("trạng thái", max_length=10, choices=State.choices, default=State.DRAFT)
    origin = models.CharField("nguồn", max_length=10, choices=Origin.choices, default=Origin.UPLOAD)
    unverified = models.BooleanField("chưa kiểm chứng", default=True)
    level = models.CharField("cấp giải quyết", max_length=10, choices=[(level, level) for level in LEVELS])
    channels = ArrayField(models.CharField(max_length=10), verbose_name="kênh tiếp nhận", default=list)
    digest = models.CharField("mã băm nội dung", max_length=64)
    definition = models.JSONField("nội dung")
    source_text = models.TextField("tệp nguồn")

    class Meta:
        verbose_name = "phiên bản thủ tục"
        verbose_name_plural = "phiên bản thủ tục"
        ordering = ["procedure", "number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["procedure", "number"], name="procedures_version_number"),
            models.UniqueConstraint(fields=["document_code", "issue_number"], name="procedures_version_document"),
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="procedures_version_forwards"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="procedures_version_state"),
            models.CheckConstraint(condition=Q(origin__in=Origin.values), name="procedures_version_origin"),
            models.CheckConstraint(condition=Q(level__in=LEVELS), name="procedures_version_level"),
            models.CheckConstraint(condition=Q(digest__regex=r"^[0-9a-f]{64}$"), name="procedures_version_digest"),
            models.CheckConstraint(condition=Q(number__gte=1, issue_number__gte=1), name="procedures_version_counts"),
            models.CheckConstraint(
                condition=Q(approver__isnull=True) | (~Q(approver=F("drafter")) & ~Q(reviewer=F("drafter"))),
                name="procedures_version_four_eyes",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "published"]) | Q(approver__isnull=False) | Q(origin="library"),
                name="procedures_version_approved",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False), name="procedures_version_published"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_code} lần {self.issue_number}"
