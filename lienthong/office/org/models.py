"""Tables of the organisation: everything is true for a half-open period [since, until)."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from lienthong.office.org import rules
from lienthong.toolkit.actor import Capacity
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.vietnamese import clean_name, fold, name_sort_key, sort_key


def _choices(values: type[StrEnum]) -> list[tuple[str, str]]:
    return [(item.value, item.value) for item in values]


def _known(field: str, values: type[StrEnum], name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(**{f"{field}__in": [item.value for item in values]}), name=name)


def _forwards(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gt=F("since")), name=name)


def _home() -> str:
    return str(settings.INSTALLATION)


class Unit(models.Model):
    """A body of the Party, the State, a vertical sector or a front organisation.

    Name, parent and area class here are the latest ones; `UnitEra` keeps them for every period.
    functions  every function slug the unit serves; `function` is the main one and is always among them.
    """

    uid = models.UUIDField("định danh", default=new_uid, unique=True, editable=False)
    code = models.CharField("mã định danh (QĐ 20/2020)", max_length=35)
    code_legacy = models.CharField("mã định danh cũ (QCVN 102)", max_length=17, blank=True, default="")
    admin_code = models.CharField("mã đơn vị hành chính", max_length=5, blank=True, default="")
    name = models.CharField("tên", max_length=200)
    short_name = models.CharField("tên ngắn", max_length=100)
    folded = models.CharField("tên để tìm", max_length=200, editable=False, db_collation="C")
    sort_key = models.CharField("khóa xếp", max_length=800, editable=False, db_collation="C")
    kind = models.CharField("loại", max_length=20, choices=_choices(rules.UnitKind))
    function = models.CharField("chức năng", max_length=40)
    functions = models.JSONField("các chức năng", default=list)
    system = models.CharField("hệ thống", max_length=10, choices=_choices(rules.System))
    level = models.CharField("cấp", max_length=10, choices=_choices(rules.Level))
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="cấp trên")
    area_class = models.CharField("loại địa bàn", max_length=10, choices=_choices(rules.AreaClass), default="normal")
    home_installation = models.CharField("bản cài đặt gốc", max_length=40, default=_home)
    since = models.DateField("từ ngày")
    until = models.DateField("đến trước ngày", null=True, blank=True)

    class Meta:
        verbose_name = "đơn vị (tổ chức)"
        verbose_name_plural = "đơn vị (tổ chức)"
        ordering = ["code", "since", "pk"]
        constraints = [
            _known("kind", rules.UnitKind, "org_unit_kind"),
            _known("system", rules.System, "org_unit_system"),
            _known("level", rules.Level, "org_unit_level"),
            _known("area_class", rules.AreaClass, "org_unit_area_class"),
            _forwards("org_unit_forwards"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="org_unit_not_own_parent"),
            models.CheckConstraint(condition=Q(code__regex=r"^[A-Y]\d{2}(\.\d{1,6})*$"), name="org_unit_code_form"),
            models.CheckConstraint(
                condition=Q(code_legacy="") | Q(code_legacy__regex=r"^\d{3}\.\d{2}\.\d{2}\.[A-Y]\d{2}$"),
                name="org_unit_legacy_form",
            ),
        ]
        indexes = [models.Index(fields=["folded", "id"], name="org_unit_folded")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the derived columns; a changed name or parent goes through the services."""
        self.name, self.short_name = clean_name(self.name), clean_name(self.short_name or self.name)
        self.folded, self.sort_key = fold(self.name), sort_key(self.name)
        self.functions = sorted({self.function, *self.functions})
        super().save(*args, **kwargs)


class UnitEra(models.Model):
    """Name, parent and area class of a unit during one period; the eras of a unit cover its life without overlap."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="eras")
    name = models.CharField("tên", max_length=200)
    short_name = models.CharField("tên ngắn", max_length=100)
    parent = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    area_class = models.CharField("loại địa bàn", max_length=10, choices=_choices(rules.AreaClass))
    since = models.DateField("từ ngày")
    until = models.DateField("đến trước ngày", null=True, blank=True)

    class Meta:
        verbose_name = "thời kỳ của đơn vị"
        verbose_name_plural = "thời kỳ của đơn vị"
        ordering = ["unit", "since"]
        constraints = [_forwards("org_unitera_forwards"), _known("area_class", rules.AreaClass, "org_unitera_area_class")]


class ServiceArea(models.Model):
    """A unit outside the tree of government (police, tax, insurance, Party) serves the territory of another unit."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="serves")
    area = models.ForeignKey(Unit, models.PROTECT, related_name="served_by")
    since = models.DateField("từ ngày")
    until = models.DateField("đến trước ngày", null=True, blank=True)

    class Meta:
        verbose_name = "địa bàn phục vụ"
        verbose_name_plural = "địa bàn phục vụ"
        ordering = ["area", "unit", "since"]
        constraints = [
            _forwards("org_servicearea_forwards"),
            models.CheckConstraint(condition=~Q(unit=F("area")), name="org_servicearea_other"),
        ]


