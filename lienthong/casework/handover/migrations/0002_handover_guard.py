"""Who sees minutes and keepings, and that finished minutes are neither changed nor erased."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from lienthong.toolkit.database import protect, protect_by_parent

KEEP = """
CREATE FUNCTION handover_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'biên bản bàn giao không xóa được, chỉ rút lại có lý do' USING ERRCODE = '42501';
  END IF;
  IF OLD.state NOT IN ('draft', 'given') THEN
    RAISE EXCEPTION 'biên bản bàn giao đã kết thúc không sửa được' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER handover_handover_keep BEFORE UPDATE OR DELETE ON handover_handover
  FOR EACH ROW EXECUTE FUNCTION handover_keep();
CREATE FUNCTION handover_keep_lines() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE which bigint := CASE WHEN TG_OP = 'INSERT' THEN NEW.handover_id ELSE OLD.handover_id END;
BEGIN
  IF EXISTS (SELECT 1 FROM handover_handover m WHERE m.id = which AND m.state NOT IN ('draft', 'given')) THEN
    RAISE EXCEPTION 'danh sách của biên bản đã kết thúc không sửa được' USING ERRCODE = '42501';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER handover_item_keep BEFORE INSERT OR UPDATE OR DELETE ON handover_handoveritem
  FOR EACH ROW EXECUTE FUNCTION handover_keep_lines();
CREATE TRIGGER handover_receiver_keep BEFORE INSERT OR UPDATE OR DELETE ON handover_handoverreceiver
  FOR EACH ROW EXECUTE FUNCTION handover_keep_lines();
"""
UNDO = """
DROP TRIGGER handover_receiver_keep ON handover_handoverreceiver; DROP TRIGGER handover_item_keep ON handover_handoveritem;
DROP FUNCTION handover_keep_lines();
DROP TRIGGER handover_handover_keep ON handover_handover; DROP FUNCTION handover_keep();
"""


class Migration(migrations.Migration):
    """Switch row-level security on; let finished minutes stay as they were signed."""

    dependencies = [("handover", "0001_handover"), ("ledger", "0001_ledger")]
    operations = [
        protect("handover_handover", unit_column="unit_id"),
        protect_by_parent("handover_handoverreceiver", parent="handover_handover", column="handover_id"),
        protect_by_parent("handover_handoveritem", parent="handover_handover", column="handover_id"),
        protect("handover_keeping", column="object_uid", unit_column="unit_id"),
        RunSQL(KEEP, UNDO),
    ]
