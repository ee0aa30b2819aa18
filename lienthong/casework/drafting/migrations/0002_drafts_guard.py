"""Who sees drafts, and that no version and no word of anybody is rewritten or erased."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from lienthong.toolkit.database import append_only, protect, protect_by_parent

TABLES = "drafting_draft, drafting_comment, drafting_opinion"
GRANTS = f"""
REVOKE UPDATE, DELETE, TRUNCATE ON {TABLES} FROM lienthong_web, lienthong_worker;
GRANT UPDATE (subject, versions, document_uid, state, changed_at, changed_by, ended_at, ended_by, reason, unit_id)
  ON drafting_draft TO lienthong_web, lienthong_worker;
GRANT UPDATE (answer, settled_at, settled_by) ON drafting_comment TO lienthong_web, lienthong_worker;
GRANT UPDATE (verdict, words, given_at, given_by, withdrawn_at, unit_id) ON drafting_opinion TO lienthong_web, lienthong_worker;
"""
UNGRANT = f"GRANT UPDATE, DELETE ON {TABLES} TO lienthong_web, lienthong_worker;"


class Migration(migrations.Migration):
    """Row-level security by who drafts and who takes part (the keeper once submitted, the units that are asked)."""

    dependencies = [("drafting", "0001_drafts"), ("ledger", "0001_ledger")]
    operations = [
        protect("drafting_draft", unit_column="unit_id"),
        protect_by_parent("drafting_version", parent="drafting_draft", column="draft_id"),
        protect_by_parent("drafting_comment", parent="drafting_draft", column="draft_id"),
        protect_by_parent("drafting_opinion", parent="drafting_draft", column="draft_id"),
        append_only("drafting_version"),
        RunSQL(GRANTS, UNGRANT),
    ]
