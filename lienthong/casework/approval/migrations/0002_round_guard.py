"""Who sees rounds, and that what was submitted and done stays as it was."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from lienthong.toolkit.database import protect, protect_by_parent

TABLES = "approval_round, approval_stand"
GRANTS = f"""
REVOKE UPDATE, DELETE, TRUNCATE ON {TABLES} FROM lienthong_web, lienthong_worker;
GRANT UPDATE (state, now_file_uid, now_sha256, signed_at, issue_by, ended_at, ended_by, reason, document_uid, label, attested_at)
  ON approval_round TO lienthong_web, lienthong_worker;
GRANT UPDATE (state, opened_at, acted_at, acted_by, acted_by_uid, acted_title, note, sha256, unit_id)
  ON approval_stand TO lienthong_web, lienthong_worker;
"""
UNGRANT = f"GRANT UPDATE, DELETE ON {TABLES} TO lienthong_web, lienthong_worker;"
KEEP = """
CREATE FUNCTION approval_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state IN ('done', 'returned', 'dropped') THEN
    RAISE EXCEPTION 'việc đã làm ở một bước trình ký không sửa được' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER approval_stand_keep BEFORE UPDATE ON approval_stand FOR EACH ROW EXECUTE FUNCTION approval_keep();
"""
FORGET = "DROP TRIGGER approval_stand_keep ON approval_stand; DROP FUNCTION approval_keep();"


class Migration(migrations.Migration):
    """Row-level security by who takes part in a round: the drafting unit and every unit of its chain."""

    dependencies = [("approval", "0001_rounds"), ("ledger", "0001_ledger")]
    operations = [
        protect("approval_round", unit_column="unit_id"),
        protect_by_parent("approval_stand", parent="approval_round", column="round_id"),
        RunSQL(GRANTS, UNGRANT),
        RunSQL(KEEP, FORGET),
    ]