class UnitCalendar(models.Model):
    """Which working calendar a unit (and what lies below it) keeps during a period."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="calendars")
    calendar_code = models.CharField("mã lịch", max_length=40)
    since = models.DateField("từ ngày")
    until = models.DateField("đến trước ngày", null=True, blank=True)

    class Meta:
        verbose_name = "lịch làm việc của đơn vị"
        verbose_name_plural = "lịch làm việc của đơn vị"
        ordering = ["unit", "since"]
        constraints = [_forwards("org_unitcalendar_forwards")]


class Succession(models.Model):
    """One unit follows another, wholly or in part, by a legal document.

    share  part of the old unit that goes to the new one, 0 < share <= 1.
    """

    uid = models.UUIDField("định danh", default=new_uid, unique=True, editable=False)
    kind = models.CharField("loại thay đổi", max_length=10, choices=_choices(rules.SuccessionKind))
    from_unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="followed_by")
    to_unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="follows")
    share = models.DecimalField("phần", max_digits=7, decimal_places=6, default=1)
    legal_document = models.CharField("căn cứ", max_length=300)
    on = models.DateField("ngày hiệu lực")

    class Meta:
        verbose_name = "kế thừa đơn vị"
        verbose_name_plural = "kế thừa đơn vị"
        ordering = ["on", "pk"]
        constraints = [
            _known("kind", rules.SuccessionKind, "org_succession_kind"),
            models.CheckConstraint(condition=Q(share__gt=0) & Q(share__lte=1), name="org_succession_share"),
            models.CheckConstraint(
                condition=Q(from_unit__isnull=False) | Q(to_unit__isnull=False), name="org_succession_somebody"
            ),
        ]


class AdminUnit(models.Model):
    """A place that an address names: province, district, commune or village, with its code of the statistics office.

    name    plain («Hoành Mô»); full_name with its type («Xã Hoành Mô»); path down to the province, for display.
    """

    uid = models.UUIDField("định danh", default=new_uid, unique=True, editable=False)
    code = models.CharField("mã", max_length=12)
    full_name = models.CharField("tên đầy đủ", max_length=120)
    path = models.CharField("địa chỉ đầy đủ", max_length=400)
    folded = models.CharField("tên để tìm", max_length=400, editable=False, db_collation="C")
    folded_name = models.CharField("tên không loại để tìm", max_length=120, editable=False, db_collation="C")
    level = models.CharField("cấp", max_length=10, choices=_choices(rules.Level))
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    since = models.DateField("từ ngày")
    until = models.DateField("đến trước ngày", null=True, blank=True)

    class Meta:
        verbose_name = "đơn vị hành chính"
        verbose_name_plural = "đơn vị hành chính"
        ordering = ["code", "since", "pk"]
        constraints = [_forwards("org_adminunit_forwards"), _known("level", rules.Level, "org_adminunit_level")]
        indexes = [
            models.Index(fields=["folded", "id"], name="org_adminunit_folded"),
            models.Index(fields=["folded_name", "id"], name="org_adminunit_folded_name"),
        ]

    def __str__(self) -> str:
        return self.path

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the search columns."""
        self.derive()
        super().save(*args, **kwargs)

    def derive(self) -> None:
        """Fill the search columns; `folded_name` is the name without its type («hoanh mo» of «Xã Hoành Mô»)."""
        self.full_name, self.path = clean_name(self.full_name), clean_name(self.path)
        self.folded, self.folded_name = fold(self.path), rules.bare_place(fold(self.full_name))


