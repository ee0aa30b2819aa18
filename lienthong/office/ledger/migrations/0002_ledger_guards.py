"""Who may read and write which rows; nothing that happened is changed or removed."""

from __future__ import annotations

from django.db import migrations
from django.db.migrations.operations import RunSQL

from lienthong.toolkit.database import append_only

EVERYTHING = "(SELECT lienthong_everything())"
UNITS = "ANY ((SELECT lienthong_units())::bigint[])"

FUNCTIONS = RunSQL(
    """
    CREATE FUNCTION ledger_may_append(object uuid) RETURNS boolean
      LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
      BEGIN
        RETURN EXISTS (SELECT FROM ledger_participation WHERE object_uid = object AND unit_id = ANY (lienthong_units()))
            OR NOT EXISTS (SELECT FROM ledger_participation WHERE object_uid = object);
      END $$;

    CREATE FUNCTION ledger_erase_personal(target bigint, erasure bigint, fields text[]) RETURNS integer
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
      DECLARE erased integer;
      BEGIN
        PERFORM FROM ledger_event t JOIN ledger_event e ON e.stream_uid = t.stream_uid AND e.id = erasure
          WHERE t.id = target AND e.activity = 'ledger.personal_erased'
            AND e.body::jsonb -> 'facts' ->> 'event' = t.uid::text
            AND (e.body::jsonb -> 'facts' -> 'names') @> to_jsonb(fields);
        IF NOT FOUND THEN RAISE EXCEPTION 'chưa ghi sự kiện xóa dữ liệu cá nhân' USING ERRCODE = '42501'; END IF;
        PERFORM set_config('lienthong.erasing', target::text, true);
        DELETE FROM ledger_event_personal WHERE event_id = target AND name = ANY (fields);
        GET DIAGNOSTICS erased = ROW_COUNT;
        PERFORM set_config('lienthong.erasing', '', true);
        RETURN erased;
      END $$;
    REVOKE ALL ON FUNCTION ledger_erase_personal(bigint, bigint, text[]) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION ledger_erase_personal(bigint, bigint, text[]) TO lienthong_worker;

    CREATE FUNCTION ledger_personal_guard() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'DELETE' AND current_setting('lienthong.erasing', true) = OLD.event_id::text THEN RETURN OLD; END IF;
        RAISE EXCEPTION 'dữ liệu cá nhân của sự kiện chỉ được xóa qua dịch vụ xóa' USING ERRCODE = '42501';
      END $$;
    CREATE FUNCTION ledger_no_delete() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'bảng % không được xóa dòng', TG_TABLE_NAME USING ERRCODE = '42501'; END $$;
    CREATE TRIGGER ledger_event_personal_guard BEFORE UPDATE OR DELETE ON ledger_event_personal
      FOR EACH ROW EXECUTE FUNCTION ledger_personal_guard();
    CREATE TRIGGER ledger_stream_no_delete BEFORE DELETE ON ledger_stream FOR EACH ROW EXECUTE FUNCTION ledger_no_delete();
    CREATE TRIGGER ledger_edge_no_delete BEFORE DELETE ON ledger_edge FOR EACH ROW EXECUTE FUNCTION ledger_no_delete();
    CREATE TRIGGER ledger_participation_no_delete BEFORE DELETE ON ledger_participation
      FOR EACH ROW EXECUTE FUNCTION ledger_no_delete();
    """,
    """
    DROP TRIGGER ledger_participation_no_delete ON ledger_participation;
    DROP TRIGGER ledger_edge_no_delete ON ledger_edge;
    DROP TRIGGER ledger_stream_no_delete ON ledger_stream;
    DROP TRIGGER ledger_event_personal_guard ON ledger_event_personal;
    DROP FUNCTION ledger_no_delete();
    DROP FUNCTION ledger_personal_guard();
    DROP FUNCTION ledger_erase_personal(bigint, bigint, text[]);
    DROP FUNCTION ledger_may_append(uuid);
    """,
)

