"""Templates of an office: one version in force for each day, read by whoever may use it, never rewritten once published."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations import RunSQL

import lienthong.toolkit.identity
from lienthong.toolkit.database import protect

APART = """
ALTER TABLE drafting_officetemplate ADD CONSTRAINT drafting_template_one_in_force EXCLUDE USING gist (
  int8range(hashtextextended(template_uid::text, 0), hashtextextended(template_uid::text, 0), '[]') WITH =,
  daterange(since, until) WITH &&) WHERE (since IS NOT NULL);
"""
WRITTEN = ("name", "source", "type_key", "content", "file_uid", "file_name", "note", "writer_uid", "writer_name", "written_at")
PUBLISHED = ("since", "shared", "publisher_uid", "publisher_name", "published_at")


def _changed(columns: tuple[str, ...]) -> str:
    return " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in columns)


KEEP = f"""
CREATE FUNCTION drafting_template_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'withdrawn' OR OLD.state <> 'draft' AND ({_changed(WRITTEN)})
     OR OLD.since IS NOT NULL AND ({_changed(PUBLISHED)} OR NEW.until > OLD.until OR NEW.until IS NULL AND OLD.until IS NOT NULL)
  THEN
    RAISE EXCEPTION 'mẫu văn bản đã ban hành không sửa được' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER drafting_template_keep BEFORE UPDATE ON drafting_officetemplate
  FOR EACH ROW EXECUTE FUNCTION drafting_template_keep();
"""
UPDATED = ", ".join((*WRITTEN, *PUBLISHED, "until", "state", "withdrawn_by", "withdrawn_at", "withdraw_reason"))
GRANTS = f"""
REVOKE UPDATE, DELETE, TRUNCATE ON drafting_officetemplate FROM lienthong_web, lienthong_worker;
GRANT UPDATE ({UPDATED}) ON drafting_officetemplate TO lienthong_web, lienthong_worker;
CREATE POLICY drafting_officetemplate_shared ON drafting_officetemplate FOR SELECT TO lienthong_web, lienthong_worker
  USING (shared AND since IS NOT NULL);
"""


class Migration(migrations.Migration):
    """Units that draft for the same body use what its office shares, so that is read by everybody; only the unit writes."""

    dependencies = [("drafting", "0002_drafts_guard"), ("ledger", "0001_ledger"), ("org", "0002_delegation_form")]
    operations = [
        migrations.CreateModel(
            name="OfficeTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uid",
                    models.UUIDField(
                        default=lienthong.toolkit.identity.new_uid, editable=False, unique=True, verbose_name="mã định danh"
                    ),
                ),
                ("template_uid", models.UUIDField(verbose_name="mã của mẫu")),
                ("number", models.PositiveIntegerField(verbose_name="bản số")),
                ("system", models.CharField(max_length=10, verbose_name="hệ thống")),
                ("name", models.CharField(max_length=150, verbose_name="tên mẫu")),
                ("source", models.CharField(max_length=10, verbose_name="dùng khi")),
                ("type_key", models.CharField(max_length=40, verbose_name="loại")),
                ("content", models.JSONField(verbose_name="nội dung")),
                ("file_uid", models.UUIDField(null=True, verbose_name="tệp")),
                ("file_name", models.CharField(blank=True, default="", max_length=255, verbose_name="tên tệp")),
                ("note", models.CharField(blank=True, default="", max_length=300, verbose_name="sửa gì")),
                ("state", models.CharField(default="draft", max_length=10, verbose_name="tình trạng")),
                ("since", models.DateField(null=True, verbose_name="từ ngày")),
                ("until", models.DateField(null=True, verbose_name="đến trước ngày")),
                ("shared", models.BooleanField(default=False, verbose_name="dùng chung")),
                ("writer_uid", models.UUIDField(verbose_name="mã người soạn")),
                ("writer_name", models.CharField(max_length=200, verbose_name="người soạn")),
                ("written_at", models.DateTimeField(verbose_name="soạn lúc")),
                ("publisher_uid", models.UUIDField(null=True, verbose_name="mã người ban hành")),
                ("publisher_name", models.CharField(blank=True, default="", max_length=200, verbose_name="người ban hành")),
                ("published_at", models.DateTimeField(null=True, verbose_name="ban hành lúc")),
                ("withdrawn_by", models.CharField(blank=True, default="", max_length=200, verbose_name="người thu hồi")),
                ("withdrawn_at", models.DateTimeField(null=True, verbose_name="thu hồi lúc")),
                ("withdraw_reason", models.CharField(blank=True, default="", max_length=300, verbose_name="lý do thu hồi")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.unit", verbose_name="đơn vị"
                    ),
                ),
            ],
            options={
                "verbose_name": "mẫu văn bản của cơ quan",
                "verbose_name_plural": "mẫu văn bản của cơ quan",
                "constraints": [
                    models.UniqueConstraint(fields=("template_uid", "number"), name="drafting_template_number"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("source__in", ["blank", "letter", "dossier"]),
                            ("state__in", ["draft", "published", "withdrawn"]),
                            ("system__in", ["state", "party"]),
                        ),
                        name="drafting_template_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("publisher_uid", None),
                            models.Q(("publisher_uid", models.F("writer_uid")), _negated=True),
                            _connector="OR",
                        ),
                        name="drafting_template_four_eyes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until", None),
                            models.Q(("since__isnull", False), ("until__gte", models.F("since"))),
                            _connector="OR",
                        ),
                        name="drafting_template_forwards",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "published"), _negated=True),
                            models.Q(("published_at__isnull", False), ("since__isnull", False)),
                            _connector="OR",
                        ),
                        name="drafting_template_published",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_at", None), models.Q(("withdraw_reason", ""), _negated=True), _connector="OR"
                        ),
                        name="drafting_template_reason",
                    ),
                ],
            },
        ),
        RunSQL(APART, "ALTER TABLE drafting_officetemplate DROP CONSTRAINT drafting_template_one_in_force;"),
        RunSQL(
            KEEP,
            "DROP TRIGGER drafting_template_keep ON drafting_officetemplate; DROP FUNCTION drafting_template_keep();",
        ),
        protect("drafting_officetemplate", unit_column="unit_id"),
        RunSQL(
            GRANTS,
            "DROP POLICY drafting_officetemplate_shared ON drafting_officetemplate;"
            "GRANT UPDATE, DELETE ON drafting_officetemplate TO lienthong_web, lienthong_worker;",
        ),
    ]
