"""Who sees registers, and that nothing in them is erased or rewritten."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from lienthong.toolkit.database import protect

FIXED = (
    "id", "uid", "series_id", "keeper_id", "number", "label", "type_key", "reserved_for", "key", "entered_at", "recorded_at",
    "entered_by",
)  # fmt: skip
USED = ("document_id", "day", "late_reason")


def _rows(columns: tuple[str, ...]) -> str:
    before, after = ("(" + ", ".join(f"{row}.{column}" for column in columns) + ")" for row in ("OLD", "NEW"))
    return f"{before} IS DISTINCT FROM {after}"


KEEP = f"""
CREATE FUNCTION documents_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'số đã vào sổ không xóa được, chỉ hủy có lý do' USING ERRCODE = '42501';
  END IF;
  IF EXISTS (SELECT 1 FROM documents_series s WHERE s.id = NEW.series_id AND s.closed_at IS NOT NULL) THEN
    RAISE EXCEPTION 'sổ đã khóa, không ghi thêm được' USING ERRCODE = '42501';
  END IF;
  IF TG_OP = 'UPDATE' AND (OLD.state = 'void' OR {_rows(FIXED)}
      OR OLD.state = 'used' AND (NEW.state <> 'void' OR {_rows(USED)})) THEN
    RAISE EXCEPTION 'dòng đã vào sổ không sửa được, chỉ hủy một lần có lý do' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER documents_registerentry_keep BEFORE INSERT OR UPDATE OR DELETE ON documents_registerentry
  FOR EACH ROW EXECUTE FUNCTION documents_keep();
"""
FORGET = "DROP TRIGGER documents_registerentry_keep ON documents_registerentry; DROP FUNCTION documents_keep();"

TABLES = "documents_body, documents_term, documents_series, documents_document, documents_registerentry"
GRANTS = f"""
REVOKE UPDATE, DELETE, TRUNCATE ON {TABLES} FROM lienthong_web, lienthong_worker;
GRANT UPDATE (until) ON documents_term TO lienthong_web, lienthong_worker;
GRANT UPDATE ON documents_body, documents_series TO lienthong_web, lienthong_worker;
GRANT UPDATE (paper_at, moved_to, moved_on, kept_by, note, file_code, due_on) ON documents_document
  TO lienthong_web, lienthong_worker;
GRANT UPDATE (state, document_id, day, late_reason, voided_at, voided_by, void_reason) ON documents_registerentry
  TO lienthong_web, lienthong_worker;
"""
UNGRANT = f"GRANT UPDATE, DELETE ON {TABLES} TO lienthong_web, lienthong_worker;"
ONE_TERM = """
ALTER TABLE documents_term ADD CONSTRAINT documents_term_one_at_a_time
  EXCLUDE USING gist (int8range(committee_id, committee_id, '[]') WITH =, daterange(since, until) WITH &&);
"""


class Migration(migrations.Migration):
    """Row-level security by the keeper; a line is written once, used once, made void once; terms never overlap.

    Terms are known to all: a congress and its day are no secret, and the advisory bodies number by them.
    """

    dependencies = [("documents", "0001_documents"), ("ledger", "0001_ledger")]
    operations = [
        protect("documents_body", unit_column="keeper_id"),
        protect("documents_series", unit_column="keeper_id"),
        protect("documents_document", unit_column="keeper_id"),
        protect("documents_registerentry", unit_column="keeper_id"),
        RunSQL(KEEP, FORGET),
        RunSQL(GRANTS, UNGRANT),
        RunSQL(ONE_TERM, "ALTER TABLE documents_term DROP CONSTRAINT documents_term_one_at_a_time;"),
    ]
