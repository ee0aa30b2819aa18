"""Weeks of bodies, their entries, the editions that were published, conclusions with what they give to do, feeds."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lienthong.casework.agenda.rules.words import ENTRY_STATES, JOB_STATES, MOST, SESSIONS, WEEK_STATES
from lienthong.toolkit.identity import new_uid


class Week(models.Model):
    """A week of a body's calendar while its office works on it.

    keeper  the office that keeps it.   unit  whose name the body bears: its head approves.
    number  of the edition that was published last, 0 while none was.   note  why the leader gave it back, or it was closed.
    """

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    keeper = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", db_index=False, verbose_name="đơn vị giữ lịch")
    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name="đơn vị mang tên")
    body_key = models.CharField("cơ quan", max_length=40)
    system = models.CharField("hệ thống", max_length=10)
    name = models.CharField("tên cơ quan", max_length=200)
    monday = models.DateField("thứ Hai")
    state = models.CharField("tình trạng", max_length=10, default="draft")
    number = models.PositiveSmallIntegerField("số bản đã ban hành", default=0)
    submitted_at = models.DateTimeField("lúc trình", null=True)
    submitted_by = models.CharField("người trình", max_length=200, default="", blank=True)
    note = models.CharField("lý do trả lại", max_length=MOST["reason"], default="", blank=True)

    class Meta:
        verbose_name = "lịch tuần"
        verbose_name_plural = "lịch tuần"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["keeper", "body_key", "monday"], name="agenda_week_once"),
            models.CheckConstraint(condition=Q(state__in=list(WEEK_STATES)), name="agenda_week_state"),
            models.CheckConstraint(condition=Q(monday__iso_week_day=1), name="agenda_week_from_monday"),
            models.CheckConstraint(condition=~Q(state="published", number=0), name="agenda_published_with_number"),
            models.CheckConstraint(condition=~Q(state="closed", note=""), name="agenda_closed_with_reason"),
        ]


class Entry(models.Model):
    """Something that takes place, or that a unit asks for.

    people, units  [{uid, name}]: other leaders and units that come.   unit_name: who prepares it.
    letter_uid     the incoming document that asks for it; letter: how it is called.
    unit_id_from   unit that proposed it, None when the office wrote it.   key: of the page that asked.
    """

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    keeper = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", db_index=False, verbose_name="đơn vị giữ lịch")
    body_key = models.CharField("cơ quan", max_length=40)
    system = models.CharField("hệ thống", max_length=10)
    day = models.DateField("ngày")
    session = models.CharField("buổi", max_length=10)
    starts = models.TimeField("từ", null=True)
    ends = models.TimeField("đến", null=True)
    subject = models.CharField("nội dung", max_length=MOST["subject"])
    host_uid = models.UUIDField("mã người chủ trì", null=True)
    host = models.CharField("chủ trì", max_length=300, default="", blank=True)
    people = models.JSONField("lãnh đạo dự", default=list)
    units = models.JSONField("đơn vị dự", default=list)
    others = models.CharField("thành phần khác", max_length=MOST["others"], default="", blank=True)
    place = models.CharField("địa điểm", max_length=MOST["place"], default="", blank=True)
    folded_place = models.CharField("địa điểm để so", max_length=MOST["place"], default="", blank=True, db_collation="C")
    prepares_uid = models.UUIDField("mã đơn vị chuẩn bị", null=True)
    prepares = models.CharField("đơn vị chuẩn bị", max_length=200, default="", blank=True)
    note = models.CharField("xe, liên hệ", max_length=MOST["note"], default="", blank=True)
    private = models.BooleanField("riêng", default=False)
    shared = models.BooleanField("chia sẻ", default=False)
    letter_uid = models.UUIDField("văn bản", null=True)
    letter = models.CharField("tên văn bản", max_length=200, default="", blank=True)
    state = models.CharField("tình trạng", max_length=10)
    proposed_from = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", null=True, verbose_name="đơn vị đăng ký")
    key = models.UUIDField("khóa yêu cầu", null=True, unique=True)
    entered_at = models.DateTimeField("lúc ghi")
    entered_by = models.CharField("người ghi", max_length=200)
    decided_at = models.DateTimeField("lúc quyết định", null=True)
    decided_by = models.CharField("người quyết định", max_length=200, default="", blank=True)
    reason = models.CharField("lý do", max_length=MOST["reason"], default="", blank=True)

    class Meta:
        verbose_name = "mục lịch"
        verbose_name_plural = "mục lịch"
        indexes: ClassVar = [
            models.Index(fields=["keeper", "day"], name="agenda_entry_day"),
            models.Index(fields=["day"], condition=Q(state="accepted"), name="agenda_entry_taken"),
            models.Index(fields=["letter_uid"], condition=Q(letter_uid__isnull=False), name="agenda_entry_letter"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=list(ENTRY_STATES), session__in=list(SESSIONS)), name="agenda_words"),
            models.CheckConstraint(condition=~Q(subject=""), name="agenda_entry_says_something"),
            models.CheckConstraint(condition=~Q(private=True, shared=True), name="agenda_private_not_shared"),
            models.CheckConstraint(
                condition=~Q(state__in=["declined", "dropped"]) | ~Q(reason=""), name="agenda_refused_with_reason"
            ),
            models.CheckConstraint(
                condition=Q(ends=None) | Q(starts__isnull=False, ends__gt=models.F("starts")), name="agenda_hours_forward"
            ),
        ]


class Edition(models.Model):
    """A published week as one side reads it: written once, never changed.

    audience  state or party: whose staff reads it; of the other side it holds only what is shared.
    content   the entries, each with its mark and what stood there before.   clash_reason  why it was approved with clashes.
    """

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    keeper = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", db_index=False, verbose_name="đơn vị giữ lịch")
    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name="đơn vị mang tên")
    body_key = models.CharField("cơ quan", max_length=40)
    system = models.CharField("hệ thống", max_length=10)
    audience = models.CharField("bên đọc", max_length=10)
    name = models.CharField("tên cơ quan", max_length=200)
    monday = models.DateField("thứ Hai")
    number = models.PositiveSmallIntegerField("số bản")
    published_at = models.DateTimeField("lúc ban hành")
    published_by = models.CharField("người duyệt", max_length=200)
    published_title = models.CharField("chức vụ người duyệt", max_length=300, default="", blank=True)
    clash_reason = models.CharField("lý do duyệt khi trùng", max_length=MOST["reason"], default="", blank=True)
    content = models.JSONField("nội dung")

    class Meta:
        verbose_name = "bản lịch tuần đã ban hành"
        verbose_name_plural = "bản lịch tuần đã ban hành"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["keeper", "body_key", "monday", "number", "audience"], name="agenda_edition_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["monday"], name="agenda_edition_monday")]


class Seen(models.Model):
    """Somebody who is named in a change has seen it."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="seen", db_index=False, verbose_name="bản lịch")
    person_uid = models.UUIDField("người xem")
    at = models.DateTimeField("lúc xem")

    class Meta:
        verbose_name = "đã xem điều chỉnh"
        verbose_name_plural = "đã xem điều chỉnh"
        constraints: ClassVar = [models.UniqueConstraint(fields=["edition", "person_uid"], name="agenda_seen_once")]


