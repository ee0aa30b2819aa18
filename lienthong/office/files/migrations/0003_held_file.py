"""Files of forms that are not saved yet; the sweep keeps their contents."""

from __future__ import annotations

from django.db import migrations, models
from django.db.migrations.operations import RunSQL

from lienthong.toolkit.database import protect

_FUNCTION = """
    CREATE OR REPLACE FUNCTION files_unnamed(names text[]) RETURNS SETOF text
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT asked.hash FROM unnest(names) AS asked (hash)
        WHERE NOT EXISTS (SELECT FROM files_storedfile f WHERE f.sha256 = asked.hash){more} ORDER BY 1 $$;
"""
_HELD = " AND NOT EXISTS (SELECT FROM files_heldfile h WHERE h.sha256 = asked.hash)"


class Migration(migrations.Migration):
    """Make the table of held files."""

    dependencies = [("files", "0002_guards")]
    operations = [
        migrations.CreateModel(
            name="HeldFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(editable=False, unique=True, verbose_name="mã")),
                ("held_for", models.UUIDField(verbose_name="biểu mẫu")),
                ("slot", models.CharField(max_length=60, verbose_name="chỗ trong biểu mẫu")),
                ("sha256", models.CharField(db_collation="C", max_length=64, verbose_name="mã băm nội dung")),
                ("size", models.BigIntegerField(verbose_name="cỡ (byte)")),
                ("mime", models.CharField(max_length=100, verbose_name="loại")),
                ("name", models.CharField(max_length=200, verbose_name="tên tệp")),
                ("redrawn", models.BooleanField(default=False, verbose_name="ảnh đã vẽ lại")),
                ("held_by", models.UUIDField(verbose_name="người giữ")),
                ("unit_id", models.BigIntegerField(verbose_name="đơn vị giữ")),
                ("until", models.DateTimeField(verbose_name="giữ đến")),
            ],
            options={
                "verbose_name": "tệp đang giữ",
                "indexes": [
                    models.Index(fields=["held_for", "id"], name="files_held_for"),
                    models.Index(fields=["sha256"], name="files_held_content"),
                    models.Index(fields=["until"], name="files_held_until"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")), name="files_held_sha256_is_hex"
                    ),
                    models.CheckConstraint(condition=models.Q(("size__gte", 1)), name="files_held_not_empty"),
                ],
            },
        ),
        protect("files_heldfile", unit_column="unit_id"),
        RunSQL(_FUNCTION.format(more=_HELD), _FUNCTION.format(more="")),
    ]
