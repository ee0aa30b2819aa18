"""Who sees trips, and that what was told is neither changed nor erased."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from lienthong.toolkit.database import protect, protect_by_parent

KEEP = """
CREATE FUNCTION trips_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'chuyến về bản không xóa được, chỉ hủy có lý do' USING ERRCODE = '42501';
  END IF;
  IF OLD.state <> 'planned' THEN
    RAISE EXCEPTION 'chuyến về bản đã khép hoặc hủy không sửa được' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER trips_trip_keep BEFORE UPDATE OR DELETE ON trips_trip FOR EACH ROW EXECUTE FUNCTION trips_keep();
CREATE FUNCTION trips_keep_acts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'việc của chuyến về bản không xóa được, chỉ bỏ có lý do' USING ERRCODE = '42501';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF EXISTS (SELECT 1 FROM trips_trip t WHERE t.id = NEW.trip_id AND t.state <> 'planned') THEN
      RAISE EXCEPTION 'chuyến về bản đã khép không nhận thêm việc' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.state <> 'exception' OR (NEW.uid, NEW.trip_id, NEW.kind, NEW.done_at, NEW.said, NEW.files, NEW.digest)
     IS DISTINCT FROM (OLD.uid, OLD.trip_id, OLD.kind, OLD.done_at, OLD.said, OLD.files, OLD.digest) THEN
    RAISE EXCEPTION 'lời ghi của chuyến về bản không sửa được' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER trips_act_keep BEFORE INSERT OR UPDATE OR DELETE ON trips_tripact
  FOR EACH ROW EXECUTE FUNCTION trips_keep_acts();
"""
UNDO = """
DROP TRIGGER trips_act_keep ON trips_tripact; DROP FUNCTION trips_keep_acts();
DROP TRIGGER trips_trip_keep ON trips_trip; DROP FUNCTION trips_keep();
"""


class Migration(migrations.Migration):
    """Switch row-level security on; let what was told stay as it was told."""

    dependencies = [("trips", "0001_trips"), ("ledger", "0001_ledger")]
    operations = [
        protect("trips_trip", unit_column="unit_id"),
        protect("trips_visit", unit_column="unit_id"),
        protect_by_parent("trips_tripline", parent="trips_trip", column="trip_id"),
        protect_by_parent("trips_tripphone", parent="trips_trip", column="trip_id"),
        protect_by_parent("trips_tripact", parent="trips_trip", column="trip_id"),
        RunSQL(KEEP, UNDO),
    ]
