"""Documents that are read by others than who keeps their register: rows of shares, and who may write one."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations import RunSQL

import lienthong.toolkit.identity
from lienthong.toolkit.database import append_only

UNITS = "ANY ((SELECT lienthong_units())::bigint[])"
EVERYTHING = "(SELECT lienthong_everything())"
ROLES = "lienthong_web, lienthong_worker"

MAY_SHARE = RunSQL(
    """
    CREATE FUNCTION documents_may_share(document uuid, keeper bigint, unit bigint) RETURNS boolean
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT EXISTS (SELECT FROM documents_document d WHERE d.uid = document AND d.keeper_id = keeper)
          AND (keeper = ANY (lienthong_units()) OR unit = ANY (lienthong_units())
               AND EXISTS (SELECT FROM documents_share s WHERE s.document_id = document AND s.unit_id = unit)) $$;
    REVOKE ALL ON FUNCTION documents_may_share(uuid, bigint, bigint) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION documents_may_share(uuid, bigint, bigint) TO lienthong_web, lienthong_worker;
    """,
    "DROP FUNCTION documents_may_share(uuid, bigint, bigint);",
)
"""The keeper of the register shares; a unit that has a share gives it to people of its own."""

SHARES = RunSQL(
    f"""
    ALTER TABLE documents_share ENABLE ROW LEVEL SECURITY;
    CREATE POLICY documents_share_seen ON documents_share FOR SELECT TO {ROLES}
      USING ({EVERYTHING} OR keeper_id = {UNITS} OR unit_id = {UNITS});
    CREATE POLICY documents_share_written ON documents_share FOR INSERT TO {ROLES}
      WITH CHECK ({EVERYTHING} OR documents_may_share(document_id, keeper_id, unit_id));
    """,
    """
    DROP POLICY documents_share_written ON documents_share;
    DROP POLICY documents_share_seen ON documents_share;
    ALTER TABLE documents_share DISABLE ROW LEVEL SECURITY;
    """,
)


def shown(table: str, condition: str) -> RunSQL:
    """Return the operation that lets a row of `table` be read, not written, by a unit with which a document is shared.

    condition  over a row `s` of documents_share.
    """
    return RunSQL(
        f"CREATE POLICY {table}_shared ON {table} FOR SELECT TO {ROLES} USING "
        f"(EXISTS (SELECT FROM documents_share s WHERE {condition} AND s.unit_id = {UNITS}));",
        f"DROP POLICY {table}_shared ON {table};",
    )


class Migration(migrations.Migration):
    """Shares are written once; a shared document, its line, its body and its files are read by who has the share."""

    dependencies = [
        ("documents", "0002_documents_guard"), ("files", "0002_guards"), ("org", "0002_delegation_form"),
        ("ledger", "0002_ledger_guards"),
    ]  # fmt: skip
    operations = [
        migrations.CreateModel(
            name="Share",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uid",
                    models.UUIDField(
                        default=lienthong.toolkit.identity.new_uid, editable=False, unique=True, verbose_name="mã định danh"
                    ),
                ),
                ("person_uid", models.UUIDField(null=True, verbose_name="người được xem")),
                ("side", models.CharField(max_length=10, verbose_name="tư cách được xem")),
                ("at", models.DateTimeField(verbose_name="lúc cho xem")),
                ("by", models.CharField(max_length=200, verbose_name="người cho xem")),
                ("reason", models.CharField(max_length=300, verbose_name="lý do")),
                (
                    "document",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="shares",
                        to="documents.document", to_field="uid", verbose_name="văn bản",
                    ),
                ),
                (
                    "keeper",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.unit",
                        verbose_name="đơn vị giữ sổ",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.unit",
                        verbose_name="đơn vị được xem",
                    ),
                ),
            ],
            options={
                "verbose_name": "quyền xem văn bản",
                "verbose_name_plural": "quyền xem văn bản",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("document", "unit", "side", "person_uid"), name="documents_share_once", nulls_distinct=False
                    ),
                    models.CheckConstraint(condition=models.Q(("side__in", ["state", "party"])), name="documents_share_side"),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="documents_share_with_reason"
                    ),
                ],
            },
        ),
        append_only("documents_share"),
        MAY_SHARE,
        SHARES,
        shown("documents_document", "s.document_id = documents_document.uid"),
        shown(
            "documents_registerentry",
            "s.document_id = (SELECT d.uid FROM documents_document d WHERE d.id = documents_registerentry.document_id)",
        ),
        shown("documents_body", "s.keeper_id = documents_body.keeper_id"),
        shown("files_storedfile", "s.document_id = files_storedfile.object_uid"),
    ]  # fmt: skip
