"""A range of receipts in use goes to the unit that takes over; its numbers stay as they are."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

BODY = """
CREATE OR REPLACE FUNCTION fees_range_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR {before} IS DISTINCT FROM {after} OR NEW.next < OLD.next THEN
    RAISE EXCEPTION 'dải biên lai đã nhận không sửa được, không xóa được' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
"""
FIXED = ("id", "uid", "series_id", "first", "last", "source", "loaded_at", "loaded_by")


def _body(*columns: str) -> str:
    before, after = ("(" + ", ".join(f'{row}."{column}"' for column in columns) + ")" for row in ("OLD", "NEW"))
    return BODY.format(before=before, after=after)


class Migration(migrations.Migration):
    """Let the unit of a range change."""

    dependencies = [("fees", "0007_e_receipts")]
    operations = [RunSQL(_body(*FIXED), _body(*FIXED, "unit_id"))]
