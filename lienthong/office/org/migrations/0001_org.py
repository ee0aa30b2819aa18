"""Units, posts, people and places; no two rows of one thing may be true at once (EXCLUDE, no extension needed)."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import lienthong.office.org.models
import lienthong.toolkit.identity


def _once(table: str, name: str, keys: str, period: str = "daterange(since, until)", where: str = "") -> migrations.RunSQL:
    """Forbid two rows with the same keys whose periods meet."""
    parts = ", ".join(f"{key} WITH =" for key in keys.split(" | "))
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} EXCLUDE USING gist ({parts}, {period} WITH &&) {where}",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )


def _text(column: str) -> str:
    """A text as a range of its 64-bit hash: gist compares ranges without btree_gist."""
    return f"int8range(hashtextextended({column}, 0), hashtextextended({column}, 0), '[]')"


def _key(column: str) -> str:
    return f"int8range({column}, {column}, '[]')"


class Migration(migrations.Migration):
    initial = True

    dependencies = [("outbox", "0001_roles")]

    operations = [
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uid",
                    models.UUIDField(
                        default=lienthong.toolkit.identity.new_uid, editable=False, unique=True, verbose_name="định danh"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="họ và tên")),
                ("folded", models.CharField(db_collation="C", editable=False, max_length=120, verbose_name="tên để tìm")),
                ("sort_key", models.CharField(db_collation="C", editable=False, max_length=500, verbose_name="khóa xếp")),
                ("birth_year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="năm sinh")),
                ("birth_on", models.DateField(blank=True, null=True, verbose_name="ngày sinh")),
            ],
            options={
                "verbose_name": "người",
                "verbose_name_plural": "người",
                "ordering": ["sort_key", "pk"],
                "indexes": [models.Index(fields=["folded", "id"], name="org_person_folded")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("birth_on__isnull", True), ("birth_on__year", models.F("birth_year")), _connector="OR"
                        ),
                        name="org_person_birth_agrees",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("birth_year__isnull", True),
                            models.Q(("birth_year__gte", 1900), ("birth_year__lte", 2100)),
                            _connector="OR",
                        ),
                        name="org_person_birth_year",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uid",
                    models.UUIDField(
                        default=lienthong.toolkit.identity.new_uid, editable=False, unique=True, verbose_name="định danh"
                    ),
                ),
                ("code", models.CharField(max_length=35, verbose_name="mã định danh (QĐ 20/2020)")),
                (
                    "code_legacy",
                    models.CharField(blank=True, default="", max_length=17, verbose_name="mã định danh cũ (QCVN 102)"),
                ),
                ("admin_code", models.CharField(blank=True, default="", max_length=5, verbose_name="mã đơn vị hành chính")),
                ("name", models.CharField(max_length=200, verbose_name="tên")),
                ("short_name", models.CharField(max_length=100, verbose_name="tên ngắn")),
                ("folded", models.CharField(db_collation="C", editable=False, max_length=200, verbose_name="tên để tìm")),
                ("sort_key", models.CharField(db_collation="C", editable=False, max_length=800, verbose_name="khóa xếp")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("people_committee", "people_committee"),
                            ("people_council", "people_council"),
                            ("division", "division"),
                            ("public_unit", "public_unit"),
                            ("vertical_agency", "vertical_agency"),
                            ("party_committee", "party_committee"),
                            ("party_body", "party_body"),
                            ("mass_body", "mass_body"),
                            ("section", "section"),
                        ],
                        max_length=20,
                        verbose_name="loại",
                    ),
                ),
                ("function", models.CharField(max_length=40, verbose_name="chức năng")),
                ("functions", models.JSONField(default=list, verbose_name="các chức năng")),
                (
                    "system",
                    models.CharField(
                        choices=[("state", "state"), ("party", "party"), ("vertical", "vertical"), ("front", "front")],
                        max_length=10,
                        verbose_name="hệ thống",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("province", "province"),
                            ("district", "district"),
                            ("commune", "commune"),
                            ("village", "village"),
                        ],
                        max_length=10,
                        verbose_name="cấp",
                    ),
                ),
                (
                    "area_class",
                    models.CharField(
                        choices=[("normal", "normal"), ("mountain", "mountain"), ("remote", "remote")],
                        default="normal",
                        max_length=10,
                        verbose_name="loại địa bàn",
                    ),
                ),
                (
                    "home_installation",
                    models.CharField(default=lienthong.office.org.models._home, max_length=40, verbose_name="bản cài đặt gốc"),
                ),
                ("since", models.DateField(verbose_name="từ ngày")),
                ("until", models.DateField(blank=True, null=True, verbose_name="đến trước ngày")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="org.unit",
                        verbose_name="cấp trên",
                    ),
                ),
            ],
            options={
                "verbose_name": "đơn vị (tổ chức)",
                "verbose_name_plural": "đơn vị (tổ chức)",
                "ordering": ["code", "since", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Succession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uid",
                    models.UUIDField(
                        default=lienthong.toolkit.identity.new_uid, editable=False, unique=True, verbose_name="định danh"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("rename", "rename"),
                            ("merge", "merge"),
                            ("split", "split"),
                            ("abolish", "abolish"),
                            ("reparent", "reparent"),
                            ("create", "create"),
                        ],
                        max_length=10,
                        verbose_name="loại thay đổi",
                    ),
                ),
                ("share", models.DecimalField(decimal_places=6, default=1, max_digits=7, verbose_name="phần")),
                ("legal_document", models.CharField(max_length=300, verbose_name="căn cứ")),
                ("on", models.DateField(verbose_name="ngày hiệu lực")),
                (
                    "from_unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followed_by",
                        to="org.unit",
                    ),
                ),
                (
                    "to_unit",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="follows", to="org.unit"
                    ),
                ),
            ],
            options={
                "verbose_name": "kế thừa đơn vị",
                "verbose_name_plural": "kế thừa đơn vị",
                "ordering": ["on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ServiceArea",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField(verbose_name="từ ngày")),
                ("until", models.DateField(blank=True, null=True, verbose_name="đến trước ngày")),
                ("area", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="served_by", to="org.unit")),
                ("unit", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="serves", to="org.unit")),
            ],
            options={
                "verbose_name": "địa bàn phục vụ",
                "verbose_name_plural": "địa bàn phục vụ",
                "ordering": ["area", "unit", "since"],
            },
        ),
        migrations.CreateModel(
            name="Post",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uid",
                    models.UUIDField(
                        default=lienthong.toolkit.identity.new_uid, editable=False, unique=True, verbose_name="định danh"
                    ),
                ),
                ("title", models.CharField(max_length=150, verbose_name="chức danh")),
                ("duties", models.JSONField(default=list, verbose_name="nhiệm vụ")),
                (
                    "capacity",
                    models.CharField(
                        choices=[("state", "state"), ("party", "party")], default="state", max_length=10, verbose_name="tư cách"
                    ),
                ),
                (
                    "system",
                    models.CharField(
                        choices=[("state", "state"), ("party", "party"), ("vertical", "vertical"), ("front", "front")],
                        max_length=10,
                        verbose_name="hệ thống",
                    ),
                ),
                ("seats", models.PositiveSmallIntegerField(default=1, verbose_name="số người")),
                ("rank", models.PositiveSmallIntegerField(default=50, verbose_name="thứ bậc")),
                ("since", models.DateField(verbose_name="từ ngày")),
                ("until", models.DateField(blank=True, null=True, verbose_name="đến trước ngày")),
                ("unit", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="posts", to="org.unit")),
            ],
            options={
                "verbose_name": "vị trí việc làm",
                "verbose_name_plural": "vị trí việc làm",
                "ordering": ["unit", "rank", "pk"],
            },
        ),
        migrations.CreateModel(
            name="UnitCalendar",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("calendar_code", models.CharField(max_length=40, verbose_name="mã lịch")),
                ("since", models.DateField(verbose_name="từ ngày")),
                ("until", models.DateField(blank=True, null=True, verbose_name="đến trước ngày")),
                ("unit", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="calendars", to="org.unit")),
            ],
            options={
                "verbose_name": "lịch làm việc của đơn vị",
                "verbose_name_plural": "lịch làm việc của đơn vị",
                "ordering": ["unit", "since"],
            },
        ),
        migrations.CreateModel(
            name="UnitEra",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="tên")),
                ("short_name", models.CharField(max_length=100, verbose_name="tên ngắn")),
                (
                    "area_class",
                    models.CharField(
                        choices=[("normal", "normal"), ("mountain", "mountain"), ("remote", "remote")],
                        max_length=10,
                        verbose_name="loại địa bàn",
                    ),
                ),
                ("since", models.DateField(verbose_name="từ ngày")),
                ("until", models.DateField(blank=True, null=True, verbose_name="đến trước ngày")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.unit"
                    ),
                ),
                ("unit", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="eras", to="org.unit")),
            ],
            options={
                "verbose_name": "thời kỳ của đơn vị",
                "verbose_name_plural": "thời kỳ của đơn vị",
                "ordering": ["unit", "since"],
            },
        ),
        migrations.CreateModel(
            name="AdminUnit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uid",
                    models.UUIDField(
                        default=lienthong.toolkit.identity.new_uid, editable=False, unique=True, verbose_name="định danh"
                    ),
                ),
                ("code", models.CharField(max_length=12, verbose_name="mã")),
                ("full_name", models.CharField(max_length=120, verbose_name="tên đầy đủ")),
                ("path", models.CharField(max_length=400, verbose_name="địa chỉ đầy đủ")),
                ("folded", models.CharField(db_collation="C", editable=False, max_length=400, verbose_name="tên để tìm")),
                (
                    "folded_name",
                    models.CharField(db_collation="C", editable=False, max_length=120, verbose_name="tên không loại để tìm"),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("province", "province"),
                            ("district", "district"),
                            ("commune", "commune"),
                            ("village", "village"),
                        ],
                        max_length=10,
                        verbose_name="cấp",
                    ),
                ),
                ("since", models.DateField(verbose_name="từ ngày")),
                ("until", models.DateField(blank=True, null=True, verbose_name="đến trước ngày")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="org.adminunit",
                    ),
                ),
            ],
            options={
                "verbose_name": "đơn vị hành chính",
                "verbose_name_plural": "đơn vị hành chính",
                "ordering": ["code", "since", "pk"],
                "indexes": [
                    models.Index(fields=["folded", "id"], name="org_adminunit_folded"),
                    models.Index(fields=["folded_name", "id"], name="org_adminunit_folded_name"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gt", models.F("since")), _connector="OR"),
                        name="org_adminunit_forwards",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__in", ["province", "district", "commune", "village"])),
                        name="org_adminunit_level",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Delegation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uid",
                    models.UUIDField(
                        default=lienthong.toolkit.identity.new_uid, editable=False, unique=True, verbose_name="định danh"
                    ),
                ),
                ("duties", models.JSONField(default=list, verbose_name="nhiệm vụ được giao")),
                ("reason", models.CharField(max_length=300, verbose_name="lý do")),
                ("since", models.DateTimeField(verbose_name="từ lúc")),
                ("until", models.DateTimeField(verbose_name="đến trước lúc")),
                ("made_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="ghi lúc")),
                (
                    "from_person",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.person"),
                ),
                ("to_person", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.person")),
                (
                    "from_post",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="delegations", to="org.post"),
                ),
            ],
            options={
                "verbose_name": "ủy quyền",
                "verbose_name_plural": "ủy quyền",
                "ordering": ["since", "pk"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("until__gt", models.F("since"))), name="org_delegation_forwards"),
                    models.CheckConstraint(
                        condition=models.Q(("from_person", models.F("to_person")), _negated=True), name="org_delegation_other"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Appointment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uid",
                    models.UUIDField(
                        default=lienthong.toolkit.identity.new_uid, editable=False, unique=True, verbose_name="định danh"
                    ),
                ),
                ("seat", models.PositiveSmallIntegerField(default=1, verbose_name="ghế")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("appointed", "appointed"),
                            ("elected", "elected"),
                            ("seconded", "seconded"),
                            ("acting", "acting"),
                        ],
                        default="appointed",
                        max_length=10,
                        verbose_name="hình thức",
                    ),
                ),
                ("decision", models.CharField(blank=True, default="", max_length=200, verbose_name="quyết định")),
                ("since", models.DateField(verbose_name="từ ngày")),
                ("until", models.DateField(blank=True, null=True, verbose_name="đến trước ngày")),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="appointments", to="org.person"),
                ),
                (
                    "post",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="appointments", to="org.post"),
                ),
            ],
            options={
                "verbose_name": "bổ nhiệm",
                "verbose_name_plural": "bổ nhiệm",
                "ordering": ["post", "seat", "since"],
                "indexes": [models.Index(fields=["person", "since"], name="org_appointment_person")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gt", models.F("since")), _connector="OR"),
                        name="org_appointment_forwards",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["appointed", "elected", "seconded", "acting"])),
                        name="org_appointment_kind",
                    ),
                    models.CheckConstraint(condition=models.Q(("seat__gte", 1)), name="org_appointment_seat"),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="unit",
            index=models.Index(fields=["folded", "id"], name="org_unit_folded"),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "people_committee",
                            "people_council",
                            "division",
                            "public_unit",
                            "vertical_agency",
                            "party_committee",
                            "party_body",
                            "mass_body",
                            "section",
                        ],
                    )
                ),
                name="org_unit_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(("system__in", ["state", "party", "vertical", "front"])), name="org_unit_system"
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__in", ["province", "district", "commune", "village"])), name="org_unit_level"
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(("area_class__in", ["normal", "mountain", "remote"])), name="org_unit_area_class"
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__isnull", True), ("until__gt", models.F("since")), _connector="OR"),
                name="org_unit_forwards",
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(("parent", models.F("id")), _negated=True), name="org_unit_not_own_parent"
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(("code__regex", "^[A-Y]\\d{2}(\\.\\d{1,6})*$")), name="org_unit_code_form"
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("code_legacy", ""), ("code_legacy__regex", "^\\d{3}\\.\\d{2}\\.\\d{2}\\.[A-Y]\\d{2}$"), _connector="OR"
                ),
                name="org_unit_legacy_form",
            ),
        ),
        migrations.AddConstraint(
            model_name="succession",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["rename", "merge", "split", "abolish", "reparent", "create"])),
                name="org_succession_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="succession",
            constraint=models.CheckConstraint(
                condition=models.Q(("share__gt", 0), ("share__lte", 1)), name="org_succession_share"
            ),
        ),
        migrations.AddConstraint(
            model_name="succession",
            constraint=models.CheckConstraint(
                condition=models.Q(("from_unit__isnull", False), ("to_unit__isnull", False), _connector="OR"),
                name="org_succession_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="servicearea",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__isnull", True), ("until__gt", models.F("since")), _connector="OR"),
                name="org_servicearea_forwards",
            ),
        ),
        migrations.AddConstraint(
            model_name="servicearea",
            constraint=models.CheckConstraint(
                condition=models.Q(("unit", models.F("area")), _negated=True), name="org_servicearea_other"
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__isnull", True), ("until__gt", models.F("since")), _connector="OR"),
                name="org_post_forwards",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(("system__in", ["state", "party", "vertical", "front"])), name="org_post_system"
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(condition=models.Q(("capacity__in", ["state", "party"])), name="org_post_capacity"),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(condition=models.Q(("seats__gte", 1)), name="org_post_seats"),
        ),
        migrations.AddConstraint(
            model_name="unitcalendar",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__isnull", True), ("until__gt", models.F("since")), _connector="OR"),
                name="org_unitcalendar_forwards",
            ),
        ),
        migrations.AddConstraint(
            model_name="unitera",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__isnull", True), ("until__gt", models.F("since")), _connector="OR"),
                name="org_unitera_forwards",
            ),
        ),
        migrations.AddConstraint(
            model_name="unitera",
            constraint=models.CheckConstraint(
                condition=models.Q(("area_class__in", ["normal", "mountain", "remote"])), name="org_unitera_area_class"
            ),
        ),
        _once("org_unit", "org_unit_code_once", _text("code")),
        _once("org_unit", "org_unit_legacy_once", _text("code_legacy"), where="WHERE (code_legacy <> '')"),
        _once("org_unit", "org_unit_admin_code_once", _text("admin_code"), where="WHERE (admin_code <> '')"),
        _once("org_unitera", "org_unitera_once", _key("unit_id")),
        _once("org_servicearea", "org_servicearea_once", f"{_key('unit_id')} | {_key('area_id')}"),
        _once("org_unitcalendar", "org_unitcalendar_once", _key("unit_id")),
        _once("org_adminunit", "org_adminunit_once", _text("code")),
        _once("org_appointment", "org_appointment_seat_once", f"{_key('post_id')} | {_key('seat::bigint')}"),
        _once("org_appointment", "org_appointment_person_once", f"{_key('post_id')} | {_key('person_id')}"),
        _once(
            "org_delegation", "org_delegation_once", f"{_key('from_post_id')} | {_key('to_person_id')}", "tstzrange(since, until)"
        ),
    ]
