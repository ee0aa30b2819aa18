"""Who sees assessments; that each is written once, reviewed once, withdrawn once, and never erased."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from lienthong.toolkit.database import protect

FIXED = (
    "id", "uid", "unit_id", "rule_set", "requirement", "state", "measured", "since", "until", "note", "files", "assessed_by",
    "assessed_at", "recorded_at",
)  # fmt: skip
REVIEW = ("review", "reviewed_by", "reviewed_at", "review_note")
WITHDRAWAL = ("withdrawn_on", "withdrawn_by", "withdrawn_at", "withdraw_reason")


def row(name, columns):
    return "(" + ", ".join(f"{name}.{column}" for column in columns) + ")"


KEEP = f"""
CREATE FUNCTION readiness_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'bản đánh giá đã ghi không xóa được, chỉ rút có lý do' USING ERRCODE = '42501';
  END IF;
  IF {row("OLD", FIXED)} IS DISTINCT FROM {row("NEW", FIXED)}
     OR (OLD.review <> '' AND {row("OLD", REVIEW)} IS DISTINCT FROM {row("NEW", REVIEW)})
     OR (OLD.withdrawn_at IS NOT NULL AND {row("OLD", WITHDRAWAL)} IS DISTINCT FROM {row("NEW", WITHDRAWAL)}) THEN
    RAISE EXCEPTION 'bản đánh giá đã ghi không sửa được' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER readiness_assessment_keep BEFORE UPDATE OR DELETE ON readiness_assessment
  FOR EACH ROW EXECUTE FUNCTION readiness_keep();
"""


class Migration(migrations.Migration):
    """Switch row-level security on; keep what was written."""

    dependencies = [("readiness", "0001_assessment"), ("ledger", "0001_ledger")]
    operations = [
        protect("readiness_assessment", unit_column="unit_id"),
        RunSQL(KEEP, "DROP TRIGGER readiness_assessment_keep ON readiness_assessment; DROP FUNCTION readiness_keep();"),
    ]
