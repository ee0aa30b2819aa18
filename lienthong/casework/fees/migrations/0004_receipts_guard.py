"""Who sees pre-printed receipts; that no range overlaps another and no number is taken twice, erased or rewritten."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from lienthong.toolkit.database import protect, protect_by_parent

APART = """
ALTER TABLE fees_receiptrange ADD CONSTRAINT fees_range_apart
  EXCLUDE USING gist (int8range(series_id, series_id, '[]') WITH =, int8range(first, last, '[]') WITH &&);
ALTER TABLE fees_receiptuse ADD CONSTRAINT fees_use_apart
  EXCLUDE USING gist (int8range(range_id, range_id, '[]') WITH =, int8range(low, high, '[]') WITH &&);
"""
TOGETHER = """
ALTER TABLE fees_receiptuse DROP CONSTRAINT fees_use_apart;
ALTER TABLE fees_receiptrange DROP CONSTRAINT fees_range_apart;
"""
RANGE = ("id", "uid", "unit_id", "series_id", "first", "last", "source", "loaded_at", "loaded_by")
USE = ("id", "range_id", "low", "high", "payment_id", "at", "by")


def _row(which: str, columns: tuple[str, ...]) -> str:
    return "(" + ", ".join(f'{which}."{column}"' for column in columns) + ")"


KEEP = f"""
CREATE FUNCTION fees_range_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR {_row("OLD", RANGE)} IS DISTINCT FROM {_row("NEW", RANGE)} OR NEW.next < OLD.next THEN
    RAISE EXCEPTION 'dải biên lai đã nhận không sửa được, không xóa được' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER fees_range_keep BEFORE UPDATE OR DELETE ON fees_receiptrange FOR EACH ROW EXECUTE FUNCTION fees_range_keep();
CREATE FUNCTION fees_use_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR {_row("OLD", USE)} IS DISTINCT FROM {_row("NEW", USE)} OR NOT (OLD.fate = 'used' AND NEW.fate = 'void') THEN
    RAISE EXCEPTION 'số biên lai đã ghi không sửa được, không xóa được' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER fees_use_keep BEFORE UPDATE OR DELETE ON fees_receiptuse FOR EACH ROW EXECUTE FUNCTION fees_use_keep();
"""
UNDO = """
DROP TRIGGER fees_use_keep ON fees_receiptuse; DROP FUNCTION fees_use_keep();
DROP TRIGGER fees_range_keep ON fees_receiptrange; DROP FUNCTION fees_range_keep();
"""


class Migration(migrations.Migration):
    """Switch row-level security on; keep numbers apart and for ever."""

    dependencies = [("fees", "0003_receipts"), ("ledger", "0001_ledger")]
    operations = [
        protect("fees_receiptrange", unit_column="unit_id"),
        protect_by_parent("fees_receiptuse", parent="fees_receiptrange", column="range_id"),
        RunSQL(APART, TOGETHER),
        RunSQL(KEEP, UNDO),
    ]
