"""Who sees letters under handling; what was given and said stays, only its course goes on."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from lienthong.toolkit.database import protect, protect_by_parent

TABLES = "handling_letter, handling_part, handling_move"
ROLES = "lienthong_web, lienthong_worker"
GRANTS = f"""
REVOKE UPDATE, DELETE, TRUNCATE ON {TABLES} FROM {ROLES};
GRANT UPDATE (leader_unit_id, leader_uid, leader_name, state, instruction, instructed_at, taken_at, due_at, closed_at, closed_by,
  closing, answer_id, last_token) ON handling_letter TO {ROLES};
GRANT UPDATE (unit_id, person_uid, person_name, words, due_at, first_due_at, state, taken_at, closed_at, closed_by, answer, files,
  reason) ON handling_part TO {ROLES};
GRANT UPDATE (decision, decided_at, decided_by, decided_words) ON handling_move TO {ROLES};
"""
UNGRANT = f"GRANT UPDATE, DELETE ON {TABLES} TO {ROLES};"


class Migration(migrations.Migration):
    """Row-level security by the keeper and by who takes part in the letter; parts and moves are seen with their letter."""

    dependencies = [("handling", "0001_letter"), ("ledger", "0001_ledger")]
    operations = [
        protect("handling_letter", unit_column="keeper_id"),
        protect_by_parent("handling_part", parent="handling_letter", column="letter_id"),
        protect_by_parent("handling_move", parent="handling_letter", column="letter_id"),
        RunSQL(GRANTS, UNGRANT),
    ]
