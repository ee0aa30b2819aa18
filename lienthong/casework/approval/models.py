"""Rounds of approval and the stands of their chains; papers that are sealed beside them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lienthong.casework.approval.rules.words import MOST, OPEN, REGISTERS, ROLES, SEALED, STAND_STATES, STATES, WAYS
from lienthong.toolkit.identity import new_uid


class Round(models.Model):
    """One version of a draft on its way through its chain: looked at, signed in order, numbered and sealed, or given back.

    number       of the round among those of its draft.
    unit         who drafts.   keeper: whose records clerk issues.   body_unit: whose seal it gets.   body_key: of the body.
    register     of the body in which it takes its number: out or internal.
    file_uid, sha256          the paper as it was submitted, with its empty fields: what every signature stands on.
    now_file_uid, now_sha256  the same with the signatures so far.
    reason       why it was given back or withdrawn.   document_uid, label: what it was issued as.
    attested_at  when the scan of a paper was attested.   key: of the page that submitted it: sent twice, it is one round.
    """

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    draft_uid = models.UUIDField("dự thảo")
    version_uid = models.UUIDField("bản")
    version_number = models.PositiveIntegerField("bản số")
    number = models.PositiveIntegerField("lần trình")
    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", db_index=False, verbose_name="đơn vị soạn")
    keeper = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", db_index=False, verbose_name="đơn vị giữ sổ")
    body_unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", db_index=False, verbose_name="cơ quan ban hành")
    body_key = models.CharField("loại cơ quan", max_length=40)
    body_name = models.CharField("tên cơ quan", max_length=200)
    system = models.CharField("hệ thống", max_length=10)
    type_key = models.CharField("loại", max_length=40)
    type_name = models.CharField("tên loại", max_length=100)
    subject = models.TextField("trích yếu")
    way = models.CharField("cách ký", max_length=10, default="digital")
    register = models.CharField("sổ", max_length=10, default="out")
    state = models.CharField("tình trạng", max_length=10, default="running")
    file_uid = models.UUIDField("tệp trình")
    sha256 = models.CharField("mã băm tệp trình", max_length=64, db_collation="C")
    now_file_uid = models.UUIDField("tệp hiện tại")
    now_sha256 = models.CharField("mã băm tệp hiện tại", max_length=64, db_collation="C")
    submitted_at = models.DateTimeField("lúc trình")
    submitted_by = models.CharField("người trình", max_length=200)
    submitted_by_uid = models.UUIDField("mã người trình")
    signed_at = models.DateTimeField("lúc ký xong", null=True)
    issue_by = models.DateTimeField("hạn phát hành", null=True)
    ended_at = models.DateTimeField("lúc kết thúc", null=True)
    ended_by = models.CharField("người kết thúc", max_length=200, default="", blank=True)
    reason = models.CharField("lý do", max_length=MOST["reason"], default="", blank=True)
    document_uid = models.UUIDField("văn bản", null=True)
    label = models.CharField("số, ký hiệu", max_length=80, default="", blank=True)
    attested_at = models.DateTimeField("lúc số hóa", null=True)
    key = models.UUIDField("khóa yêu cầu", unique=True)

    class Meta:
        verbose_name = "lần trình ký"
        verbose_name_plural = "lần trình ký"
        indexes: ClassVar = [
            models.Index(fields=["unit", "-id"], name="approval_of_unit"),
            models.Index(fields=["keeper"], condition=Q(state__in=OPEN), name="approval_running"),
            models.Index(fields=["document_uid"], condition=Q(document_uid__isnull=False), name="approval_document"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draft_uid", "number"], name="approval_round_number"),
            models.UniqueConstraint(fields=["draft_uid"], condition=Q(state__in=OPEN), name="approval_one_round_runs"),
            models.CheckConstraint(
                condition=Q(state__in=list(STATES), way__in=list(WAYS), system__in=["state", "party"]),
                name="approval_known_words",
            ),
            models.CheckConstraint(condition=Q(register__in=list(REGISTERS)), name="approval_known_register"),
            models.CheckConstraint(
                condition=Q(state="running", signed_at=None, ended_at=None, document_uid=None)
                | Q(state="signed", signed_at__isnull=False, issue_by__isnull=False, ended_at=None, document_uid=None)
                | Q(state="issued", signed_at__isnull=False, ended_at__isnull=False, document_uid__isnull=False)
                | Q(state="returned", ended_at__isnull=False, document_uid=None) & ~Q(reason="")
                | Q(state="withdrawn", signed_at=None, ended_at__isnull=False, document_uid=None),
                name="approval_state_as_it_says",
            ),
        ]


class Stand(models.Model):
    """One place of a round's chain: what is done there, by the head of which unit (the last: by its records clerk), and what was.

    acted_title  as it was signed: «KT. Chủ tịch …».   sha256: of the file that was looked at, or that the signature made.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="stands", db_index=False, verbose_name="lần trình")
    place = models.PositiveSmallIntegerField("thứ tự")
    role = models.CharField("việc", max_length=10)
    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name="đơn vị")
    state = models.CharField("tình trạng", max_length=10, default="waiting")
    opened_at = models.DateTimeField("đến lượt lúc", null=True)
    acted_at = models.DateTimeField("lúc làm", null=True)
    acted_by = models.CharField("người làm", max_length=200, default="", blank=True)
    acted_by_uid = models.UUIDField("mã người làm", null=True)
    acted_title = models.CharField("chức vụ", max_length=300, default="", blank=True)
    note = models.CharField("ý kiến", max_length=MOST["note"], default="", blank=True)
    sha256 = models.CharField("mã băm", max_length=64, default="", blank=True, db_collation="C")

    class Meta:
        verbose_name = "bước trình ký"
        verbose_name_plural = "bước trình ký"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "place"], name="approval_stand_place"),
            models.UniqueConstraint(fields=["round"], condition=Q(state="open"), name="approval_one_stand_open"),
            models.CheckConstraint(
                condition=Q(role__in=list(ROLES), state__in=list(STAND_STATES), place__gte=1), name="approval_stand_words"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["done", "returned"], acted_at__isnull=False) & ~Q(acted_by="") & ~Q(sha256="")
                | Q(state__in=["waiting", "open", "dropped"], acted_at=None, acted_by="", sha256=""),
                name="approval_stand_acted",
            ),
        ]


