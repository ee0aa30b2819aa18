"""A unit ends: money that waits goes to its heir; and an undo of that may open again what the end itself closed."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

BACK = "coalesce(current_setting('lienthong.taking_back', true), '') = 'on'"
"""Set by the undo of a reorganisation for its own statements alone."""
TILL = ("id", "uid", "unit_id", "person_uid", "name", "day", "opened_at")
NOTICE = ("id", "uid", "account_id", "transaction", "digest", "amount", "content", "paid_at", "told_at")
ACCOUNT = ("id", "uid", "unit_id", "bank_bin", "bank_name", "number", "holder", "since")
KEEP = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION '{erased}' USING ERRCODE = '42501';
  END IF;
  IF {settled} OR {before} IS DISTINCT FROM {after} THEN
    RAISE EXCEPTION '{changed}' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
"""


def _keep(name: str, columns: tuple[str, ...], settled: str, erased: str, changed: str) -> str:
    before, after = ("(" + ", ".join(f'{row}."{column}"' for column in columns) + ")" for row in ("OLD", "NEW"))
    return KEEP.format(name=name, settled=settled, before=before, after=after, erased=erased, changed=changed)


TILL_WORDS = ("quỹ thu đã mở không xóa được", "quỹ thu đã khóa không sửa được")
NOTICE_WORDS = ("báo có đã ghi không sửa được, không xóa được",) * 2
ACCOUNT_WORDS = ("tài khoản nhận tiền không sửa được, chỉ thay bằng tài khoản khác",) * 2
REOPENED = f"(OLD.closed_at IS NOT NULL AND NOT (OLD.automatic AND NEW.closed_at IS NULL AND {BACK}))"
USED_AGAIN = f"(OLD.until IS NOT NULL AND NOT (NEW.until IS NULL AND {BACK}))"


class Migration(migrations.Migration):
    """Let the unit of waiting money change; let an undo open accounts, and tills that the bank filled, again."""

    dependencies = [("fees", "0008_range_goes_to_the_heir")]
    operations = [
        RunSQL(
            _keep("fees_till_keep", TILL, REOPENED, *TILL_WORDS),
            _keep("fees_till_keep", TILL, "OLD.closed_at IS NOT NULL", *TILL_WORDS),
        ),
        RunSQL(
            _keep("fees_account_keep", ACCOUNT, USED_AGAIN, *ACCOUNT_WORDS),
            _keep("fees_account_keep", ACCOUNT, "OLD.until IS NOT NULL", *ACCOUNT_WORDS),
        ),
        RunSQL(
            _keep("fees_notice_keep", NOTICE, "OLD.state <> 'held'", *NOTICE_WORDS),
            _keep("fees_notice_keep", (*NOTICE, "unit_id"), "OLD.state <> 'held'", *NOTICE_WORDS),
        ),
    ]
