"""A limit may be extended once: the first one, when, by whom and why are kept, and who holds code and key reads it."""

from django.db import migrations, models
from django.db.migrations.operations import RunSQL
from django.db.models import F, Q

LOOK_UP = """
DROP FUNCTION petitions_public_lookup(text, text);
CREATE FUNCTION petitions_public_lookup(asked_code text, asked_key text)
RETURNS TABLE (code text, kind text, subject text, unit text, handler text, state text, came_at timestamptz, due_at timestamptz,
  closed_at timestamptz, closing text, agency text, felt text{more})
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT p.code, p.kind, p.subject, u.name, h.name, p.state, p.came_at, p.due_at, p.closed_at, p.closing, p.agency, p.felt{told}
    FROM petitions_petition p JOIN org_unit u ON u.id = p.unit_id LEFT JOIN org_unit h ON h.id = p.handler_id
   WHERE p.code = asked_code AND p.lookup_key = asked_key
$$;
REVOKE ALL ON FUNCTION petitions_public_lookup(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION petitions_public_lookup(text, text) TO lienthong_web;
"""
COLUMNS = "first_due_at, extended_at, extended_by, extension"


class Migration(migrations.Migration):
    """Add four columns that are empty for what came before, and tell two of them to the public."""

    dependencies = [("petitions", "0004_open_tasks")]
    operations = [
        migrations.AddField("petition", "first_due_at", models.DateTimeField(null=True, verbose_name="hạn trả lời đầu")),
        migrations.AddField("petition", "extended_at", models.DateTimeField(null=True, verbose_name="gia hạn lúc")),
        migrations.AddField(
            "petition", "extended_by", models.CharField(blank=True, default="", max_length=200, verbose_name="người gia hạn")
        ),
        migrations.AddField(
            "petition", "extension", models.CharField(blank=True, default="", max_length=500, verbose_name="lý do gia hạn")
        ),
        migrations.AddConstraint(
            "petition",
            models.CheckConstraint(
                condition=Q(first_due_at=None, extended_at=None, extension="")
                | Q(due_at__gt=F("first_due_at"), extended_at__lte=F("first_due_at")) & ~Q(extension="") & ~Q(state="sent"),
                name="petition_extended_in_time",
            ),
        ),
        RunSQL(
            f"GRANT UPDATE ({COLUMNS}) ON petitions_petition TO lienthong_web, lienthong_worker;"
            + LOOK_UP.format(more=", first_due_at timestamptz, extension text", told=", p.first_due_at, p.extension"),
            LOOK_UP.format(more="", told="")
            + f"REVOKE UPDATE ({COLUMNS}) ON petitions_petition FROM lienthong_web, lienthong_worker;",
        ),
    ]
