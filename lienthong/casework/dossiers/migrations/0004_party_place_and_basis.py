"""A person's address keeps the place that was picked; a representative, the basis on which it acts."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add both columns; the rows around a dossier are protected by it already."""

    dependencies = [("dossiers", "0003_paper_more_files")]
    operations = [
        migrations.AddField(
            model_name="party",
            name="place_uid",
            field=models.UUIDField(null=True, verbose_name="nơi đã chọn trong địa chỉ"),
        ),
        migrations.AddField(
            model_name="party",
            name="basis",
            field=models.CharField(blank=True, default="", max_length=300, verbose_name="căn cứ đại diện"),
        ),
    ]