class Sealed(models.Model):
    """A paper sealed beside the rounds: the minutes of a closing, a certified copy, the scan of a document issued on paper.

    object_uid  of the register, or of the document.   keeper: whose clerk keeps it.
    way         digital: signed by the key of a person, then sealed; paper: a scan of what was signed by hand, sealed.
    digest      of a closing: that of the lines, as the minutes say it.
    replaced_*  when another file took its place, by whom and why; the first one stays in the ledger by its sum.
    """

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    kind = models.CharField("loại", max_length=10)
    object_uid = models.UUIDField("của")
    keeper = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name="đơn vị giữ sổ")
    way = models.CharField("cách ký", max_length=10)
    file_uid = models.UUIDField("tệp")
    sha256 = models.CharField("mã băm tệp", max_length=64, db_collation="C")
    digest = models.CharField("mã băm các dòng", max_length=64, default="", blank=True, db_collation="C")
    sealed_at = models.DateTimeField("lúc ký")
    sealed_by = models.CharField("người ký hoặc số hóa", max_length=200)
    sealed_by_uid = models.UUIDField("mã người ký")
    sealed_title = models.CharField("chức vụ", max_length=300)
    reason = models.CharField("lý do thay", max_length=MOST["reason"], default="", blank=True)
    replaced_at = models.DateTimeField("được thay lúc", null=True)

    class Meta:
        verbose_name = "bản đóng dấu"
        verbose_name_plural = "bản đóng dấu"
        indexes: ClassVar = [models.Index(fields=["sha256"], name="approval_sealed_content")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["object_uid"], condition=Q(replaced_at=None), name="approval_one_is_sealed"),
            models.CheckConstraint(condition=Q(kind__in=list(SEALED), way__in=list(WAYS)), name="approval_sealed_words"),
            models.CheckConstraint(
                condition=Q(kind="closing") & ~Q(digest="") | ~Q(kind="closing") & Q(digest=""), name="approval_sealed_digest"
            ),
        ]
