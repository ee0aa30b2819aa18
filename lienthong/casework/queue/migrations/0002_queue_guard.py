"""Who sees a queue; that no ticket is erased or renumbered; and that every change of a board is told to who listens."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from lienthong.toolkit.database import protect

FIXED = ("id", "uid", "unit_id", "series_id", "day", "number", "label", "key", "priority", "issued_at", "recorded_at")
BEFORE, AFTER = ("(" + ", ".join(f"{row}.{column}" for column in FIXED) + ")" for row in ("OLD", "NEW"))
KEEP = f"""
CREATE FUNCTION queue_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'phiếu số đã cấp không xóa được' USING ERRCODE = '42501';
  END IF;
  IF {BEFORE} IS DISTINCT FROM {AFTER} THEN
    RAISE EXCEPTION 'phiếu số đã cấp không đổi số, ngày, giờ lấy được' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER queue_ticket_keep BEFORE UPDATE OR DELETE ON queue_ticket FOR EACH ROW EXECUTE FUNCTION queue_keep();
"""
# A notification leaves at the commit, once for each unit; whoever listens asks for the board itself.
TELL = """
CREATE FUNCTION queue_tell() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('queue_board', NEW.unit_id::text);
  RETURN NULL;
END $$;
CREATE TRIGGER queue_ticket_tell AFTER INSERT OR UPDATE ON queue_ticket FOR EACH ROW EXECUTE FUNCTION queue_tell();
"""


class Migration(migrations.Migration):
    """Switch row-level security on, keep tickets as they were given, tell boards."""

    dependencies = [("queue", "0001_queue"), ("ledger", "0001_ledger")]
    operations = [
        *(protect(f"queue_{table}", unit_column="unit_id") for table in ("countergroup", "counter", "series", "ticket")),
        RunSQL(KEEP, "DROP TRIGGER queue_ticket_keep ON queue_ticket; DROP FUNCTION queue_keep();"),
        RunSQL(TELL, "DROP TRIGGER queue_ticket_tell ON queue_ticket; DROP FUNCTION queue_tell();"),
    ]
