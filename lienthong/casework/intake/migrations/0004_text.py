"""The text of what arrived."""

import django.db.models.deletion
from django.db import migrations, models

from lienthong.toolkit.database import protect_by_parent


class Migration(migrations.Migration):
    """Make the table of texts; it is seen as its arrival is."""

    dependencies = [
        ("intake", "0003_looking"),
    ]

    operations = [
        migrations.CreateModel(
            name="ArrivalText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(blank=True, default="", verbose_name="chữ")),
                ("folded", models.TextField(blank=True, db_collation="C", default="", verbose_name="chữ để tìm")),
                ("how", models.CharField(blank=True, default="", max_length=10, verbose_name="đọc bằng")),
                ("missing", models.CharField(blank=True, default="", max_length=40, verbose_name="chương trình còn thiếu")),
                ("read_at", models.DateTimeField(verbose_name="đọc lúc")),
                (
                    "arrival",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="read",
                        to="intake.arrival",
                        verbose_name="văn bản",
                    ),
                ),
            ],
            options={
                "verbose_name": "chữ của văn bản chờ vào sổ",
                "verbose_name_plural": "chữ của văn bản chờ vào sổ",
            },
        ),
        protect_by_parent("intake_arrivaltext", parent="intake_arrival", column="arrival_id"),
    ]
