"""One version in force for each day; who sees versions; that what was handed in is never rewritten and nothing is erased."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

APART = """
ALTER TABLE forms_formversion ADD CONSTRAINT forms_one_in_force EXCLUDE USING gist (
  int8range(unit_id, unit_id, '[]') WITH =,
  int8range(hashtextextended(kind, 0), hashtextextended(kind, 0), '[]') WITH =,
  daterange(since, until) WITH &&) WHERE (since IS NOT NULL);
"""
ALWAYS = ("id", "uid", "unit_id", "kind", "number", "writer_uid")
HANDED_IN = ("text", "sha256", "note", "writer_name", "written_at")
PUBLISHED = ("since", "below", "reviewer_uid", "reviewer_name", "reviewed_at", "publisher_uid", "publisher_name", "published_at")


def _changed(columns: tuple[str, ...]) -> str:
    before, after = (f"({', '.join(f'{row}.{column}' for column in columns)})" for row in ("OLD", "NEW"))
    return f"{before} IS DISTINCT FROM {after}"


KEEP = f"""
CREATE FUNCTION forms_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.withdrawn_at IS NOT NULL OR {_changed(ALWAYS)}
     OR (OLD.state <> 'draft' AND {_changed(HANDED_IN)})
     OR (OLD.since IS NOT NULL AND ({_changed(PUBLISHED)}
         OR (OLD.until IS NOT NULL AND (NEW.until IS NULL OR NEW.until > OLD.until)))) THEN
    RAISE EXCEPTION 'bản mẫu giấy đã trình không sửa được, không xóa được' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER forms_formversion_keep BEFORE UPDATE OR DELETE ON forms_formversion
  FOR EACH ROW EXECUTE FUNCTION forms_keep();
"""
OWN = "(SELECT lienthong_everything()) OR unit_id = ANY ((SELECT lienthong_units())::bigint[])"
SEEN = f"""
ALTER TABLE forms_formversion ENABLE ROW LEVEL SECURITY;
CREATE POLICY forms_formversion_own ON forms_formversion FOR ALL TO lienthong_web, lienthong_worker
  USING ({OWN}) WITH CHECK ({OWN});
CREATE POLICY forms_formversion_published ON forms_formversion FOR SELECT TO lienthong_web, lienthong_worker
  USING (since IS NOT NULL);
"""


class Migration(migrations.Migration):
    """Units below print by what was published above, so everybody reads that; only the unit itself writes."""

    dependencies = [("forms", "0001_form_version"), ("ledger", "0001_ledger")]
    operations = [
        RunSQL(APART, "ALTER TABLE forms_formversion DROP CONSTRAINT forms_one_in_force;"),
        RunSQL(KEEP, "DROP TRIGGER forms_formversion_keep ON forms_formversion; DROP FUNCTION forms_keep();"),
        RunSQL(
            SEEN,
            "DROP POLICY forms_formversion_published ON forms_formversion; DROP POLICY forms_formversion_own ON forms_formversion;"
            "ALTER TABLE forms_formversion DISABLE ROW LEVEL SECURITY;",
        ),
    ]
