"""Who sees money, and that nothing that moved is erased or rewritten; fees paid before are carried over."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from lienthong.toolkit.database import append_only, protect, protect_by_parent

FIXED = ("id", "uid", "unit_id", "person_uid", "name", "day", "opened_at")
BEFORE, AFTER = ("(" + ", ".join(f"{row}.{column}" for column in FIXED) + ")" for row in ("OLD", "NEW"))
KEEP = f"""
CREATE FUNCTION fees_till_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'quỹ thu đã mở không xóa được' USING ERRCODE = '42501';
  END IF;
  IF OLD.closed_at IS NOT NULL OR {BEFORE} IS DISTINCT FROM {AFTER} THEN
    RAISE EXCEPTION 'quỹ thu đã khóa không sửa được' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER fees_till_keep BEFORE UPDATE OR DELETE ON fees_till FOR EACH ROW EXECUTE FUNCTION fees_till_keep();
CREATE FUNCTION fees_payment_in_open_till() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM fees_till t WHERE t.id = NEW.till_id AND t.closed_at IS NOT NULL) THEN
    RAISE EXCEPTION 'quỹ thu đã khóa, không ghi thêm thu chi' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER fees_payment_in_open_till BEFORE INSERT ON fees_payment
  FOR EACH ROW EXECUTE FUNCTION fees_payment_in_open_till();
"""
CARRY = """
CREATE FUNCTION fees_carry_over() RETURNS bigint LANGUAGE sql SET search_path = public AS $$
  WITH owing AS (
    SELECT d.uid, d.code, d.unit_id, d.owner_name, f.method, f.key, f.kind, f.name, f.paid_at,
           f.paid - coalesce((SELECT sum(l.amount) FROM fees_paymentline l JOIN fees_payment p ON p.id = l.payment_id
                               WHERE p.dossier_uid = d.uid AND l.fee_key = f.key), 0) AS amount
      FROM dossiers_feeline f JOIN dossiers_dossier d ON d.id = f.dossier_id WHERE f.paid > 0
  ), made AS (
    INSERT INTO fees_payment (uid, unit_id, origin, dossier_uid, dossier_code, method, amount, payer, at, receipt, volume, reason,
                              approved_by, key)
    SELECT gen_random_uuid(), unit_id, 'carried', uid, code, coalesce(nullif(method, ''), 'cash'), sum(amount), owner_name,
           max(paid_at), '', '', '', '', '' FROM owing WHERE amount > 0
     GROUP BY uid, code, unit_id, owner_name, coalesce(nullif(method, ''), 'cash')
    RETURNING id, dossier_uid, method
  ), written AS (
    INSERT INTO fees_paymentline (payment_id, fee_key, kind, name, amount)
    SELECT m.id, o.key, o.kind, o.name, o.amount FROM owing o
      JOIN made m ON m.dossier_uid = o.uid AND m.method = coalesce(nullif(o.method, ''), 'cash') WHERE o.amount > 0
    RETURNING 1
  )
  SELECT count(*) FROM written
$$;
REVOKE ALL ON FUNCTION fees_carry_over() FROM PUBLIC;
SELECT fees_carry_over();
"""
UNDO = """
DROP TRIGGER fees_payment_in_open_till ON fees_payment; DROP FUNCTION fees_payment_in_open_till();
DROP TRIGGER fees_till_keep ON fees_till; DROP FUNCTION fees_till_keep();
"""


class Migration(migrations.Migration):
    """Switch row-level security on; let a till be closed once and a payment be written once; carry over what was paid."""

    dependencies = [("fees", "0001_money"), ("ledger", "0001_ledger"), ("dossiers", "0002_dossier_guard")]
    operations = [
        protect("fees_till", unit_column="unit_id"),
        protect("fees_payment", column="dossier_uid", unit_column="unit_id"),
        protect_by_parent("fees_paymentline", parent="fees_payment", column="payment_id"),
        append_only("fees_payment"),
        append_only("fees_paymentline"),
        RunSQL(KEEP, UNDO),
        RunSQL(CARRY, "DROP FUNCTION fees_carry_over()"),
    ]
