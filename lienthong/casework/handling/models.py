"""A letter under handling, the parts of those who handle it, and what was said on the way."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lienthong.casework.handling.rules.words import DECISIONS, ENDED, MOST, MOVES, PART_STATES, ROLES, STATES
from lienthong.toolkit.identity import new_uid


class Letter(models.Model):
    """An incoming document on its way through those who handle it; the document itself stays in its register.

    keeper       whose register it stands in.   leader_*  to whom it was presented, who writes the instruction.
    instruction  as it stands now; each one is kept as a move.   due_at  of who leads now.
    closing      how it ended: what was done, or why it is for the file only.   answer  the document that answers it.
    last_token   the last number given to a part: numbers of tasks in the task list.
    came_from    the unit of the leader that ended, whose unit's heir the leader's unit is; None: as it was presented.
    """

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    document = models.OneToOneField("documents.Document", models.PROTECT, related_name="+", verbose_name="văn bản")
    keeper = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name="đơn vị giữ sổ")
    system = models.CharField("hệ thống", max_length=10)
    leader_unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", null=True, verbose_name="đơn vị của lãnh đạo")
    leader_uid = models.UUIDField("lãnh đạo", null=True)
    leader_name = models.CharField("tên lãnh đạo", max_length=200, default="", blank=True)
    state = models.CharField("tình trạng", max_length=10, default="presented")
    instruction = models.TextField("ý kiến chỉ đạo", max_length=MOST["instruction"], default="", blank=True)
    presented_at = models.DateTimeField("lúc trình")
    presented_by = models.CharField("người trình", max_length=200)
    instructed_at = models.DateTimeField("lúc bút phê", null=True)
    taken_at = models.DateTimeField("lúc bắt đầu xử lý", null=True)
    due_at = models.DateTimeField("hạn giải quyết", null=True)
    closed_at = models.DateTimeField("lúc kết thúc", null=True)
    closed_by = models.CharField("người kết thúc", max_length=200, default="", blank=True)
    closing = models.TextField("kết quả", max_length=MOST["words"], default="", blank=True)
    answer = models.ForeignKey("documents.Document", models.PROTECT, related_name="+", null=True, verbose_name="văn bản trả lời")
    last_token = models.PositiveIntegerField("số phần việc cuối", default=0)
    came_from = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", null=True, verbose_name="tiếp nhận từ")

    class Meta:
        verbose_name = "văn bản đang xử lý"
        verbose_name_plural = "văn bản đang xử lý"
        indexes: ClassVar = [
            models.Index(fields=["keeper", "-id"], name="handling_letter_keeper"),
            models.Index(fields=["state", "due_at"], condition=Q(closed_at=None), name="handling_letter_open"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=list(STATES)), name="handling_letter_state"),
            models.CheckConstraint(condition=Q(system__in=["state", "party"]), name="handling_letter_system"),
            models.CheckConstraint(
                condition=Q(state__in=ENDED, closed_at__isnull=False) & ~Q(closed_by="")
                | ~Q(state__in=ENDED) & Q(closed_at=None, closed_by=""),
                name="handling_letter_ended_once",
            ),
            models.CheckConstraint(condition=~Q(state="filed") | ~Q(closing=""), name="handling_letter_filed_with_reason"),
            models.CheckConstraint(
                condition=Q(state="filed") | Q(leader_unit__isnull=False, leader_uid__isnull=False),
                name="handling_letter_has_a_leader",
            ),
        ]


class Part(models.Model):
    """What one unit, or one person of a unit, has to do with a letter.

    parent      whose part was passed down; None: named by the leader's instruction.
    person_uid  None: whoever leads the unit.   side  in which capacity it is done: state or party.
    due_at      None for what is only to be read.   first_due_at  the one before it was extended.
    answer, files  what was answered: words, and files of the letter.   reason  why it was given back, waived or withdrawn.
    came_from   the unit to which it was given, when that one ended and this one took it over.
    """

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    letter = models.ForeignKey(Letter, models.PROTECT, related_name="parts", verbose_name="văn bản")
    parent = models.ForeignKey("self", models.PROTECT, related_name="children", null=True, verbose_name="giao tiếp từ")
    role = models.CharField("vai", max_length=10)
    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name="đơn vị")
    side = models.CharField("tư cách", max_length=10)
    person_uid = models.UUIDField("người xử lý", null=True)
    person_name = models.CharField("tên người xử lý", max_length=200, default="", blank=True)
    token = models.PositiveIntegerField("số phần việc")
    words = models.TextField("việc được giao", max_length=MOST["words"], default="", blank=True)
    due_at = models.DateTimeField("hạn", null=True)
    first_due_at = models.DateTimeField("hạn ban đầu", null=True)
    state = models.CharField("tình trạng", max_length=10, default="open")
    given_at = models.DateTimeField("lúc giao")
    given_by = models.CharField("người giao", max_length=200)
    taken_at = models.DateTimeField("lúc nhận", null=True)
    closed_at = models.DateTimeField("lúc xong", null=True)
    closed_by = models.CharField("người làm xong", max_length=200, default="", blank=True)
    answer = models.TextField("trả lời", max_length=MOST["words"], default="", blank=True)
    files = models.JSONField("tệp kèm trả lời", default=list)
    reason = models.CharField("lý do", max_length=MOST["reason"], default="", blank=True)
    came_from = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", null=True, verbose_name="tiếp nhận từ")

    class Meta:
        verbose_name = "phần việc của văn bản"
        verbose_name_plural = "phần việc của văn bản"
        indexes: ClassVar = [
            models.Index(fields=["unit", "due_at"], condition=Q(closed_at=None), name="handling_part_open"),
            models.Index(fields=["unit", "given_at"], name="handling_part_given"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["letter", "token"], name="handling_part_token"),
            models.UniqueConstraint(
                fields=["letter"], condition=Q(role="lead", parent=None, state__in=["open", "done"]),
                name="handling_part_one_lead",
            ),
            models.CheckConstraint(condition=Q(role__in=list(ROLES), state__in=list(PART_STATES)), name="handling_part_words"),
            models.CheckConstraint(condition=Q(side__in=["state", "party"]), name="handling_part_side"),
            models.CheckConstraint(
                condition=Q(role="info", due_at=None) | ~Q(role="info") & Q(due_at__isnull=False), name="handling_part_due"
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_at=None, closed_by="")
                | ~Q(state="open") & Q(closed_at__isnull=False) & ~Q(closed_by=""),
                name="handling_part_closed_once",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["waived", "returned", "withdrawn"]) | ~Q(reason=""), name="handling_part_with_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(role="info") | ~Q(answer=""), name="handling_part_done_with_an_answer"
            ),
        ]  # fmt: skip

    @property
    def name(self) -> str:
        """Return who has it: the person and the unit, or the unit alone."""
        return f"{self.person_name}, {self.unit.name}" if self.person_name else self.unit.name


class Move(models.Model):
    """What was said on the way: an instruction of the leader, a reminder, a request for more time, that a late part rose,
    that the letter became a dossier.

    part  None: of the whole letter.   asked  until when more time was asked for.   decision  "", granted, refused.
    level, due_at, whom  of a part that rose: which rung, for which day, to whom.
    """

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    letter = models.ForeignKey(Letter, models.PROTECT, related_name="moves", verbose_name="văn bản")
    part = models.ForeignKey(Part, models.PROTECT, related_name="moves", null=True, verbose_name="phần việc")
    kind = models.CharField("việc", max_length=10)
    at = models.DateTimeField("lúc")
    by = models.CharField("người", max_length=200)
    words = models.TextField("nội dung", max_length=MOST["instruction"], default="", blank=True)
    asked = models.DateTimeField("xin gia hạn đến", null=True)
    decision = models.CharField("quyết định", max_length=10, default="", blank=True)
    decided_at = models.DateTimeField("lúc quyết định", null=True)
    decided_by = models.CharField("người quyết định", max_length=200, default="", blank=True)
    decided_words = models.CharField("ý kiến quyết định", max_length=MOST["reason"], default="", blank=True)
    level = models.PositiveSmallIntegerField("bậc báo lên", null=True)
    due_at = models.DateTimeField("hạn khi báo lên", null=True)
    whom = models.CharField("báo lên ai", max_length=400, default="", blank=True)

    class Meta:
        verbose_name = "diễn biến xử lý văn bản"
        verbose_name_plural = "diễn biến xử lý văn bản"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=list(MOVES), decision__in=list(DECISIONS)), name="handling_move_words"),
            models.CheckConstraint(
                condition=Q(kind="extend", asked__isnull=False, part__isnull=False) | ~Q(kind="extend") & Q(asked=None),
                name="handling_move_extension",
            ),
            models.UniqueConstraint(fields=["part"], condition=Q(kind="extend", decision=""), name="handling_move_one_request"),
            models.CheckConstraint(
                condition=Q(kind="rise", level__isnull=False, due_at__isnull=False, part__isnull=False) & ~Q(whom="")
                | ~Q(kind="rise") & Q(level=None, due_at=None, whom=""),
                name="handling_move_rises",
            ),
            models.UniqueConstraint(fields=["part", "due_at", "level"], condition=Q(kind="rise"), name="handling_move_rung_once"),
        ]