GRANTS = RunSQL(
    """
    REVOKE DELETE, TRUNCATE ON ledger_stream, ledger_participation FROM lienthong_web, lienthong_worker;
    REVOKE UPDATE, DELETE, TRUNCATE ON ledger_event_personal, ledger_edge, ledger_unsealed FROM lienthong_web, lienthong_worker;
    REVOKE UPDATE ON ledger_participation FROM lienthong_web, lienthong_worker;
    GRANT UPDATE (until) ON ledger_participation TO lienthong_web, lienthong_worker;
    GRANT UPDATE (working_seconds, calendar_version) ON ledger_edge TO lienthong_worker;
    REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON ledger_leaf, ledger_tile, ledger_checkpoint FROM lienthong_web, lienthong_worker;
    GRANT SELECT ON ledger_event TO lienthong_sealer;
    GRANT SELECT, DELETE ON ledger_unsealed TO lienthong_sealer;
    GRANT SELECT, INSERT ON ledger_leaf, ledger_tile, ledger_checkpoint TO lienthong_sealer;
    ALTER TABLE ledger_stream SET (fillfactor = 60);
    """,
    """
    REVOKE ALL ON ledger_event, ledger_unsealed, ledger_leaf, ledger_tile, ledger_checkpoint FROM lienthong_sealer;
    REVOKE UPDATE (until) ON ledger_participation FROM lienthong_web, lienthong_worker;
    REVOKE UPDATE (working_seconds, calendar_version) ON ledger_edge FROM lienthong_worker;
    GRANT SELECT, INSERT, UPDATE, DELETE ON ledger_stream, ledger_participation, ledger_event_personal, ledger_edge,
      ledger_unsealed, ledger_leaf, ledger_tile, ledger_checkpoint TO lienthong_web, lienthong_worker;
    ALTER TABLE ledger_stream RESET (fillfactor);
    """,
)


def rows_by_stream(table: str) -> RunSQL:
    """Return the operation: read what a unit of the context takes part in, write that or a stream still without units."""
    part = f"EXISTS (SELECT FROM ledger_participation p WHERE p.object_uid = {table}.stream_uid AND p.unit_id = {UNITS})"
    return RunSQL(
        f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        CREATE POLICY {table}_seen ON {table} FOR SELECT TO lienthong_web, lienthong_worker USING ({EVERYTHING} OR {part});
        CREATE POLICY {table}_written ON {table} FOR INSERT TO lienthong_web, lienthong_worker
          WITH CHECK ({EVERYTHING} OR ledger_may_append(stream_uid));
        """,
        f"""
        DROP POLICY {table}_written ON {table};
        DROP POLICY {table}_seen ON {table};
        ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
        """,
    )


POLICIES = RunSQL(
    f"""
    CREATE POLICY ledger_event_sealed ON ledger_event FOR SELECT TO lienthong_sealer USING (true);
    CREATE POLICY ledger_edge_reworked ON ledger_edge FOR UPDATE TO lienthong_worker USING ({EVERYTHING});
    ALTER TABLE ledger_participation ENABLE ROW LEVEL SECURITY;
    CREATE POLICY ledger_participation_seen ON ledger_participation FOR SELECT TO lienthong_web, lienthong_worker
      USING ({EVERYTHING} OR unit_id = {UNITS});
    CREATE POLICY ledger_participation_written ON ledger_participation FOR INSERT TO lienthong_web, lienthong_worker
      WITH CHECK ({EVERYTHING} OR ledger_may_append(object_uid));
    CREATE POLICY ledger_participation_closed ON ledger_participation FOR UPDATE TO lienthong_web, lienthong_worker
      USING ({EVERYTHING} OR unit_id = {UNITS});
    """,
    """
    DROP POLICY ledger_participation_closed ON ledger_participation;
    DROP POLICY ledger_participation_written ON ledger_participation;
    DROP POLICY ledger_participation_seen ON ledger_participation;
    ALTER TABLE ledger_participation DISABLE ROW LEVEL SECURITY;
    DROP POLICY ledger_edge_reworked ON ledger_edge;
    DROP POLICY ledger_event_sealed ON ledger_event;
    """,
)


class Migration(migrations.Migration):
    """Guards of the ledger's tables."""

    dependencies = [("ledger", "0001_ledger")]
    operations = [
        FUNCTIONS,
        GRANTS,
        *[
            append_only(table)
            for table in ("ledger_event", "ledger_event_object", "ledger_leaf", "ledger_tile", "ledger_checkpoint")
        ],
        *[rows_by_stream(table) for table in ("ledger_event", "ledger_event_object", "ledger_event_personal", "ledger_edge")],
        POLICIES,
    ]