class Conclusion(models.Model):
    """What was concluded at an entry."""

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="conclusions", verbose_name="mục lịch")
    keeper = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", db_index=False, verbose_name="đơn vị giữ lịch")
    text = models.TextField("kết luận", max_length=MOST["text"])
    key = models.UUIDField("khóa yêu cầu", null=True, unique=True)
    made_at = models.DateTimeField("lúc ghi")
    made_by = models.CharField("người ghi", max_length=200)

    class Meta:
        verbose_name = "kết luận"
        verbose_name_plural = "kết luận"


class Job(models.Model):
    """Something that a conclusion gives a unit, or a person of it, to do by a day; it stands in the one list of tasks.

    entry_subject, held_on  of the entry, for who reads the task and not the week.
    """

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    conclusion = models.ForeignKey(Conclusion, models.PROTECT, related_name="jobs", verbose_name="kết luận")
    keeper = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", db_index=False, verbose_name="đơn vị giữ lịch")
    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name="đơn vị làm")
    person_uid = models.UUIDField("mã người làm", null=True)
    person = models.CharField("người làm", max_length=200, default="", blank=True)
    code = models.CharField("số việc", max_length=30)
    what = models.CharField("việc giao", max_length=MOST["what"])
    body_name = models.CharField("cơ quan giao", max_length=200)
    entry_subject = models.CharField("mục lịch", max_length=MOST["subject"])
    held_on = models.DateField("ngày họp")
    due_on = models.DateField("hạn")
    state = models.CharField("tình trạng", max_length=10, default="open")
    answer = models.TextField("kết quả", max_length=MOST["answer"], default="", blank=True)
    closed_at = models.DateTimeField("lúc khép", null=True)
    closed_by = models.CharField("người khép", max_length=200, default="", blank=True)

    class Meta:
        verbose_name = "việc theo kết luận"
        verbose_name_plural = "việc theo kết luận"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=list(JOB_STATES)), name="agenda_job_state"),
            models.CheckConstraint(
                condition=Q(state="open", closed_at=None) | ~Q(state="open") & Q(closed_at__isnull=False) & ~Q(answer=""),
                name="agenda_job_closed_with_words",
            ),
        ]


class Feed(models.Model):
    """A private address under which a calendar program reads somebody's calendar; only a digest of its secret is kept.

    post_key  the post and capacity in which it reads (`accounts.CapacityChoice.key`).
    keeper, body_key  of one calendar; None and empty: what concerns the person.
    """

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    digest = models.CharField("vết băm", max_length=64, unique=True)
    account_id = models.BigIntegerField("tài khoản", db_index=True)
    post_key = models.CharField("chức vụ", max_length=100)
    keeper = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", null=True, verbose_name="đơn vị giữ lịch")
    body_key = models.CharField("cơ quan", max_length=40, default="", blank=True)
    name = models.CharField("tên", max_length=300)
    made_at = models.DateTimeField("lúc tạo")
    revoked_at = models.DateTimeField("lúc thu hồi", null=True)

    class Meta:
        verbose_name = "địa chỉ lịch"
        verbose_name_plural = "địa chỉ lịch"
