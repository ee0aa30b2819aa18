"""Who sees bookings; that none is erased, nor moved to another time; and that a ticket keeps the booking it came from."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from lienthong.toolkit.database import protect

FIXED = ("id", "uid", "unit_id", "group_id", "code", "key", "day", "begins_at", "ends_at", "place", "booked_at", "recorded_at")
BEFORE, AFTER = ("(" + ", ".join(f"{row}.{column}" for column in FIXED) + ")" for row in ("OLD", "NEW"))
KEEP = f"""
CREATE FUNCTION queue_booking_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'lịch hẹn đã đặt không xóa được' USING ERRCODE = '42501';
  END IF;
  IF {BEFORE} IS DISTINCT FROM {AFTER} THEN
    RAISE EXCEPTION 'lịch hẹn đã đặt không đổi mã, ngày, giờ được' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER queue_booking_keep BEFORE UPDATE OR DELETE ON queue_booking FOR EACH ROW EXECUTE FUNCTION queue_booking_keep();
CREATE FUNCTION queue_ticket_booked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.booking_id, OLD.booked_for) IS DISTINCT FROM (NEW.booking_id, NEW.booked_for) THEN
    RAISE EXCEPTION 'phiếu số đã cấp không đổi lịch hẹn được' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER queue_ticket_booked BEFORE UPDATE ON queue_ticket FOR EACH ROW EXECUTE FUNCTION queue_ticket_booked();
"""
UNDO = """
DROP TRIGGER queue_ticket_booked ON queue_ticket; DROP FUNCTION queue_ticket_booked();
DROP TRIGGER queue_booking_keep ON queue_booking; DROP FUNCTION queue_booking_keep();
"""


class Migration(migrations.Migration):
    """Switch row-level security on for plans and bookings, and keep bookings as they were made."""

    dependencies = [("queue", "0003_bookings"), ("ledger", "0001_ledger")]
    operations = [
        *(protect(f"queue_{table}", unit_column="unit_id") for table in ("bookingplan", "booking")),
        RunSQL(KEEP, UNDO),
    ]
