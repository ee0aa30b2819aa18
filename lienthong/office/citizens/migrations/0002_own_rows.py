"""A citizen sees their own rows; two functions answer what must be asked before anybody is known."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

FUNCTIONS = RunSQL(
    """
    CREATE FUNCTION lienthong_citizen() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$
      SELECT nullif(current_setting('lienthong.citizen', true), '')::uuid $$;

    CREATE FUNCTION citizens_for_sign_in(login text) RETURNS TABLE (uid uuid, password text, email text)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
      SELECT c.uid, c.password, c.email FROM citizens_citizen c WHERE login <> '' AND (c.email = login OR c.phone = login)
        ORDER BY c.id LIMIT 1 $$;
    REVOKE ALL ON FUNCTION citizens_for_sign_in(text) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION citizens_for_sign_in(text) TO lienthong_web;

    CREATE FUNCTION citizens_session_of(asked bytea) RETURNS TABLE (uid uuid, name text, email text, phone text, id_type text,
      id_number text, opened_at timestamptz, seen_at timestamptz)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
      SELECT c.uid, c.name, c.email, c.phone, c.id_type, c.id_number, s.opened_at, s.seen_at
        FROM citizens_session s JOIN citizens_citizen c ON c.uid = s.citizen_uid WHERE s.digest = asked $$;
    REVOKE ALL ON FUNCTION citizens_session_of(bytea) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION citizens_session_of(bytea) TO lienthong_web;
    """,
    """
    DROP FUNCTION citizens_session_of(bytea);
    DROP FUNCTION citizens_for_sign_in(text);
    DROP FUNCTION lienthong_citizen();
    """,
)


def own(table: str, column: str) -> RunSQL:
    """Return the operation that shows a row to the citizen it belongs to, and to the worker."""
    seen = f"(SELECT lienthong_everything()) OR {table}.{column} = (SELECT lienthong_citizen())"
    return RunSQL(
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;"
        f"CREATE POLICY {table}_own ON {table} FOR ALL TO lienthong_web, lienthong_worker USING ({seen}) WITH CHECK ({seen});",
        f"DROP POLICY {table}_own ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;",
    )


class Migration(migrations.Migration):
    """Switch row-level security on."""

    dependencies = [("citizens", "0001_citizens"), ("ledger", "0001_ledger")]
    operations = [
        FUNCTIONS,
        own("citizens_citizen", "uid"),
        own("citizens_sentcode", "citizen_uid"),
        own("citizens_session", "citizen_uid"),
    ]
