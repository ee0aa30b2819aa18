"""Who sees monthly reports, and that nothing signed is erased or rewritten."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from lienthong.toolkit.database import append_only, protect, protect_by_parent

KEEP = """
CREATE FUNCTION monthly_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'báo cáo tháng đã soạn không xóa được' USING ERRCODE = '42501';
  END IF;
  IF OLD.signed_at IS NOT NULL OR (OLD.id, OLD.uid, OLD.unit_id, OLD.year, OLD.month)
     IS DISTINCT FROM (NEW.id, NEW.uid, NEW.unit_id, NEW.year, NEW.month) THEN
    RAISE EXCEPTION 'báo cáo tháng đã ký không sửa được, chỉ đính chính' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER monthly_report_keep BEFORE UPDATE OR DELETE ON monthly_monthlyreport
  FOR EACH ROW EXECUTE FUNCTION monthly_keep();
"""


class Migration(migrations.Migration):
    """Switch row-level security on; let a report be signed once and an erratum be written once."""

    dependencies = [("monthly", "0001_monthly"), ("ledger", "0001_ledger")]
    operations = [
        protect("monthly_monthlyreport", unit_column="unit_id"),
        protect_by_parent("monthly_erratum", parent="monthly_monthlyreport", column="report_id"),
        append_only("monthly_erratum"),
        RunSQL(KEEP, "DROP TRIGGER monthly_report_keep ON monthly_monthlyreport; DROP FUNCTION monthly_keep();"),
    ]
