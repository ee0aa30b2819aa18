"""What the public may ask of a file: whether it was issued, or is the minutes of a register, of this installation."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

ASK = """
CREATE FUNCTION approval_known(asked_sha256 text)
RETURNS TABLE (kind text, name text, number text, day date, body text, recalled_at timestamptz, void boolean, newer boolean,
  replaced boolean, replaced_by text, replaced_day date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  (SELECT 'document', d.type_name, d.symbol, d.issued_on, d.issuer, d.recalled_at, e.state = 'void',
     EXISTS (SELECT FROM approval_sealed s
       WHERE s.object_uid = d.uid AND s.sha256 = asked_sha256 AND s.replaced_at IS NOT NULL),
     d.replaced_by_id IS NOT NULL, n.symbol, n.issued_on
   FROM files_storedfile f
   JOIN documents_document d ON d.uid = f.object_uid
   JOIN documents_body b ON b.id = d.body_id
   JOIN documents_registerentry e ON e.document_id = d.id
   LEFT JOIN documents_document n ON n.uid = d.replaced_by_id AND n.direction = 'out' AND n.secrecy = '' AND n.body_id = d.body_id
   WHERE f.sha256 = asked_sha256 AND d.direction = 'out' AND d.secrecy = '' AND b.system = 'state'
     AND (NOT EXISTS (SELECT FROM files_withdrawnobject w WHERE w.object_uid = f.uid)
       OR EXISTS (SELECT FROM approval_sealed s WHERE s.object_uid = d.uid AND s.sha256 = asked_sha256))
   ORDER BY d.id DESC LIMIT 1)
  UNION ALL
  (SELECT 'closing', r.name, coalesce(r.year::text, ''), (r.closed_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, b.name, NULL, false,
     s.replaced_at IS NOT NULL, false, NULL, NULL
   FROM approval_sealed s
   JOIN documents_series r ON r.uid = s.object_uid
   JOIN documents_body b ON b.id = r.body_id
   WHERE s.sha256 = asked_sha256 AND s.kind = 'closing' AND b.system = 'state' AND r.direction <> 'internal'
     AND r.key !~ '^secret(:|$)'
   ORDER BY s.id DESC LIMIT 1)
  LIMIT 1
$$;
REVOKE ALL ON FUNCTION approval_known(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION approval_known(text) TO lienthong_web;
"""


class Migration(migrations.Migration):
    """Secret, internal and Party papers are known to nobody outside: the page says no more than their signatures do."""

    dependencies = [
        ("approval", "0003_sealed"), ("documents", "0005_document_recalled"), ("files", "0004_withdrawn_object"),
    ]  # fmt: skip
    operations = [RunSQL(ASK, "DROP FUNCTION approval_known(text);")]
