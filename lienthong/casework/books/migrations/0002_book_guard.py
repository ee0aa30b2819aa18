"""Who sees books, and that nothing in them is erased or rewritten."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from lienthong.toolkit.database import protect, protect_by_parent

FIXED = (
    "id", "uid", "book_id", "number", "label", "entered_at", "recorded_at", "entered_by", "object_uid", "requester", "subject",
    "facts",
)  # fmt: skip
BEFORE, AFTER = ("(" + ", ".join(f"{row}.{column}" for column in FIXED) + ")" for row in ("OLD", "NEW"))
KEEP = f"""
CREATE FUNCTION books_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'số đã vào sổ không xóa được, chỉ hủy có lý do' USING ERRCODE = '42501';
  END IF;
  IF OLD.voided_at IS NOT NULL OR {BEFORE} IS DISTINCT FROM {AFTER} THEN
    RAISE EXCEPTION 'dòng đã vào sổ không sửa được, chỉ hủy một lần có lý do' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER books_bookentry_keep BEFORE UPDATE OR DELETE ON books_bookentry FOR EACH ROW EXECUTE FUNCTION books_keep();
"""


class Migration(migrations.Migration):
    """Switch row-level security on; let a line be written once and made void once."""

    dependencies = [("books", "0001_books"), ("ledger", "0001_ledger")]
    operations = [
        protect("books_book", unit_column="unit_id"),
        protect_by_parent("books_bookentry", parent="books_book", column="book_id"),
        RunSQL(KEEP, "DROP TRIGGER books_bookentry_keep ON books_bookentry; DROP FUNCTION books_keep();"),
    ]
