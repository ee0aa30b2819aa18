"""Who sees signed results: units that take part, the citizen who holds them; and three questions that the public may ask."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from lienthong.toolkit.database import protect

COLUMNS = """r.uid, r.dossier_uid, r.dossier_code, r.unit_id, r.kind, r.title, r.number, r.file_uid, r.sha256, r.signer_name,
  r.signer_title, r.signing_unit, r.signed_at, r.sample, r.citizen_uid, r.replaced_at"""
ASK = f"""
CREATE POLICY results_signedresult_own ON results_signedresult FOR SELECT TO lienthong_web
  USING (citizen_uid = (SELECT lienthong_citizen()));
CREATE FUNCTION results_opened(asked_code text, asked_key text)
RETURNS TABLE (uid uuid, dossier_uid uuid, dossier_code text, unit_id bigint, kind text, title text, number text, file_uid uuid,
  sha256 text, signer_name text, signer_title text, signing_unit text, signed_at timestamptz, sample boolean, citizen_uid uuid,
  replaced_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT {COLUMNS} FROM dossiers_dossier d JOIN results_signedresult r ON r.dossier_uid = d.uid
  WHERE d.code = asked_code AND d.lookup_key = asked_key ORDER BY r.id DESC
$$;
CREATE FUNCTION results_known(asked_sha256 text)
RETURNS TABLE (title text, number text, signing_unit text, signed_at timestamptz, replaced_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT r.title, r.number, r.signing_unit, r.signed_at, r.replaced_at FROM results_signedresult r
  WHERE r.sha256 = asked_sha256 ORDER BY r.id DESC LIMIT 1
$$;
CREATE FUNCTION results_claim(asked_code text, asked_key text) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE mine uuid := lienthong_citizen(); asked uuid; found_count int;
BEGIN
  SELECT d.uid INTO asked FROM dossiers_dossier d WHERE d.code = asked_code AND d.lookup_key = asked_key;
  IF mine IS NULL OR asked IS NULL THEN RETURN 0; END IF;
  UPDATE results_signedresult r SET citizen_uid = mine WHERE r.dossier_uid = asked AND r.citizen_uid IS NULL;
  SELECT count(*) INTO found_count FROM results_signedresult r WHERE r.dossier_uid = asked AND r.citizen_uid = mine;
  RETURN found_count;
END $$;
REVOKE ALL ON FUNCTION results_opened(text, text), results_known(text), results_claim(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION results_opened(text, text), results_known(text), results_claim(text, text) TO lienthong_web;
REVOKE DELETE, TRUNCATE ON results_signedresult FROM lienthong_web, lienthong_worker;
REVOKE UPDATE ON results_signedresult FROM lienthong_web, lienthong_worker;
GRANT UPDATE (replaced_at) ON results_signedresult TO lienthong_web, lienthong_worker;
"""
UNDO = """
GRANT UPDATE, DELETE ON results_signedresult TO lienthong_web, lienthong_worker;
DROP FUNCTION results_claim(text, text);
DROP FUNCTION results_known(text);
DROP FUNCTION results_opened(text, text);
DROP POLICY results_signedresult_own ON results_signedresult;
"""


class Migration(migrations.Migration):
    """Switch row-level security on; a result that was signed is never written again, but that a later one takes its place."""

    dependencies = [("results", "0001_result"), ("dossiers", "0002_dossier_guard"), ("citizens", "0002_own_rows")]
    operations = [protect("results_signedresult", column="dossier_uid", unit_column="unit_id"), RunSQL(ASK, UNDO)]
