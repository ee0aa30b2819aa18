"""The index on the unit alone goes: `dossier_unit_received` begins with the unit, and lists shall have one way only."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Drop the second index."""

    dependencies = [("dossiers", "0002_dossier_guard")]
    operations = [
        migrations.AlterField(
            model_name="dossier",
            name="unit",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="org.unit",
                verbose_name="đơn vị tiếp nhận",
            ),
        ),
    ]
