"""Who sees petitions; what was said stays as it was said; four questions and one word that the public may ask and give."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from lienthong.toolkit.database import protect

ASK = """
CREATE FUNCTION petitions_public_lookup(asked_code text, asked_key text)
RETURNS TABLE (code text, kind text, subject text, unit text, handler text, state text, came_at timestamptz, due_at timestamptz,
  closed_at timestamptz, closing text, agency text, felt text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT p.code, p.kind, p.subject, u.name, h.name, p.state, p.came_at, p.due_at, p.closed_at, p.closing, p.agency, p.felt
    FROM petitions_petition p JOIN org_unit u ON u.id = p.unit_id LEFT JOIN org_unit h ON h.id = p.handler_id
   WHERE p.code = asked_code AND p.lookup_key = asked_key
$$;
CREATE FUNCTION petitions_of_citizen()
RETURNS TABLE (code text, lookup_key text, subject text, unit text, state text, came_at timestamptz, due_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT p.code, p.lookup_key, p.subject, u.name, p.state, p.came_at, p.due_at
    FROM petitions_petition p JOIN org_unit u ON u.id = p.unit_id
   WHERE p.citizen_uid = lienthong_citizen() ORDER BY p.id DESC LIMIT 100
$$;
CREATE FUNCTION petitions_published(before bigint, most int)
RETURNS TABLE (id bigint, name text, kind text, unit text, subject text, answer text, closed_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT p.id, p.name_masked, p.kind, u.name, p.public_subject, p.public_answer, p.closed_at
    FROM petitions_petition p JOIN org_unit u ON u.id = p.handler_id
   WHERE p.public_answer <> '' AND (before = 0 OR (p.closed_at, p.id) <
         (SELECT b.closed_at, b.id FROM petitions_petition b WHERE b.id = before AND b.public_answer <> ''))
   ORDER BY p.closed_at DESC, p.id DESC LIMIT most
$$;
CREATE FUNCTION petitions_feel(asked_code text, asked_key text, said text, said_at timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE found_state text; found_felt text; found_id bigint;
BEGIN
  SELECT p.id, p.state, p.felt INTO found_id, found_state, found_felt FROM petitions_petition p
   WHERE p.code = asked_code AND p.lookup_key = asked_key FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN 'unknown'; END IF;
  IF found_state NOT IN ('answered', 'transferred', 'refused') THEN RETURN 'not_yet'; END IF;
  IF found_felt <> '' THEN RETURN 'again'; END IF;
  UPDATE petitions_petition SET felt = said, felt_at = said_at WHERE id = found_id;
  RETURN 'done';
END $$;
REVOKE ALL ON FUNCTION petitions_public_lookup(text, text), petitions_of_citizen(), petitions_published(bigint, int),
  petitions_feel(text, text, text, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION petitions_public_lookup(text, text), petitions_of_citizen(), petitions_published(bigint, int),
  petitions_feel(text, text, text, timestamptz) TO lienthong_web;
REVOKE UPDATE, DELETE, TRUNCATE ON petitions_petition FROM lienthong_web, lienthong_worker;
GRANT UPDATE (kind, state, received_at, due_at, handler_id, handle_by, closed_at, closed_by, closing, agency, public_subject,
  public_answer) ON petitions_petition TO lienthong_web, lienthong_worker;
"""
UNDO = """
GRANT UPDATE, DELETE ON petitions_petition TO lienthong_web, lienthong_worker;
DROP FUNCTION petitions_feel(text, text, text, timestamptz);
DROP FUNCTION petitions_published(bigint, int);
DROP FUNCTION petitions_of_citizen();
DROP FUNCTION petitions_public_lookup(text, text);
"""


class Migration(migrations.Migration):
    """Switch row-level security on; a petition is written once, only its handling goes on."""

    dependencies = [("petitions", "0001_petition"), ("ledger", "0001_ledger"), ("citizens", "0002_own_rows")]
    operations = [protect("petitions_petition", unit_column="unit_id"), RunSQL(ASK, UNDO)]
