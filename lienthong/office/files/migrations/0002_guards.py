"""Who may see which files; rows are written once; one question that looks at the rows of all units."""

from __future__ import annotations

from django.db import migrations
from django.db.migrations.operations import RunSQL

from lienthong.toolkit.database import append_only, protect

UNNAMED = RunSQL(
    """
    CREATE FUNCTION files_unnamed(names text[]) RETURNS SETOF text
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT asked.hash FROM unnest(names) AS asked (hash)
        WHERE NOT EXISTS (SELECT FROM files_storedfile f WHERE f.sha256 = asked.hash) ORDER BY 1 $$;
    REVOKE ALL ON FUNCTION files_unnamed(text[]) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION files_unnamed(text[]) TO lienthong_worker;
    """,
    "DROP FUNCTION files_unnamed(text[]);",
)


class Migration(migrations.Migration):
    """Guards of the file store's table."""

    dependencies = [("files", "0001_stored_file"), ("ledger", "0002_ledger_guards")]
    operations = [
        protect("files_storedfile", column="object_uid", unit_column="unit_id"),
        append_only("files_storedfile"),
        UNNAMED,
    ]
