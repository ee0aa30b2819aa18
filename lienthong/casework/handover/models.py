"""Minutes of hand-over, who receives by them, their lines, and who keeps a book, range, seal or other thing of a unit."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from lienthong.casework.handover.rules.listing import KEPT, KINDS, OPEN, SCOPES, STATES, SUCCESSION
from lienthong.toolkit.identity import new_uid


class Handover(models.Model):
    """Minutes by which what a person or a whole unit holds goes to others; its row is the lock of every act on it.

    giver     the person whose things they are; for a whole unit its head.
    absent    why somebody else signs for the giver, empty when the giver signs.
    typed     things typed in by hand, as {kind, uid, words}.
    left_out  uids of books and ranges without recorded keeper that the giver says are not theirs.
    digest    of the list that the giver signed; empty before.
    act_uid   the reorganisation that made them of what it moved (scope «succession»), `heir` the unit that took over.
    """

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name="đơn vị")
    number = models.PositiveIntegerField("số")
    year = models.PositiveSmallIntegerField("năm")
    scope = models.CharField("phạm vi", max_length=10, default="person")
    giver_uid = models.UUIDField("mã người giao")
    giver_name = models.CharField("người giao", max_length=200)
    giver_title = models.CharField("chức vụ người giao", max_length=200)
    giver_post_uid = models.UUIDField("vị trí của người giao")
    giver_duties = models.JSONField("nhiệm vụ của người giao", default=list)
    absent = models.CharField("lý do ký thay người giao", max_length=300, default="", blank=True)
    reason = models.CharField("lý do bàn giao", max_length=300)
    place = models.CharField("nơi bàn giao", max_length=200)
    decision = models.CharField("quyết định", max_length=200, default="", blank=True)
    ends = models.BooleanField("người giao thôi giữ vị trí", default=False)
    takes_post = models.BooleanField("người nhận giữ vị trí thay", default=False)
    typed = models.JSONField("ghi tay", default=list)
    left_out = models.JSONField("không do người giao giữ", default=list)
    act_uid = models.UUIDField("lần sắp xếp", null=True)
    heir = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", null=True, verbose_name="đơn vị kế thừa")
    state = models.CharField("tình trạng", max_length=10, default="draft")
    digest = models.CharField("dấu của danh sách đã ký", max_length=64, default="", blank=True)
    made_at = models.DateTimeField("lúc lập")
    made_by_uid = models.UUIDField("mã người lập")
    made_by = models.CharField("người lập", max_length=200)
    key = models.CharField("khóa yêu cầu", max_length=100, default="", blank=True)
    given_at = models.DateTimeField("lúc bên giao ký", null=True)
    given_by_uid = models.UUIDField("mã người ký giao", null=True)
    given_by = models.CharField("người ký giao", max_length=200, default="", blank=True)
    given_title = models.CharField("chức vụ người ký giao", max_length=200, default="", blank=True)
    closed_at = models.DateTimeField("lúc xong", null=True)
    closed_by = models.CharField("người kết thúc", max_length=200, default="", blank=True)
    close_reason = models.CharField("lý do từ chối hoặc rút", max_length=300, default="", blank=True)

    class Meta:
        verbose_name = "biên bản bàn giao"
        verbose_name_plural = "biên bản bàn giao"
        constraints = [
            models.UniqueConstraint(fields=["unit", "year", "number"], name="handover_numbered"),
            models.UniqueConstraint(
                fields=["unit", "giver_uid", "scope"],
                condition=Q(state__in=OPEN) & ~Q(scope=SUCCESSION),
                name="handover_one_under_way",
            ),
            models.CheckConstraint(
                condition=~Q(scope=SUCCESSION) | Q(act_uid__isnull=False), name="handover_succession_by_an_act"
            ),
            models.UniqueConstraint(fields=["made_by_uid", "key"], condition=~Q(key=""), name="handover_key_once"),
            models.CheckConstraint(condition=Q(state__in=list(STATES)) & Q(scope__in=list(SCOPES)), name="handover_known_words"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "refused", "withdrawn"]) | Q(given_at__isnull=False) & ~Q(digest=""),
                name="handover_given_with_its_list",
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN, closed_at=None) | ~Q(state__in=OPEN) & Q(closed_at__isnull=False),
                name="handover_closed_with_its_time",
            ),
            models.CheckConstraint(condition=Q(scope="person") | Q(ends=False, takes_post=False), name="handover_ends_a_person"),
            models.CheckConstraint(condition=Q(ends=True) | Q(takes_post=False), name="handover_post_is_free_first"),
        ]


class HandoverReceiver(models.Model):
    """A person who receives by minutes; `groups` empty = all that nobody else is named for."""

    handover = models.ForeignKey(Handover, models.PROTECT, related_name="receivers", verbose_name="biên bản bàn giao")
    place = models.PositiveSmallIntegerField("thứ tự")
    person_uid = models.UUIDField("mã người nhận")
    name = models.CharField("người nhận", max_length=200)
    title = models.CharField("chức vụ người nhận", max_length=200)
    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name="đơn vị người nhận")
    groups = models.JSONField("nhận những gì", default=list)
    signed_at = models.DateTimeField("lúc ký nhận", null=True)

    class Meta:
        verbose_name = "người nhận bàn giao"
        verbose_name_plural = "người nhận bàn giao"
        constraints = [models.UniqueConstraint(fields=["handover", "person_uid"], name="handover_receiver_once")]


class HandoverItem(models.Model):
    """A line of minutes as it was signed."""

    handover = models.ForeignKey(Handover, models.PROTECT, related_name="items", verbose_name="biên bản bàn giao")
    place = models.PositiveIntegerField("thứ tự")
    kind = models.CharField("loại", max_length=10)
    object_uid = models.UUIDField("đối tượng")
    token = models.IntegerField("số nhánh việc", default=0)
    group = models.CharField("nhóm", max_length=60)
    label = models.CharField("tên", max_length=300)
    detail = models.CharField("hiện trạng", max_length=500, default="", blank=True)
    receiver = models.ForeignKey(HandoverReceiver, models.PROTECT, related_name="items", null=True, verbose_name="người nhận")

    class Meta:
        verbose_name = "dòng biên bản bàn giao"
        verbose_name_plural = "dòng biên bản bàn giao"
        indexes = [models.Index(fields=["object_uid"], name="handover_item_object")]
        constraints = [
            models.UniqueConstraint(fields=["handover", "kind", "object_uid", "token"], name="handover_item_once"),
            models.CheckConstraint(condition=Q(kind__in=list(KINDS)), name="handover_item_known_kind"),
        ]


class Keeping(models.Model):
    """Who keeps a book, a range of receipts, a seal or another thing of a unit, by the latest minutes that told of it."""

    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name="đơn vị")
    kind = models.CharField("loại", max_length=10)
    object_uid = models.UUIDField("đối tượng", unique=True)
    label = models.CharField("tên", max_length=300)
    keeper_uid = models.UUIDField("mã người giữ")
    keeper_name = models.CharField("người giữ", max_length=200)
    since = models.DateTimeField("giữ từ lúc")
    handover = models.ForeignKey(Handover, models.PROTECT, related_name="+", verbose_name="biên bản bàn giao")

    class Meta:
        verbose_name = "việc giữ sổ và con dấu"
        verbose_name_plural = "việc giữ sổ và con dấu"
        indexes = [models.Index(fields=["unit", "keeper_uid"], name="keeping_of_a_person")]
        constraints = [models.CheckConstraint(condition=Q(kind__in=list(KEPT)), name="keeping_known_kind")]
