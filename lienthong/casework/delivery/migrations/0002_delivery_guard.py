"""Who sees groups, addresses and what was sent; what was sent is never rewritten, only its way goes on."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from lienthong.toolkit.database import protect, protect_by_parent

OURS = "(SELECT lienthong_units())::bigint[]"
SEEN = f"""(SELECT lienthong_everything()) OR delivery_dispatch.sender_id = ANY ({OURS})
  OR delivery_dispatch.receiver_id = ANY ({OURS})"""
BOTH = f"""
ALTER TABLE delivery_dispatch ENABLE ROW LEVEL SECURITY;
CREATE POLICY delivery_dispatch_seen ON delivery_dispatch FOR ALL TO lienthong_web, lienthong_worker
  USING ({SEEN}) WITH CHECK ({SEEN});
"""
NEITHER = "DROP POLICY delivery_dispatch_seen ON delivery_dispatch; ALTER TABLE delivery_dispatch DISABLE ROW LEVEL SECURITY;"
GOES_ON = """received_uid, arrival_uid, number, state, sent_at, arrived_at, registered_at, assigned_at, processing_at, done_at,
  over_at, note, packet_id, asked, asked_at, asked_by, asked_why, asked_arrival, answer, answered_at, answered_by, answer_why"""
GRANTS = f"""
REVOKE UPDATE, DELETE, TRUNCATE ON delivery_dispatch FROM lienthong_web, lienthong_worker;
GRANT UPDATE ({GOES_ON}) ON delivery_dispatch TO lienthong_web, lienthong_worker;
REVOKE DELETE, TRUNCATE ON delivery_group, delivery_agency FROM lienthong_web, lienthong_worker;
"""
UNGRANT = """
GRANT UPDATE, DELETE ON delivery_dispatch TO lienthong_web, lienthong_worker;
GRANT DELETE ON delivery_group, delivery_agency TO lienthong_web, lienthong_worker;
"""


class Migration(migrations.Migration):
    """Row-level security: a dispatch is seen by its sender and by its receiver, groups and addresses by their unit."""

    dependencies = [("delivery", "0001_delivery"), ("ledger", "0001_ledger")]
    operations = [
        protect("delivery_agency", unit_column="unit_id"),
        protect("delivery_group", unit_column="unit_id"),
        protect_by_parent("delivery_member", parent="delivery_group", column="group_id"),
        RunSQL(BOTH, NEITHER),
        RunSQL(GRANTS, UNGRANT),
    ]