class Person(models.Model):
    """A cadre, civil servant or public employee; only the year of birth may be known."""

    uid = models.UUIDField("định danh", default=new_uid, unique=True, editable=False)
    name = models.CharField("họ và tên", max_length=120)
    folded = models.CharField("tên để tìm", max_length=120, editable=False, db_collation="C")
    sort_key = models.CharField("khóa xếp", max_length=500, editable=False, db_collation="C")
    birth_year = models.PositiveSmallIntegerField("năm sinh", null=True, blank=True)
    birth_on = models.DateField("ngày sinh", null=True, blank=True)

    class Meta:
        verbose_name = "người"
        verbose_name_plural = "người"
        ordering = ["sort_key", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(birth_on__isnull=True) | Q(birth_on__year=F("birth_year")), name="org_person_birth_agrees"
            ),
            models.CheckConstraint(
                condition=Q(birth_year__isnull=True) | (Q(birth_year__gte=1900) & Q(birth_year__lte=2100)),
                name="org_person_birth_year",
            ),
        ]
        indexes = [models.Index(fields=["folded", "id"], name="org_person_folded")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the cleaned name and its derived columns."""
        self.derive()
        super().save(*args, **kwargs)

    def derive(self) -> None:
        """Clean the name and fill the derived columns; bulk loads call it, `save` does it by itself."""
        self.name = clean_name(self.name)
        self.folded, self.sort_key = fold(self.name), name_sort_key(self.name)
        if self.birth_on is not None:
            self.birth_year = self.birth_on.year


class Post(models.Model):
    """A post of a unit: what its holders may do, in which capacity; `seats` people may hold it at once."""

    uid = models.UUIDField("định danh", default=new_uid, unique=True, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts")
    title = models.CharField("chức danh", max_length=150)
    duties = models.JSONField("nhiệm vụ", default=list)
    capacity = models.CharField("tư cách", max_length=10, choices=_choices(Capacity), default=Capacity.STATE.value)
    system = models.CharField("hệ thống", max_length=10, choices=_choices(rules.System))
    seats = models.PositiveSmallIntegerField("số người", default=1)
    rank = models.PositiveSmallIntegerField("thứ bậc", default=50)
    since = models.DateField("từ ngày")
    until = models.DateField("đến trước ngày", null=True, blank=True)

    class Meta:
        verbose_name = "vị trí việc làm"
        verbose_name_plural = "vị trí việc làm"
        ordering = ["unit", "rank", "pk"]
        constraints = [
            _forwards("org_post_forwards"),
            _known("system", rules.System, "org_post_system"),
            _known("capacity", Capacity, "org_post_capacity"),
            models.CheckConstraint(condition=Q(seats__gte=1), name="org_post_seats"),
        ]

    def __str__(self) -> str:
        return self.title


class Appointment(models.Model):
    """A person holds one seat of a post during a period; the database refuses two holders of one seat."""

    uid = models.UUIDField("định danh", default=new_uid, unique=True, editable=False)
    post = models.ForeignKey(Post, models.PROTECT, related_name="appointments")
    person = models.ForeignKey(Person, models.PROTECT, related_name="appointments")
    seat = models.PositiveSmallIntegerField("ghế", default=1)
    kind = models.CharField("hình thức", max_length=10, choices=_choices(rules.AppointmentKind), default="appointed")
    decision = models.CharField("quyết định", max_length=200, blank=True, default="")
    since = models.DateField("từ ngày")
    until = models.DateField("đến trước ngày", null=True, blank=True)

    class Meta:
        verbose_name = "bổ nhiệm"
        verbose_name_plural = "bổ nhiệm"
        ordering = ["post", "seat", "since"]
        constraints = [
            _forwards("org_appointment_forwards"),
            _known("kind", rules.AppointmentKind, "org_appointment_kind"),
            models.CheckConstraint(condition=Q(seat__gte=1), name="org_appointment_seat"),
        ]
        indexes = [models.Index(fields=["person", "since"], name="org_appointment_person")]


class Delegation(models.Model):
    """The holder of a post lets another person act for it, for some of its duties, between two instants.

    form  how the stand-in signs: kt, tl or tuq.
    """

    uid = models.UUIDField("định danh", default=new_uid, unique=True, editable=False)
    from_post = models.ForeignKey(Post, models.PROTECT, related_name="delegations")
    from_person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    to_person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    duties = models.JSONField("nhiệm vụ được giao", default=list)
    form = models.CharField("hình thức ký", max_length=3, default="tuq")
    reason = models.CharField("lý do", max_length=300)
    since = models.DateTimeField("từ lúc")
    until = models.DateTimeField("đến trước lúc")
    made_at = models.DateTimeField("ghi lúc", db_default=Now())

    class Meta:
        verbose_name = "ủy quyền"
        verbose_name_plural = "ủy quyền"
        ordering = ["since", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="org_delegation_forwards"),
            models.CheckConstraint(condition=~Q(from_person=F("to_person")), name="org_delegation_other"),
            models.CheckConstraint(condition=Q(form__in=list(rules.SIGNING_FORMS)), name="org_delegation_form"),
        ]
