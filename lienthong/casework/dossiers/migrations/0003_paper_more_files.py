"""A paper may have several scans."""

from __future__ import annotations

import django.core.serializers.json
from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the uids of the scans after the first."""

    dependencies = [("dossiers", "0002_dossier_guard")]
    operations = [
        migrations.AddField(
            model_name="paperline",
            name="more_files",
            field=models.JSONField(
                default=list,
                encoder=django.core.serializers.json.DjangoJSONEncoder,
                verbose_name="các tệp số hóa sau tệp đầu",
            ),
        ),
    ]
