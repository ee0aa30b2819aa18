"""The index on the unit of all tasks goes: inboxes ask for open ones, and `task_inbox` holds only these."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Drop the index that grew with what is done."""

    dependencies = [("tasks", "0002_task_guard")]
    operations = [
        migrations.AlterField(
            model_name="task",
            name="unit",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="org.unit",
                verbose_name="đơn vị",
            ),
        ),
    ]
