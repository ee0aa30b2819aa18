"""The file plan and its lines, work files, what lies in them, holds, hand-ins to the archive, destruction lists."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lienthong.casework.workfiles.rules.words import (
    DESTRUCTION_STATES,
    FILE_STATES,
    HAND_IN_STATES,
    HOLD_KINDS,
    ITEM_KINDS,
    MOST,
    ORIGINS,
    PLAN_STATES,
    ROLES,
    STORES,
)
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.vietnamese import fold


class Plan(models.Model):
    """The file plan (danh mục hồ sơ) of a unit for a year; after its issue nothing in it changes."""

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    keeper = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", db_index=False, verbose_name="đơn vị")
    system = models.CharField("hệ thống", max_length=10)
    year = models.PositiveSmallIntegerField("năm")
    state = models.CharField("tình trạng", max_length=10, default="draft")
    copied_from = models.ForeignKey("self", models.PROTECT, related_name="+", null=True, verbose_name="chép từ")
    made_at = models.DateTimeField("lúc lập")
    made_by = models.CharField("người lập", max_length=200)
    issued_at = models.DateTimeField("lúc ban hành", null=True)
    issued_by = models.CharField("người ban hành", max_length=200, default="", blank=True)
    issued_as = models.CharField("chức vụ người ban hành", max_length=200, default="", blank=True)

    class Meta:
        verbose_name = "danh mục hồ sơ"
        verbose_name_plural = "danh mục hồ sơ"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["keeper", "system", "year"], name="workfiles_plan_of_year"),
            models.CheckConstraint(
                condition=Q(state="draft", issued_at=None) | Q(state="issued", issued_at__isnull=False) & ~Q(issued_by=""),
                name="workfiles_plan_issued_by",
            ),
            models.CheckConstraint(condition=Q(state__in=list(PLAN_STATES)), name="workfiles_plan_state"),
        ]


class PlanLine(models.Model):
    """A class of the plan: the one place that says how long files of it are kept.

    part    heading below which it stands («I. Tổ chức cán bộ»).   person: who will make the file.
    period  key of the reviewed file of retention; source: key of the list that sets it there.
    """

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="lines", db_index=False, verbose_name="danh mục")
    place = models.PositiveIntegerField("thứ tự")
    part = models.CharField("đề mục", max_length=MOST["part"])
    symbol = models.CharField("số và ký hiệu hồ sơ", max_length=MOST["symbol"])
    title = models.CharField("tiêu đề hồ sơ", max_length=MOST["title"])
    period = models.CharField("thời hạn bảo quản", max_length=20)
    source = models.CharField("căn cứ", max_length=20)
    person = models.CharField("người lập hồ sơ", max_length=MOST["person"], default="", blank=True)
    note = models.CharField("ghi chú", max_length=MOST["note"], default="", blank=True)

    class Meta:
        verbose_name = "dòng của danh mục hồ sơ"
        verbose_name_plural = "dòng của danh mục hồ sơ"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "symbol"], name="workfiles_line_symbol_once"),
            models.CheckConstraint(condition=~Q(symbol="") & ~Q(title="") & ~Q(part=""), name="workfiles_line_filled"),
        ]


class Destruction(models.Model):
    """A list of files to destroy: reviewed by a council, decided by the head, told in minutes."""

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    keeper = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", db_index=False, verbose_name="đơn vị")
    system = models.CharField("hệ thống", max_length=10)
    year = models.PositiveSmallIntegerField("năm")
    number = models.PositiveIntegerField("số trong năm")
    state = models.CharField("tình trạng", max_length=10, default="review")
    reason = models.CharField("lý do chung", max_length=MOST["reason"])
    made_at = models.DateTimeField("lúc lập")
    made_by = models.CharField("người lập", max_length=200)
    settled_at = models.DateTimeField("lúc quyết định", null=True)
    settled_by = models.CharField("người quyết định", max_length=200, default="", blank=True)
    settled_as = models.CharField("chức vụ người quyết định", max_length=200, default="", blank=True)
    settled_why = models.CharField("lý do không tiêu hủy", max_length=MOST["reason"], default="", blank=True)

    class Meta:
        verbose_name = "danh sách tiêu hủy"
        verbose_name_plural = "danh sách tiêu hủy"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["keeper", "system", "year", "number"], name="workfiles_destruction_number"),
            models.CheckConstraint(
                condition=Q(state="review", settled_at=None)
                | ~Q(state="review") & Q(settled_at__isnull=False) & ~Q(settled_by=""),
                name="workfiles_destruction_settled",
            ),
            models.CheckConstraint(condition=Q(state__in=list(DESTRUCTION_STATES)), name="workfiles_destruction_state"),
        ]


class WorkFile(models.Model):
    """A work file (hồ sơ): symbol, title, who keeps it, how long, and where it stands on its way to archive or shredder.

    keeper     the unit that has it; fonds (phông): the unit whose work made it, which stays when another takes over.
    line       class of the plan; None: opened outside the plan, and `unplanned` says why.
    period     how long it will be kept: its class's unless a longer one was chosen when it was closed.
    capital    of capital construction: `ended_on` is the day of the settlement.
    closing    counted when it was closed: documents, pages, sha-256 of its list of documents.
    archive    the unit whose archive has it; store, box, shelf: where there.
    kept_until the unit may keep it that long beyond the day it is due at the archive.
    destruction  by which it was destroyed: then only this stub is left.
    """

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    keeper = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", db_index=False, verbose_name="đơn vị")
    fonds = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", db_index=False, verbose_name="phông")
    system = models.CharField("hệ thống", max_length=10)
    year = models.PositiveSmallIntegerField("năm")
    line = models.ForeignKey(PlanLine, models.PROTECT, related_name="files", null=True, verbose_name="dòng danh mục")
    unplanned = models.CharField("lý do ngoài danh mục", max_length=MOST["reason"], default="", blank=True)
    symbol = models.CharField("số và ký hiệu hồ sơ", max_length=MOST["symbol"])
    title = models.CharField("tiêu đề hồ sơ", max_length=MOST["title"])
    period = models.CharField("thời hạn bảo quản", max_length=20)
    source = models.CharField("căn cứ", max_length=20)
    capital = models.BooleanField("xây dựng cơ bản", default=False)
    state = models.CharField("tình trạng", max_length=12, default="open")
    person_uid = models.UUIDField("mã người lập hồ sơ")
    person = models.CharField("người lập hồ sơ", max_length=MOST["person"])
    origin = models.CharField("mở từ", max_length=10, default="", blank=True)
    origin_uid = models.UUIDField("mở từ mã", null=True)
    opened_at = models.DateTimeField("lúc mở")
    opened_by = models.CharField("người mở", max_length=200)
    ended_on = models.DateField("ngày việc kết thúc", null=True)
    closed_at = models.DateTimeField("lúc kết thúc", null=True)
    closed_by = models.CharField("người kết thúc", max_length=200, default="", blank=True)
    closed_by_uid = models.UUIDField("mã người kết thúc", null=True)
    checked_at = models.DateTimeField("lúc kiểm tra", null=True)
    checked_by = models.CharField("người kiểm tra", max_length=200, default="", blank=True)
    closing = models.JSONField("số liệu khi kết thúc", default=dict)
    kept_until = models.DateField("được giữ đến ngày", null=True)
    kept_why = models.CharField("lý do giữ tại đơn vị", max_length=MOST["reason"], default="", blank=True)
    archive = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", null=True, verbose_name="lưu trữ")
    store = models.CharField("kho lưu trữ", max_length=12, default="", blank=True)
    box = models.CharField("hộp số", max_length=MOST["box"], default="", blank=True)
    shelf = models.CharField("giá, kệ", max_length=MOST["shelf"], default="", blank=True)
    destruction = models.ForeignKey(Destruction, models.PROTECT, related_name="+", null=True, verbose_name="đợt tiêu hủy")
    destroyed_at = models.DateTimeField("lúc tiêu hủy", null=True)
    folded = models.TextField("để tìm", db_collation="C")

    class Meta:
        verbose_name = "hồ sơ công việc"
        verbose_name_plural = "hồ sơ công việc"
        indexes: ClassVar = [
            models.Index(fields=["keeper", "state", "id"], name="workfiles_of_unit"),
            models.Index(fields=["archive", "id"], name="workfiles_of_archive"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["fonds", "system", "year", "symbol"], name="workfiles_symbol_once"),
            models.CheckConstraint(
                condition=Q(line__isnull=False, unplanned="") | Q(line=None) & ~Q(unplanned=""), name="workfiles_planned_or_why"
            ),
            models.CheckConstraint(
                condition=Q(state__in=list(FILE_STATES), origin__in=list(ORIGINS), store__in=["", *STORES]),
                name="workfiles_known_words",
            ),
            models.CheckConstraint(
                condition=Q(state="open", checked_at=None)
                | Q(state="submitted", closed_at__isnull=False, ended_on__isnull=False, checked_at=None)
                | Q(
                    state__in=["closed", "handed", "transferred", "destroyed"], closed_at__isnull=False, checked_at__isnull=False
                ),
                name="workfiles_closed_in_two_steps",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["handed", "transferred"], archive__isnull=False) & ~Q(store="")
                | ~Q(state__in=["handed", "transferred"]),
                name="workfiles_handed_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(state="destroyed", destroyed_at__isnull=False, destruction__isnull=False)
                | ~Q(state="destroyed") & Q(destroyed_at=None, destruction=None),
                name="workfiles_destroyed_by_minutes",
            ),
        ]

    def derive(self) -> None:
        """Fill the search column; services call it before they save."""
        self.folded = fold(f"{self.symbol} {self.title} {self.person}")


class FileItem(models.Model):
    """What lies in a file: a link to a thing of ours, never a copy, with the words by which the file's list names it.

    object_uid  of the letter, draft, dossier or result; of a loose file that of its stored file.
    digest      sha-256 of a loose file's content.   pages: 0 where nobody counted them.
    """

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    file = models.ForeignKey(WorkFile, models.PROTECT, related_name="items", db_index=False, verbose_name="hồ sơ")
    place = models.PositiveIntegerField("thứ tự")
    kind = models.CharField("là gì", max_length=10)
    object_uid = models.UUIDField("mã", db_index=True)
    symbol = models.CharField("số, ký hiệu", max_length=MOST["item_symbol"], default="", blank=True)
    day = models.DateField("ngày tháng", null=True)
    title = models.TextField("tên loại và trích yếu", max_length=MOST["item_title"])
    author = models.CharField("tác giả", max_length=MOST["author"], default="", blank=True)
    pages = models.PositiveIntegerField("số trang", default=0)
    note = models.CharField("ghi chú", max_length=MOST["note"], default="", blank=True)
    digest = models.CharField("mã băm", max_length=64, default="", blank=True)
    added_at = models.DateTimeField("lúc thêm")
    added_by = models.CharField("người thêm", max_length=200)

    class Meta:
        verbose_name = "văn bản trong hồ sơ"
        verbose_name_plural = "văn bản trong hồ sơ"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["file", "object_uid"], name="workfiles_thing_once"),
            models.CheckConstraint(condition=Q(kind__in=list(ITEM_KINDS)) & ~Q(title=""), name="workfiles_item_words"),
        ]


class Hold(models.Model):
    """A file is held: while an inspection, complaint or suit needs it, nothing of it is destroyed, whatever its period."""

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    file = models.ForeignKey(WorkFile, models.PROTECT, related_name="holds", verbose_name="hồ sơ")
    kind = models.CharField("vì việc gì", max_length=12)
    reason = models.CharField("lý do", max_length=MOST["reason"])
    placed_at = models.DateTimeField("lúc giữ")
    placed_by = models.CharField("người giữ", max_length=200)
    lifted_at = models.DateTimeField("lúc thôi giữ", null=True)
    lifted_by = models.CharField("người thôi giữ", max_length=200, default="", blank=True)
    lifted_why = models.CharField("lý do thôi giữ", max_length=MOST["reason"], default="", blank=True)

    class Meta:
        verbose_name = "giữ lại hồ sơ"
        verbose_name_plural = "giữ lại hồ sơ"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["file", "kind"], condition=Q(lifted_at=None), name="workfiles_hold_once"),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by="", lifted_why="")
                | Q(lifted_at__isnull=False) & ~Q(lifted_by="") & ~Q(lifted_why=""),
                name="workfiles_hold_lifted_why",
            ),
            models.CheckConstraint(condition=Q(kind__in=list(HOLD_KINDS)) & ~Q(reason=""), name="workfiles_hold_words"),
        ]


class HandIn(models.Model):
    """Files handed in together: the list and the minutes, signed by the giver and by the archive, each by an act.

    archive  the unit that takes them; of a store outside our units it is the one that hands over, and `taker` names who signed.
    """

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    keeper = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", db_index=False, verbose_name="đơn vị giao")
    archive = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name="lưu trữ nhận")
    system = models.CharField("hệ thống", max_length=10)
    store = models.CharField("kho lưu trữ", max_length=12)
    state = models.CharField("tình trạng", max_length=10, default="given")
    condition = models.CharField("tình trạng tài liệu", max_length=MOST["condition"], default="", blank=True)
    given_at = models.DateTimeField("lúc giao")
    given_by = models.CharField("người giao", max_length=200)
    given_as = models.CharField("chức vụ người giao", max_length=200)
    given_by_uid = models.UUIDField("mã người giao")
    taken_at = models.DateTimeField("lúc nhận", null=True)
    taken_by = models.CharField("người nhận", max_length=200, default="", blank=True)
    taken_as = models.CharField("chức vụ người nhận", max_length=200, default="", blank=True)
    refused_why = models.CharField("lý do trả lại", max_length=MOST["reason"], default="", blank=True)

    class Meta:
        verbose_name = "đợt nộp lưu"
        verbose_name_plural = "đợt nộp lưu"
        indexes: ClassVar = [models.Index(fields=["keeper", "id"], name="workfiles_hand_in_of")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="given", taken_at=None)
                | Q(state="done", taken_at__isnull=False) & ~Q(taken_by="")
                | Q(state="refused", taken_at__isnull=False) & ~Q(refused_why=""),
                name="workfiles_hand_in_signed",
            ),
            models.CheckConstraint(
                condition=Q(state__in=list(HAND_IN_STATES), store__in=list(STORES)), name="workfiles_hand_in_words"
            ),
        ]


class HandInLine(models.Model):
    """A file of a hand-in, with box and shelf that the archive gave it."""

    hand_in = models.ForeignKey(HandIn, models.PROTECT, related_name="lines", db_index=False, verbose_name="đợt nộp lưu")
    file = models.ForeignKey(WorkFile, models.PROTECT, related_name="hand_ins", verbose_name="hồ sơ")
    place = models.PositiveIntegerField("thứ tự")
    box = models.CharField("hộp số", max_length=MOST["box"], default="", blank=True)
    shelf = models.CharField("giá, kệ", max_length=MOST["shelf"], default="", blank=True)

    class Meta:
        verbose_name = "hồ sơ nộp lưu"
        verbose_name_plural = "hồ sơ nộp lưu"
        constraints: ClassVar = [models.UniqueConstraint(fields=["hand_in", "file"], name="workfiles_handed_once")]


class DestructionLine(models.Model):
    """A file of a destruction list: why it may go, and what became of it.

    outcome  destroy or keep (then why).   spared  (name, why) of what lay in it and lives on elsewhere.
    """

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    destruction = models.ForeignKey(
        Destruction, models.PROTECT, related_name="lines", db_index=False, verbose_name="danh sách tiêu hủy"
    )  # fmt: skip
    file = models.ForeignKey(WorkFile, models.PROTECT, related_name="destruction_lines", verbose_name="hồ sơ")
    place = models.PositiveIntegerField("thứ tự")
    reason = models.CharField("lý do", max_length=MOST["reason"])
    outcome = models.CharField("kết quả", max_length=10, default="", blank=True)
    outcome_why = models.CharField("lý do giữ lại", max_length=MOST["reason"], default="", blank=True)
    spared = models.JSONField("tài liệu giữ lại", default=list)

    class Meta:
        verbose_name = "hồ sơ tiêu hủy"
        verbose_name_plural = "hồ sơ tiêu hủy"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["destruction", "file"], name="workfiles_destroyed_once"),
            models.CheckConstraint(condition=Q(outcome__in=["", "destroy", "keep"]), name="workfiles_outcome_words"),
        ]


class CouncilMember(models.Model):
    """A member of the council that reviews a destruction list."""

    destruction = models.ForeignKey(
        Destruction, models.PROTECT, related_name="members", db_index=False, verbose_name="danh sách tiêu hủy"
    )  # fmt: skip
    place = models.PositiveIntegerField("thứ tự")
    person_uid = models.UUIDField("mã người")
    name = models.CharField("tên", max_length=200)
    title = models.CharField("chức vụ", max_length=200, default="", blank=True)
    role = models.CharField("vai trò", max_length=10)

    class Meta:
        verbose_name = "thành viên Hội đồng"
        verbose_name_plural = "thành viên Hội đồng"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["destruction", "person_uid"], name="workfiles_member_once"),
            models.CheckConstraint(condition=Q(role__in=list(ROLES)), name="workfiles_member_role"),
        ]


class Verdict(models.Model):
    """What a member says of a file on a list: it may go, or it stays, with a reason."""

    line = models.ForeignKey(DestructionLine, models.PROTECT, related_name="verdicts", db_index=False, verbose_name="hồ sơ")
    member = models.ForeignKey(CouncilMember, models.PROTECT, related_name="verdicts", verbose_name="thành viên")
    agrees = models.BooleanField("đồng ý tiêu hủy")
    reason = models.CharField("lý do", max_length=MOST["reason"], default="", blank=True)
    said_at = models.DateTimeField("lúc cho ý kiến")

    class Meta:
        verbose_name = "ý kiến Hội đồng"
        verbose_name_plural = "ý kiến Hội đồng"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["line", "member"], name="workfiles_said_once"),
            models.CheckConstraint(condition=Q(agrees=True) | ~Q(reason=""), name="workfiles_stays_why"),
        ]
