"""Files kept as they came, whatever the upload policy thinks of them."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models

NAME = "files_known_status"


def _known(*states: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=models.Q(("status__in", list(states))), name=NAME)


class Migration(migrations.Migration):
    """Let a file be kept untouched."""

    dependencies: ClassVar = [("files", "0003_held_file")]
    operations: ClassVar = [
        migrations.RemoveConstraint(model_name="storedfile", name=NAME),
        migrations.AlterField(
            model_name="storedfile",
            name="status",
            field=models.CharField(
                choices=[
                    ("as_sent", "giữ nguyên từng byte"),
                    ("redrawn", "ảnh đã vẽ lại, bỏ dữ liệu kèm"),
                    ("untouched", "giữ nguyên từng byte, chưa kiểm tra"),
                ],
                max_length=20,
                verbose_name="tình trạng",
            ),
        ),
        migrations.AddConstraint(model_name="storedfile", constraint=_known("as_sent", "redrawn", "untouched")),
    ]
