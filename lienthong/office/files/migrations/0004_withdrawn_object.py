"""Objects whose files are served no more; written once."""

from __future__ import annotations

from django.db import migrations, models

from lienthong.toolkit.database import append_only


class Migration(migrations.Migration):
    """Make the table; it names uids only, so every unit may ask it."""

    dependencies = [("files", "0004_untouched")]
    operations = [
        migrations.CreateModel(
            name="WithdrawnObject",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("object_uid", models.UUIDField(unique=True, verbose_name="mã tệp hoặc vật mang tệp")),
                ("because", models.UUIDField(verbose_name="theo văn bản")),
                ("withdrawn_at", models.DateTimeField(verbose_name="lúc thôi phục vụ")),
            ],
            options={"verbose_name": "tệp thôi phục vụ", "verbose_name_plural": "tệp thôi phục vụ"},
        ),
        append_only("files_withdrawnobject"),
    ]
