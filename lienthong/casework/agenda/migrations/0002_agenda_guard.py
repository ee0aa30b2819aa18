"""Who sees the calendar; that editions and conclusions are written once; whose time is taken, without what takes it."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from lienthong.toolkit.database import protect, protect_by_parent

TAKEN = """
CREATE FUNCTION agenda_taken(asked_people uuid[], asked_places text[], asked_keepers bigint[], asked_days date[])
RETURNS TABLE (uid uuid, day date, session text, starts time, ends time, person_uid uuid, place text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT e.uid, e.day, e.session, e.starts, e.ends, named.person, NULL::text
    FROM agenda_entry e CROSS JOIN LATERAL (
      SELECT e.host_uid AS person UNION SELECT (one->>'uid')::uuid FROM jsonb_array_elements(e.people) one) named
   WHERE e.state = 'accepted' AND e.day = ANY (asked_days) AND named.person = ANY (asked_people)
     AND cardinality(lienthong_units()) > 0
  UNION ALL
  SELECT e.uid, e.day, e.session, e.starts, e.ends, NULL::uuid, e.folded_place
    FROM agenda_entry e
   WHERE e.state = 'accepted' AND e.day = ANY (asked_days) AND e.folded_place <> '' AND e.folded_place = ANY (asked_places)
     AND e.keeper_id = ANY (asked_keepers)
     AND cardinality(lienthong_units()) > 0
$$;
REVOKE ALL ON FUNCTION agenda_taken(uuid[], text[], bigint[], date[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION agenda_taken(uuid[], text[], bigint[], date[]) TO lienthong_web, lienthong_worker;
"""
TABLES = "agenda_week, agenda_entry, agenda_edition, agenda_seen, agenda_conclusion, agenda_job, agenda_feed"
GRANTS = f"""
REVOKE DELETE, TRUNCATE ON {TABLES} FROM lienthong_web, lienthong_worker;
REVOKE UPDATE ON agenda_edition, agenda_seen, agenda_conclusion, agenda_job, agenda_feed FROM lienthong_web, lienthong_worker;
GRANT UPDATE (unit_id, state, answer, closed_at, closed_by) ON agenda_job TO lienthong_web, lienthong_worker;
GRANT UPDATE (revoked_at) ON agenda_feed TO lienthong_web, lienthong_worker;
"""
UNGRANT = f"GRANT UPDATE, DELETE ON {TABLES} TO lienthong_web, lienthong_worker;"


class Migration(migrations.Migration):
    """Row-level security by the keeper and by who takes part.

    Feeds have none: a program that reads one has no session; the secret of its address is all it has, and only its digest is
    kept.  `agenda_taken` tells an office that somebody's time is taken in a calendar that it may not read; rooms are compared
    where one office keeps them: each house has its «Phòng họp số 1».
    """

    dependencies = [("agenda", "0001_agenda"), ("ledger", "0001_ledger")]
    operations = [
        protect("agenda_week", unit_column="keeper_id"),
        protect("agenda_entry", unit_column="keeper_id"),
        protect("agenda_edition", unit_column="keeper_id"),
        protect_by_parent("agenda_seen", parent="agenda_edition", column="edition_id"),
        protect("agenda_conclusion", unit_column="keeper_id"),
        protect("agenda_job", unit_column="keeper_id"),
        RunSQL(TAKEN, "DROP FUNCTION agenda_taken(uuid[], text[], bigint[], date[]);"),
        RunSQL(GRANTS, UNGRANT),
    ]
