"""Who sees notices of the bank, that none is erased or rewritten, and what the public sees of an account."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from lienthong.toolkit.database import protect

NOTICE = ("id", "uid", "unit_id", "account_id", "transaction", "digest", "amount", "content", "paid_at", "told_at")
ACCOUNT = ("id", "uid", "unit_id", "bank_bin", "bank_name", "number", "holder", "since")


def _row(which: str, columns: tuple[str, ...]) -> str:
    return "(" + ", ".join(f'{which}."{column}"' for column in columns) + ")"


KEEP = f"""
CREATE FUNCTION fees_notice_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.state <> 'held' OR {_row("OLD", NOTICE)} IS DISTINCT FROM {_row("NEW", NOTICE)} THEN
    RAISE EXCEPTION 'báo có đã ghi không sửa được, không xóa được' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER fees_notice_keep BEFORE UPDATE OR DELETE ON fees_banknotice FOR EACH ROW EXECUTE FUNCTION fees_notice_keep();
CREATE FUNCTION fees_account_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.until IS NOT NULL OR {_row("OLD", ACCOUNT)} IS DISTINCT FROM {_row("NEW", ACCOUNT)} THEN
    RAISE EXCEPTION 'tài khoản nhận tiền không sửa được, chỉ thay bằng tài khoản khác' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER fees_account_keep BEFORE UPDATE OR DELETE ON fees_paymentaccount
  FOR EACH ROW EXECUTE FUNCTION fees_account_keep();
"""
UNDO = """
DROP TRIGGER fees_account_keep ON fees_paymentaccount; DROP FUNCTION fees_account_keep();
DROP TRIGGER fees_notice_keep ON fees_banknotice; DROP FUNCTION fees_notice_keep();
"""
DUE = """
CREATE FUNCTION fees_public_due(asked_code text, asked_key text, on_day date)
RETURNS TABLE (bank_bin text, bank_name text, number text, holder text, owed bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT a.bank_bin, a.bank_name, a.number, a.holder,
    (SELECT coalesce(sum(greatest(f.amount - f.paid, 0)), 0)::bigint FROM dossiers_feeline f WHERE f.dossier_id = d.id)
  FROM dossiers_dossier d
    JOIN fees_paymentaccount a ON a.unit_id = d.unit_id AND a.since <= on_day AND (a.until IS NULL OR a.until > on_day)
  WHERE d.code = asked_code AND d.lookup_key = asked_key
  ORDER BY a.since DESC LIMIT 1
$$;
REVOKE ALL ON FUNCTION fees_public_due(text, text, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION fees_public_due(text, text, date) TO lienthong_web, lienthong_lookup;
"""


class Migration(migrations.Migration):
    """Switch row-level security on for notices; keep them and the accounts for ever; make the public question."""

    dependencies = [("fees", "0005_bank"), ("ledger", "0001_ledger"), ("dossiers", "0002_dossier_guard")]
    operations = [
        protect("fees_banknotice", unit_column="unit_id"),
        RunSQL(KEEP, UNDO),
        RunSQL(DUE, "DROP FUNCTION fees_public_due(text, text, date)"),
    ]
