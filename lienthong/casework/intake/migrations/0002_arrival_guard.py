"""Who sees what arrived; what came stays as it came, and what became of it is written once."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations import RunSQL

from lienthong.toolkit.database import protect, protect_by_parent

TABLES = "intake_arrival, intake_arrivalfile"
GRANTS = f"""
REVOKE UPDATE, DELETE, TRUNCATE ON {TABLES} FROM lienthong_web, lienthong_worker;
GRANT UPDATE (state, document_id, reason, settled_at, settled_by, proposal) ON intake_arrival TO lienthong_web, lienthong_worker;
"""
UNGRANT = f"GRANT UPDATE, DELETE ON {TABLES} TO lienthong_web, lienthong_worker;"
KEEP = """
CREATE FUNCTION intake_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state IN ('registered', 'joined')
     AND (OLD.state, OLD.document_id, OLD.settled_at, OLD.settled_by)
       IS DISTINCT FROM (NEW.state, NEW.document_id, NEW.settled_at, NEW.settled_by) THEN
    RAISE EXCEPTION 'văn bản đã vào sổ không trở lại danh sách chờ' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER intake_arrival_keep BEFORE UPDATE ON intake_arrival FOR EACH ROW EXECUTE FUNCTION intake_keep();
"""
FORGET = "DROP TRIGGER intake_arrival_keep ON intake_arrival; DROP FUNCTION intake_keep();"


class Migration(migrations.Migration):
    """Row-level security by the keeper; nothing is erased; what was registered never waits again."""

    dependencies: ClassVar = [("intake", "0001_arrival"), ("ledger", "0001_ledger")]
    operations: ClassVar = [
        protect("intake_arrival", unit_column="keeper_id"),
        protect_by_parent("intake_arrivalfile", parent="intake_arrival", column="arrival_id"),
        RunSQL(GRANTS, UNGRANT),
        RunSQL(KEEP, FORGET),
    ]
