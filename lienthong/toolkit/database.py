"""SQL that migrations share: roles, grants and row-level security (DESIGN 7.6).

Roles: the owner migrates, loads in bulk and dumps; `lienthong_web`, `lienthong_worker`, `lienthong_sealer`
and `lienthong_lookup` are taken on by `SET ROLE` at connect.  A role sees a protected row only when one of
the units of its context takes part in the row's object:

    set_config('lienthong.units', '3,7', true)     -- units 3 and 7, until the transaction ends
    set_config('lienthong.units', '*', true)       -- every unit; honoured for the worker only
"""

from __future__ import annotations

from django.db.migrations.operations import RunSQL

ROLES = ("lienthong_web", "lienthong_worker", "lienthong_sealer", "lienthong_lookup")


def create_roles() -> RunSQL:
    """Return the operation that makes the roles and their default grants on all later tables."""
    make = "".join(
        f"""
        DO $$ BEGIN
          IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{role}') THEN CREATE ROLE {role} NOLOGIN; END IF;
          EXECUTE format('GRANT {role} TO %I', current_user);
        EXCEPTION WHEN duplicate_object OR unique_violation OR invalid_grant_operation THEN NULL;
        END $$;
        GRANT USAGE ON SCHEMA public TO {role};
        """
        for role in ROLES
    )
    defaults = """
        GRANT SELECT ON ALL TABLES IN SCHEMA public TO lienthong_web, lienthong_worker;
        ALTER DEFAULT PRIVILEGES IN SCHEMA public
          GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO lienthong_web, lienthong_worker;
        ALTER DEFAULT PRIVILEGES IN SCHEMA public
          GRANT USAGE, SELECT ON SEQUENCES TO lienthong_web, lienthong_worker, lienthong_sealer;
        CREATE OR REPLACE FUNCTION lienthong_units() RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
          SELECT CASE WHEN coalesce(current_setting('lienthong.units', true), '') IN ('', '*') THEN '{}'::bigint[]
                      ELSE string_to_array(current_setting('lienthong.units', true), ',')::bigint[] END $$;
        CREATE OR REPLACE FUNCTION lienthong_everything() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
          SELECT current_setting('lienthong.units', true) = '*' AND current_user = 'lienthong_worker' $$;
    """
    undo = "DROP FUNCTION IF EXISTS lienthong_everything(); DROP FUNCTION IF EXISTS lienthong_units();"
    return RunSQL(make + defaults, undo)


def protect(table: str, *, column: str = "uid", unit_column: str = "") -> RunSQL:
    """Return the operation that shows a row of `table` only to units taking part in its object.

    column       the column that holds the object's uid, looked up in `ledger_participation`.
    unit_column  a column with the key of the unit the row belongs to, if the table has one: it is enough
                 by itself, and a new row must name a unit of the context.
    """
    own = f"{table}.{unit_column} = ANY ((SELECT lienthong_units())::bigint[]) OR " if unit_column else ""
    part = (
        f"EXISTS (SELECT 1 FROM ledger_participation p WHERE p.object_uid = {table}.{column} "
        "AND p.unit_id = ANY ((SELECT lienthong_units())::bigint[]))"
    )
    seen = f"(SELECT lienthong_everything()) OR {own}{part}"
    return RunSQL(
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;"
        f"CREATE POLICY {table}_seen ON {table} FOR ALL TO lienthong_web, lienthong_worker USING ({seen}) WITH CHECK ({seen});",
        f"DROP POLICY IF EXISTS {table}_seen ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;",
    )


def append_only(table: str) -> RunSQL:
    """Return the operation that refuses update and delete on `table`, by grant and by trigger, for everybody."""
    return RunSQL(
        f"""
        REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM lienthong_web, lienthong_worker, lienthong_sealer;
        CREATE OR REPLACE FUNCTION lienthong_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'bảng % chỉ ghi thêm, không sửa, không xóa', TG_TABLE_NAME USING ERRCODE = '42501'; END $$;
        CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
          FOR EACH ROW EXECUTE FUNCTION lienthong_append_only();
        """,
        f"DROP TRIGGER IF EXISTS {table}_append_only ON {table};",
    )


def protect_by_parent(table: str, *, parent: str, column: str) -> RunSQL:
    """Return the operation that shows a row of `table` exactly when its parent row is shown (the parent is protected)."""
    seen = f"EXISTS (SELECT 1 FROM {parent} owner WHERE owner.id = {table}.{column})"
    return RunSQL(
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;"
        f"CREATE POLICY {table}_seen ON {table} FOR ALL TO lienthong_web, lienthong_worker USING ({seen}) WITH CHECK ({seen});",
        f"DROP POLICY IF EXISTS {table}_seen ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;",
    )
