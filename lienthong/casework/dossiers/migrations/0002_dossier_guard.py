"""Who sees dossiers, and the one function through which the public looks one up."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from lienthong.toolkit.database import protect, protect_by_parent

NOTE_UNITS = (
    "(SELECT lienthong_everything()) OR dossiers_handovernote.from_unit_id = ANY ((SELECT lienthong_units())::bigint[])"
    " OR dossiers_handovernote.to_unit_id = ANY ((SELECT lienthong_units())::bigint[])"
)

LOOKUP = """
CREATE FUNCTION dossiers_public_lookup(asked_code text, asked_key text)
RETURNS TABLE (code text, owner_masked text, procedure_name text, unit_name text, status int, step text, where_unit text,
  received_at timestamptz, due_at timestamptz, original_due_at timestamptz, finished_at timestamptz, returned_at timestamptz,
  pause_cause text, papers_asked text[], reply_by text, fee_owed bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT d.code, d.owner_masked, p.name, u.name, d.status::int, d.where_step, w.name, d.received_at, d.due_at, d.original_due_at,
    d.finished_at, d.returned_at, d.pause_cause,
    (SELECT array(SELECT jsonb_array_elements_text(s.papers)) FROM dossiers_supplement s
       WHERE s.dossier_id = d.id AND s.received_at IS NULL),
    (SELECT to_char(s.reply_by, 'DD/MM/YYYY') FROM dossiers_supplement s WHERE s.dossier_id = d.id AND s.received_at IS NULL),
    (SELECT coalesce(sum(greatest(f.amount - f.paid, 0)), 0)::bigint FROM dossiers_feeline f WHERE f.dossier_id = d.id)
  FROM dossiers_dossier d
    JOIN procedures_procedureversion v ON v.id = d.version_id JOIN procedures_procedure p ON p.id = v.procedure_id
    JOIN org_unit u ON u.id = d.unit_id LEFT JOIN org_unit w ON w.id = d.where_unit_id
  WHERE d.code = asked_code AND d.lookup_key = asked_key
$$;
REVOKE ALL ON FUNCTION dossiers_public_lookup(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION dossiers_public_lookup(text, text) TO lienthong_web, lienthong_lookup;
"""


class Migration(migrations.Migration):
    """Switch row-level security on; make the public look-up."""

    dependencies = [("dossiers", "0001_dossier"), ("ledger", "0001_ledger")]
    operations = [
        protect("dossiers_dossier", unit_column="unit_id"),
        *(
            protect_by_parent(f"dossiers_{table}", parent="dossiers_dossier", column="dossier_id")
            for table in ("party", "paperline", "feeline", "duedate", "supplement")
        ),
        RunSQL(
            "ALTER TABLE dossiers_handovernote ENABLE ROW LEVEL SECURITY;"
            "CREATE POLICY dossiers_handovernote_seen ON dossiers_handovernote FOR ALL TO lienthong_web, lienthong_worker"
            f" USING ({NOTE_UNITS}) WITH CHECK ({NOTE_UNITS});",
            "DROP POLICY dossiers_handovernote_seen ON dossiers_handovernote;"
            "ALTER TABLE dossiers_handovernote DISABLE ROW LEVEL SECURITY;",
        ),
        protect_by_parent("dossiers_handovernoteline", parent="dossiers_handovernote", column="note_id"),
        RunSQL(LOOKUP, "DROP FUNCTION dossiers_public_lookup(text, text)"),
    ]
