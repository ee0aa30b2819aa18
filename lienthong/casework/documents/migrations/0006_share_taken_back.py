"""The undo of a reorganisation takes back who was let read a document by it; shares are written once for everybody else."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

ROLES = "lienthong_web, lienthong_worker"
UNITS = "ANY ((SELECT lienthong_units())::bigint[])"
BACK = "coalesce(current_setting('lienthong.taking_back', true), '') = 'on'"
"""Set by the undo of a reorganisation for its own statements alone."""
KEEP = f"""
CREATE FUNCTION documents_share_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND {BACK} THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'bảng % chỉ ghi thêm, không sửa, không xóa', TG_TABLE_NAME USING ERRCODE = '42501';
END $$;
DROP TRIGGER documents_share_append_only ON documents_share;
CREATE TRIGGER documents_share_keep BEFORE UPDATE OR DELETE ON documents_share
  FOR EACH ROW EXECUTE FUNCTION documents_share_keep();
GRANT DELETE ON documents_share TO {ROLES};
CREATE POLICY documents_share_taken_back ON documents_share FOR DELETE TO {ROLES}
  USING ({BACK} AND (keeper_id = {UNITS} OR unit_id = {UNITS}));
"""
FOR_GOOD = f"""
DROP POLICY documents_share_taken_back ON documents_share;
REVOKE DELETE ON documents_share FROM {ROLES};
DROP TRIGGER documents_share_keep ON documents_share;
DROP FUNCTION documents_share_keep();
CREATE TRIGGER documents_share_append_only BEFORE UPDATE OR DELETE ON documents_share
  FOR EACH ROW EXECUTE FUNCTION lienthong_append_only();
"""


class Migration(migrations.Migration):
    """Let an undo delete shares; the ledger keeps that they were given."""

    dependencies = [("documents", "0005_document_recalled")]
    operations = [RunSQL(KEEP, FOR_GOOD)]
