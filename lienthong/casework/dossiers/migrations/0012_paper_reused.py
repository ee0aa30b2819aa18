"""A paper may be a signed result of an earlier dossier, which nobody sent anew."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0011_former_units"),
    ]

    operations = [
        migrations.AddField(
            model_name="paperline",
            name="reuses",
            field=models.UUIDField(null=True, verbose_name="kết quả ký số dùng lại"),
        ),
    ]
