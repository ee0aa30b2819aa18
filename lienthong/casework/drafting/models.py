"""Drafts of documents, their versions, what is said of them, and who was asked about them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from lienthong.casework.drafting.rules.opinions import VERDICTS
from lienthong.casework.drafting.rules.places import SOURCES
from lienthong.casework.drafting.rules.words import MOST, STATES, TEMPLATE_STATES
from lienthong.toolkit.identity import new_uid


class Draft(models.Model):
    """A document that is being written, until it is issued or dropped.

    unit         who drafts it: its row-level security.   keeper: who keeps the registers of the body, sees it once submitted.
    body_key, system, symbol, body_name, parent_name  of the body in whose name it is, as when it was begun.
    versions     how many there are; its row is the lock under which the next one is written.
    subject      of the last version, for lists.   answers_uid, dossier_uid: what it answers or comes from.
    taken_by     who took it over by signed minutes; "": who began it has it.
    document_uid what it was issued as.   ended_at, ended_by, reason: when, by whom and why it was dropped.
    key          of the page that began it: sent twice, it is one draft.
    """

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", db_index=False, verbose_name="đơn vị soạn")
    keeper = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name="đơn vị giữ sổ")
    body_key = models.CharField("loại cơ quan", max_length=40)
    system = models.CharField("hệ thống", max_length=10)
    symbol = models.CharField("ký hiệu cơ quan", max_length=30)
    body_name = models.CharField("cơ quan ban hành", max_length=200)
    parent_name = models.CharField("cơ quan cấp trên", max_length=200, default="", blank=True)
    type_key = models.CharField("loại", max_length=40)
    subject = models.TextField("trích yếu", max_length=MOST["subject"], default="", blank=True)
    versions = models.PositiveIntegerField("số bản", default=0)
    answers_uid = models.UUIDField("trả lời văn bản", null=True)
    dossier_uid = models.UUIDField("từ hồ sơ", null=True)
    document_uid = models.UUIDField("văn bản đã ban hành", null=True)
    state = models.CharField("tình trạng", max_length=10, default="open")
    key = models.UUIDField("khóa yêu cầu", unique=True)
    begun_at = models.DateTimeField("lúc bắt đầu")
    begun_by = models.CharField("người bắt đầu", max_length=200)
    begun_by_uid = models.UUIDField("mã người bắt đầu")
    taken_by = models.CharField("người nhận bàn giao", max_length=200, default="", blank=True)
    taken_by_uid = models.UUIDField("mã người nhận bàn giao", null=True)
    changed_at = models.DateTimeField("lúc sửa cuối")
    changed_by = models.CharField("người sửa cuối", max_length=200)
    ended_at = models.DateTimeField("lúc kết thúc", null=True)
    ended_by = models.CharField("người kết thúc", max_length=200, default="", blank=True)
    reason = models.CharField("lý do bỏ", max_length=MOST["reason"], default="", blank=True)

    class Meta:
        verbose_name = "dự thảo văn bản"
        verbose_name_plural = "dự thảo văn bản"
        indexes: ClassVar = [
            models.Index(fields=["unit", "-changed_at", "-id"], name="drafting_changed"),
            models.Index(fields=["unit"], condition=Q(state__in=["open", "submitted"]), name="drafting_running"),
            models.Index(fields=["answers_uid"], condition=Q(answers_uid__isnull=False), name="drafting_answers"),
            models.Index(fields=["document_uid"], condition=Q(document_uid__isnull=False), name="drafting_document"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=list(STATES), system__in=["state", "party"]), name="drafting_known_words"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "submitted"], ended_at=None, document_uid=None, reason="")
                | Q(state="issued", ended_at__isnull=False, document_uid__isnull=False, reason="")
                | Q(state="dropped", ended_at__isnull=False, document_uid=None) & ~Q(reason=""),
                name="drafting_ended_as_it_says",
            ),
        ]


class Version(models.Model):
    """What a draft said when it was saved; never changed.

    content   `rules.content.Content.as_json`.   file_uid, file_name: the .docx that it was read from.
    """

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    draft = models.ForeignKey(Draft, models.PROTECT, related_name="texts", db_index=False, verbose_name="dự thảo")
    number = models.PositiveIntegerField("bản số")
    content = models.JSONField("nội dung")
    file_uid = models.UUIDField("tệp", null=True)
    file_name = models.CharField("tên tệp", max_length=255, default="", blank=True)
    made_at = models.DateTimeField("lúc lưu")
    made_by = models.CharField("người lưu", max_length=200)
    made_by_uid = models.UUIDField("mã người lưu")

    class Meta:
        verbose_name = "bản của dự thảo"
        verbose_name_plural = "bản của dự thảo"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draft", "number"], name="drafting_version_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="drafting_version_from_one"),
        ]


class Comment(models.Model):
    """What somebody said of a version: its words stay; it is answered and settled once.

    quote  the part of the text that is meant, "" for the whole.
    """

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    draft = models.ForeignKey(Draft, models.PROTECT, related_name="comments", verbose_name="dự thảo")
    version = models.ForeignKey(Version, models.PROTECT, related_name="comments", verbose_name="bản")
    quote = models.CharField("đoạn", max_length=300, default="", blank=True)
    words = models.TextField("góp ý", max_length=MOST["comment"])
    said_at = models.DateTimeField("lúc góp ý")
    said_by = models.CharField("người góp ý", max_length=200)
    said_by_uid = models.UUIDField("mã người góp ý")
    said_unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name="đơn vị góp ý")
    answer = models.TextField("trả lời", max_length=MOST["comment"], default="", blank=True)
    settled_at = models.DateTimeField("lúc khép", null=True)
    settled_by = models.CharField("người khép", max_length=200, default="", blank=True)
    key = models.UUIDField("khóa yêu cầu", unique=True)

    class Meta:
        verbose_name = "góp ý"
        verbose_name_plural = "góp ý"
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(words=""), name="drafting_comment_says_something"),
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by="", answer="") | Q(settled_at__isnull=False) & ~Q(settled_by=""),
                name="drafting_comment_settled",
            ),
        ]


class Opinion(models.Model):
    """A unit, or one person of it, that was asked about a draft by a day, and what was answered.

    person_uid, person_name  who was asked by name; None and "" when the unit was, for which its head answers.
    token    of its task.   verdict: agree, change, against; "" while it waits.   withdrawn_at: nobody waits for it any more.
    """

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    draft = models.ForeignKey(Draft, models.PROTECT, related_name="opinions", verbose_name="dự thảo")
    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name="đơn vị được hỏi")
    person_uid = models.UUIDField("mã người được hỏi", null=True)
    person_name = models.CharField("người được hỏi", max_length=200, default="", blank=True)
    token = models.PositiveIntegerField("thứ tự")
    version = models.ForeignKey(Version, models.PROTECT, related_name="opinions", verbose_name="bản được hỏi")
    due_on = models.DateField("hạn góp ý")
    asked_at = models.DateTimeField("lúc hỏi")
    asked_by = models.CharField("người hỏi", max_length=200)
    verdict = models.CharField("ý kiến", max_length=10, default="", blank=True)
    words = models.TextField("nội dung ý kiến", max_length=MOST["opinion"], default="", blank=True)
    given_at = models.DateTimeField("lúc cho ý kiến", null=True)
    given_by = models.CharField("người cho ý kiến", max_length=200, default="", blank=True)
    withdrawn_at = models.DateTimeField("lúc thôi hỏi", null=True)

    class Meta:
        verbose_name = "ý kiến phối hợp"
        verbose_name_plural = "ý kiến phối hợp"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draft", "token"], name="drafting_opinion_token"),
            models.UniqueConstraint(
                fields=["draft", "unit"],
                condition=Q(given_at=None, withdrawn_at=None, person_uid=None),
                name="drafting_asked_once",
            ),
            models.UniqueConstraint(
                fields=["draft", "unit", "person_uid"],
                condition=Q(given_at=None, withdrawn_at=None, person_uid__isnull=False),
                name="drafting_person_asked_once",
            ),
            models.CheckConstraint(
                condition=Q(person_uid=None, person_name="") | Q(person_uid__isnull=False) & ~Q(person_name=""),
                name="drafting_opinion_person",
            ),
            models.CheckConstraint(
                condition=Q(verdict="", given_at=None, given_by="", words="")
                | Q(verdict__in=list(VERDICTS), given_at__gte=F("asked_at"), withdrawn_at=None) & ~Q(given_by=""),
                name="drafting_opinion_given",
            ),
        ]


class OfficeTemplate(models.Model):
    """A version of a template that an office wrote: drafts begin with it in `[since, until)`.

    template_uid  of the template whose versions are numbered.   system: state or party.   source: key of SOURCES.
    content   `rules.content.Content.as_json` with places.   file_uid: the .docx it is, of one that was uploaded.
    shared    for every unit that drafts for the body whose registers the unit keeps.
    since     set by publishing and never changed; one withdrawn before it began has an empty period.
    """

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    template_uid = models.UUIDField("mã của mẫu")
    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name="đơn vị")
    number = models.PositiveIntegerField("bản số")
    system = models.CharField("hệ thống", max_length=10)
    name = models.CharField("tên mẫu", max_length=150)
    source = models.CharField("dùng khi", max_length=10)
    type_key = models.CharField("loại", max_length=40)
    content = models.JSONField("nội dung")
    file_uid = models.UUIDField("tệp", null=True)
    file_name = models.CharField("tên tệp", max_length=255, default="", blank=True)
    note = models.CharField("sửa gì", max_length=300, default="", blank=True)
    state = models.CharField("tình trạng", max_length=10, default="draft")
    since = models.DateField("từ ngày", null=True)
    until = models.DateField("đến trước ngày", null=True)
    shared = models.BooleanField("dùng chung", default=False)
    writer_uid = models.UUIDField("mã người soạn")
    writer_name = models.CharField("người soạn", max_length=200)
    written_at = models.DateTimeField("soạn lúc")
    publisher_uid = models.UUIDField("mã người ban hành", null=True)
    publisher_name = models.CharField("người ban hành", max_length=200, default="", blank=True)
    published_at = models.DateTimeField("ban hành lúc", null=True)
    withdrawn_by = models.CharField("người thu hồi", max_length=200, default="", blank=True)
    withdrawn_at = models.DateTimeField("thu hồi lúc", null=True)
    withdraw_reason = models.CharField("lý do thu hồi", max_length=MOST["reason"], default="", blank=True)

    class Meta:
        verbose_name = "mẫu văn bản của cơ quan"
        verbose_name_plural = "mẫu văn bản của cơ quan"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["template_uid", "number"], name="drafting_template_number"),
            models.CheckConstraint(
                condition=Q(source__in=list(SOURCES), state__in=list(TEMPLATE_STATES), system__in=["state", "party"]),
                name="drafting_template_words",
            ),
            models.CheckConstraint(
                condition=Q(publisher_uid=None) | ~Q(publisher_uid=F("writer_uid")), name="drafting_template_four_eyes"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(since__isnull=False, until__gte=F("since")), name="drafting_template_forwards"
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(since__isnull=False, published_at__isnull=False),
                name="drafting_template_published",
            ),
            models.CheckConstraint(condition=Q(withdrawn_at=None) | ~Q(withdraw_reason=""), name="drafting_template_reason"),
        ]
