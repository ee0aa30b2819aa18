"""What citizens file online: the form beside the dossier, when a supplement was sent, and what its citizen may ask."""

import django.core.serializers.json
import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations import RunSQL

SEEN = (
    "dossiers_filing.citizen_uid = (SELECT lienthong_citizen())"
    " OR EXISTS (SELECT 1 FROM dossiers_dossier owner WHERE owner.id = dossiers_filing.dossier_id)"
)
RULES = RunSQL(
    f"""
    ALTER TABLE dossiers_filing ENABLE ROW LEVEL SECURITY;
    CREATE POLICY dossiers_filing_seen ON dossiers_filing FOR ALL TO lienthong_web, lienthong_worker
      USING ({SEEN}) WITH CHECK ({SEEN});
    CREATE FUNCTION dossiers_of_citizen() RETURNS TABLE (uid uuid, code text, lookup_key text, procedure_name text, unit_id bigint,
      unit_name text, status int, received_at timestamptz, due_at timestamptz, papers_asked text[], reply_by date, asked_why text,
      sent_at timestamptz, fee_owed bigint, filed_at timestamptz, ended_why text)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
      SELECT d.uid, d.code, d.lookup_key, p.name, u.id, u.name, d.status::int, d.received_at, d.due_at,
        (SELECT array(SELECT jsonb_array_elements_text(s.papers))), s.reply_by, s.reason, s.sent_at,
        (SELECT coalesce(sum(greatest(l.amount - l.paid, 0)), 0)::bigint FROM dossiers_feeline l WHERE l.dossier_id = d.id),
        f.filed_at, (SELECT e.body::jsonb #>> '{{facts,reason}}' FROM ledger_event e
          WHERE d.status = 3 AND e.stream_uid = d.uid AND e.activity = 'refused' ORDER BY e.seq DESC LIMIT 1)
      FROM dossiers_filing f JOIN dossiers_dossier d ON d.id = f.dossier_id
        JOIN procedures_procedureversion v ON v.id = d.version_id JOIN procedures_procedure p ON p.id = v.procedure_id
        JOIN org_unit u ON u.id = d.unit_id
        LEFT JOIN dossiers_supplement s ON s.dossier_id = d.id AND s.received_at IS NULL
      WHERE f.citizen_uid = lienthong_citizen() ORDER BY f.id DESC LIMIT 200
    $$;
    REVOKE ALL ON FUNCTION dossiers_of_citizen() FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION dossiers_of_citizen() TO lienthong_web;
    """,
    """
    DROP FUNCTION dossiers_of_citizen();
    DROP POLICY dossiers_filing_seen ON dossiers_filing;
    ALTER TABLE dossiers_filing DISABLE ROW LEVEL SECURITY;
    """,
)


class Migration(migrations.Migration):
    """Make the table and the column; a dossier that came otherwise has neither."""

    dependencies = [("dossiers", "0005_unit_index_once"), ("citizens", "0002_own_rows")]
    operations = [
        migrations.AddField(
            model_name="supplement",
            name="sent_at",
            field=models.DateTimeField(null=True, verbose_name="công dân gửi bổ sung lúc"),
        ),
        migrations.CreateModel(
            name="Filing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("citizen_uid", models.UUIDField(verbose_name="công dân nộp")),
                (
                    "answers",
                    models.JSONField(
                        default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name="câu trả lời"
                    ),
                ),
                ("filed_at", models.DateTimeField(verbose_name="nộp lúc")),
                (
                    "dossier",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="dossiers.dossier",
                        verbose_name="hồ sơ",
                    ),
                ),
            ],
            options={
                "verbose_name": "bản khai trực tuyến",
                "verbose_name_plural": "bản khai trực tuyến",
                "indexes": [models.Index(fields=["citizen_uid", "id"], name="filing_citizen")],
            },
        ),
        RULES,
    ]
