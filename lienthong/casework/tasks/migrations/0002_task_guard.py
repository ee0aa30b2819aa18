"""A task is seen by the unit where it lies and by the units that take part in its object."""

from django.db import migrations

from lienthong.toolkit.database import protect


class Migration(migrations.Migration):
    """Switch row-level security on."""

    dependencies = [("tasks", "0001_task"), ("ledger", "0001_ledger")]
    operations = [protect("tasks_task", column="object_uid", unit_column="unit_id")]
