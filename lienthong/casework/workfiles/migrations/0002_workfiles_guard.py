"""Who sees work files, and that what is issued, closed or destroyed is not rewritten."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from lienthong.toolkit.database import protect, protect_by_parent

LINES = """
CREATE FUNCTION workfiles_keep_plan() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM workfiles_plan p WHERE p.state = 'issued'
             AND p.id = CASE WHEN TG_OP = 'DELETE' THEN OLD.plan_id ELSE NEW.plan_id END) THEN
    RAISE EXCEPTION 'danh mục hồ sơ đã ban hành không sửa được' USING ERRCODE = '42501';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER workfiles_planline_keep BEFORE INSERT OR UPDATE OR DELETE ON workfiles_planline
  FOR EACH ROW EXECUTE FUNCTION workfiles_keep_plan();
"""
ITEMS = """
CREATE FUNCTION workfiles_keep_items() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM workfiles_workfile f
                 WHERE f.id = CASE WHEN TG_OP = 'DELETE' THEN OLD.file_id ELSE NEW.file_id END
                   AND (f.state = 'open' OR (TG_OP = 'DELETE' AND f.state = 'destroyed'))) THEN
    RAISE EXCEPTION 'hồ sơ đã kết thúc không thêm, bớt được' USING ERRCODE = '42501';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER workfiles_fileitem_keep BEFORE INSERT OR UPDATE OR DELETE ON workfiles_fileitem
  FOR EACH ROW EXECUTE FUNCTION workfiles_keep_items();
CREATE FUNCTION workfiles_keep_stub() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.state = 'destroyed' THEN
    RAISE EXCEPTION 'hồ sơ không xóa được; hồ sơ đã tiêu hủy còn lại thông tin, không sửa' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER workfiles_workfile_keep BEFORE UPDATE OR DELETE ON workfiles_workfile
  FOR EACH ROW EXECUTE FUNCTION workfiles_keep_stub();
"""
FORGET_LINES = "DROP TRIGGER workfiles_planline_keep ON workfiles_planline; DROP FUNCTION workfiles_keep_plan();"
FORGET_ITEMS = """
DROP TRIGGER workfiles_fileitem_keep ON workfiles_fileitem; DROP FUNCTION workfiles_keep_items();
DROP TRIGGER workfiles_workfile_keep ON workfiles_workfile; DROP FUNCTION workfiles_keep_stub();
"""
KEPT = (
    "workfiles_plan, workfiles_workfile, workfiles_hold, workfiles_handin, workfiles_handinline, workfiles_destruction, "
    "workfiles_destructionline, workfiles_councilmember, workfiles_verdict"
)
GRANTS = f"REVOKE DELETE, TRUNCATE ON {KEPT} FROM lienthong_web, lienthong_worker;"
UNGRANT = f"GRANT DELETE ON {KEPT} TO lienthong_web, lienthong_worker;"


class Migration(migrations.Migration):
    """Row-level security by the keeper; the archive that takes a file takes part in it."""

    dependencies = [("workfiles", "0001_workfiles"), ("ledger", "0001_ledger")]
    operations = [
        protect("workfiles_plan", unit_column="keeper_id"),
        protect_by_parent("workfiles_planline", parent="workfiles_plan", column="plan_id"),
        protect("workfiles_workfile", unit_column="keeper_id"),
        protect_by_parent("workfiles_fileitem", parent="workfiles_workfile", column="file_id"),
        protect_by_parent("workfiles_hold", parent="workfiles_workfile", column="file_id"),
        protect("workfiles_handin", unit_column="keeper_id"),
        protect_by_parent("workfiles_handinline", parent="workfiles_handin", column="hand_in_id"),
        protect("workfiles_destruction", unit_column="keeper_id"),
        protect_by_parent("workfiles_destructionline", parent="workfiles_destruction", column="destruction_id"),
        protect_by_parent("workfiles_councilmember", parent="workfiles_destruction", column="destruction_id"),
        protect_by_parent("workfiles_verdict", parent="workfiles_destructionline", column="line_id"),
        RunSQL(LINES, FORGET_LINES),
        RunSQL(ITEMS, FORGET_ITEMS),
        RunSQL(GRANTS, UNGRANT),
    ]
