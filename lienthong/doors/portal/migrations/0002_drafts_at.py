"""How many filings are begun for a unit: what a reorganisation may know of them, whoever asks."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

COUNT = """
CREATE FUNCTION portal_drafts_at(asked bigint[]) RETURNS TABLE (unit_id bigint, drafts bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT d.unit_id, count(*) FROM portal_onlinedraft d WHERE d.unit_id = ANY (asked) AND d.dossier_uid IS NULL GROUP BY 1
$$;
REVOKE ALL ON FUNCTION portal_drafts_at(bigint[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION portal_drafts_at(bigint[]) TO lienthong_web, lienthong_worker;
"""


class Migration(migrations.Migration):
    """Make the question."""

    dependencies = [("portal", "0001_online_draft")]
    operations = [RunSQL(COUNT, "DROP FUNCTION portal_drafts_at(bigint[])")]
