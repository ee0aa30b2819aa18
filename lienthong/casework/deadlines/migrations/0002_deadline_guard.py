"""Who sees alerts and apologies, that a signed letter is not rewritten, and what the public look-up tells of it."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from lienthong.toolkit.database import protect_by_parent

FIXED = (
    "id", "uid", "dossier_id", "late_unit_id", "drafted_at", "due_at", "new_due_at", "reason_code", "note", "revised_by",
    "signed_at", "signer_uid", "signer_name", "signer_title", "cancelled_at", "cancel_cause",
)  # fmt: skip
BEFORE, AFTER = ("(" + ", ".join(f"{row}.{column}" for column in FIXED) + ")" for row in ("OLD", "NEW"))
KEEP = f"""
CREATE FUNCTION deadlines_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'thư xin lỗi không xóa được, bản thảo chỉ hủy có lý do' USING ERRCODE = '42501';
  END IF;
  IF OLD.signed_at IS NOT NULL AND (OLD.sent_at IS NOT NULL OR {BEFORE} IS DISTINCT FROM {AFTER}) THEN
    RAISE EXCEPTION 'thư xin lỗi đã ký không sửa được, chỉ ghi một lần là đã gửi' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER deadlines_apology_keep BEFORE UPDATE OR DELETE ON deadlines_apology
  FOR EACH ROW EXECUTE FUNCTION deadlines_keep();
"""
LOOKUP = """
CREATE FUNCTION deadlines_public_apology(asked_code text, asked_key text) RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT a.new_due_at FROM dossiers_dossier d JOIN deadlines_apology a ON a.dossier_id = d.id
   WHERE d.code = asked_code AND d.lookup_key = asked_key AND a.signed_at IS NOT NULL
$$;
REVOKE ALL ON FUNCTION deadlines_public_apology(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION deadlines_public_apology(text, text) TO lienthong_web, lienthong_lookup;
"""


class Migration(migrations.Migration):
    """Switch row-level security on; let a letter be signed once and sent once; make the public question."""

    dependencies = [("deadlines", "0001_deadlines"), ("dossiers", "0002_dossier_guard")]
    operations = [
        protect_by_parent("deadlines_alert", parent="dossiers_dossier", column="dossier_id"),
        protect_by_parent("deadlines_apology", parent="dossiers_dossier", column="dossier_id"),
        RunSQL(KEEP, "DROP TRIGGER deadlines_apology_keep ON deadlines_apology; DROP FUNCTION deadlines_keep();"),
        RunSQL(LOOKUP, "DROP FUNCTION deadlines_public_apology(text, text)"),
    ]
