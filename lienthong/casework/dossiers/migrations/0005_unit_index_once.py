"""One way for each question: lists by `dossier_unit_received`, what has ended by its own index, what is open by its own.

The index on the unit alone goes, and that of what has ended holds nothing else: with them plans changed with size.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Drop one index, narrow another."""

    dependencies = [("dossiers", "0004_party_place_and_basis")]
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
        migrations.RemoveIndex(model_name="dossier", name="dossier_unit_ended"),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                condition=models.Q(("ended_at__isnull", False)), fields=["unit", "ended_at"], name="dossier_unit_ended"
            ),
        ),
    ]
