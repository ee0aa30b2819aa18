"""A fee by pages counts copies: its cap holds for each of them."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the copies of a fee line."""

    dependencies = [("dossiers", "0009_lookup_plan")]
    operations = [
        migrations.AddField(
            model_name="feeline",
            name="copies",
            field=models.PositiveIntegerField(default=1, verbose_name="số bản"),
        ),
    ]
