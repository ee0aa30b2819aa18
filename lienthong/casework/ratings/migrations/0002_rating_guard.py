"""Who sees ratings, and the two functions through which the public gives one and sees it again."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from lienthong.toolkit.database import protect

GIVE = """
CREATE FUNCTION ratings_give(asked_code text, said_face text, said_reasons jsonb, said_comment text, said_at timestamptz)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE d record;
BEGIN
  SELECT o.uid, o.code, o.unit_id, v.procedure_id, o.finished_at, o.ended_at INTO d
    FROM dossiers_dossier o JOIN procedures_procedureversion v ON v.id = o.version_id WHERE o.code = asked_code;
  IF NOT FOUND THEN RETURN 'unknown'; END IF;
  IF d.finished_at IS NULL AND d.ended_at IS NULL THEN RETURN 'not_yet'; END IF;
  INSERT INTO ratings_rating (dossier_uid, dossier_code, unit_id, procedure_id, face, reasons, comment, rated_at)
    VALUES (d.uid, d.code, d.unit_id, d.procedure_id, said_face, said_reasons, said_comment, said_at)
    ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN RETURN 'again'; END IF;
  RETURN 'done';
END $$;
CREATE FUNCTION ratings_given(asked_code text)
RETURNS TABLE (face text, reasons jsonb, comment text, rated_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT r.face, r.reasons, r.comment, r.rated_at FROM ratings_rating r WHERE r.dossier_code = asked_code
$$;
REVOKE ALL ON FUNCTION ratings_give(text, text, jsonb, text, timestamptz), ratings_given(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ratings_give(text, text, jsonb, text, timestamptz), ratings_given(text) TO lienthong_web;
REVOKE INSERT, UPDATE, DELETE ON ratings_rating FROM lienthong_web, lienthong_worker;
"""
UNDO = """
DROP FUNCTION ratings_give(text, text, jsonb, text, timestamptz);
DROP FUNCTION ratings_given(text);
GRANT INSERT, UPDATE, DELETE ON ratings_rating TO lienthong_web, lienthong_worker;
"""


class Migration(migrations.Migration):
    """Switch row-level security on; nobody but the function writes."""

    dependencies = [("ratings", "0001_rating"), ("dossiers", "0002_dossier_guard"), ("ledger", "0001_ledger")]
    operations = [protect("ratings_rating", column="dossier_uid", unit_column="unit_id"), RunSQL(GIVE, UNDO)]
