"""Who sees the rows as they were, and the dossiers that wait."""

from django.db import migrations

from lienthong.toolkit.database import protect


class Migration(migrations.Migration):
    """Switch row-level security on where a row tells of a dossier."""

    dependencies = [("reorganisation", "0001_reorganisation"), ("ledger", "0001_ledger")]
    operations = [
        protect("reorganisation_rowimage", unit_column="unit_id"),
        protect("reorganisation_waitingdossier", column="dossier_uid", unit_column="unit_id"),
    ]
