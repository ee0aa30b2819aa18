"""A leg is a dossier of the unit that does it, below the dossier that it is a leg of; the public sees each leg in plain words."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations import RunSQL

_HEAD = """
CREATE FUNCTION dossiers_public_lookup(asked_code text, asked_key text)
RETURNS TABLE (code text, owner_masked text, procedure_name text, unit_name text, status int, step text, where_unit text,
  received_at timestamptz, due_at timestamptz, original_due_at timestamptz, finished_at timestamptz, returned_at timestamptz,
  pause_cause text, papers_asked text[], reply_by text, fee_owed bigint{more})
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT d.code, d.owner_masked, p.name, u.name, d.status::int, d.where_step, w.name, d.received_at, d.due_at, d.original_due_at,
    d.finished_at, d.returned_at, d.pause_cause,
    (SELECT array(SELECT jsonb_array_elements_text(s.papers)) FROM dossiers_supplement s
       WHERE s.dossier_id = d.id AND s.received_at IS NULL),
    (SELECT to_char(s.reply_by, 'DD/MM/YYYY') FROM dossiers_supplement s WHERE s.dossier_id = d.id AND s.received_at IS NULL),
    (SELECT coalesce(sum(greatest(f.amount - f.paid, 0)), 0)::bigint FROM dossiers_feeline f WHERE f.dossier_id = d.id){legs}
  FROM dossiers_dossier d
    JOIN procedures_procedureversion v ON v.id = d.version_id JOIN procedures_procedure p ON p.id = v.procedure_id
    JOIN org_unit u ON u.id = d.unit_id LEFT JOIN org_unit w ON w.id = d.where_unit_id
  WHERE d.code = asked_code AND d.lookup_key = asked_key{only}
$$;
REVOKE ALL ON FUNCTION dossiers_public_lookup(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION dossiers_public_lookup(text, text) TO lienthong_web, lienthong_lookup;
"""
_LEGS = """,
    (SELECT jsonb_agg(jsonb_build_object('name', l.value ->> 'name', 'unit', o.name, 'state', l.value ->> 'state',
                                         'due_at', l.value ->> 'due_at', 'ended_at', l.value ->> 'finished_at')
                      ORDER BY l.value ->> 'started_at', l.key)
       FROM jsonb_each(d.legs) l LEFT JOIN org_unit o ON o.id = (l.value ->> 'unit_id')::bigint WHERE l.value ? 'uid')"""
_DROP = "DROP FUNCTION dossiers_public_lookup(text, text);"
_NEW = _HEAD.format(more=", legs jsonb", legs=_LEGS, only=" AND d.parent_id IS NULL")
_OLD = _HEAD.format(more="", legs="", only="")


class Migration(migrations.Migration):
    """Add the columns of a leg; make the public look-up anew."""

    dependencies = [("dossiers", "0006_filing")]
    operations = [
        migrations.AddField(
            "dossier",
            "parent",
            models.ForeignKey(
                "dossiers.dossier",
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                verbose_name="hồ sơ gốc",
            ),
        ),
        migrations.AddField(
            "dossier", "leg", models.CharField(blank=True, default="", max_length=60, verbose_name="chặng liên thông")
        ),
        migrations.AddField("dossier", "link", models.JSONField(default=dict, verbose_name="liên thông với hồ sơ gốc")),
        migrations.AddIndex(
            "dossier",
            models.Index(
                condition=models.Q(("ended_at", None), ("parent__isnull", False)), fields=["due_at"], name="dossier_open_legs"
            ),
        ),
        migrations.AddConstraint(
            "dossier",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("leg", ""), ("parent", None)),
                    models.Q(models.Q(("parent", None), _negated=True), models.Q(("leg", ""), _negated=True)),
                    _connector="OR",
                ),
                name="dossier_leg_has_parent",
            ),
        ),
        migrations.AddConstraint(
            "dossier",
            models.UniqueConstraint(
                condition=models.Q(("parent__isnull", False)), fields=("parent", "leg"), name="dossier_leg_once"
            ),
        ),
        RunSQL(_DROP + _NEW, _DROP + _OLD),
    ]
