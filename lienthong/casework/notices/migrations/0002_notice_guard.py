"""A notice is seen by the unit of its dossier and by the units that take part in the dossier."""

from django.db import migrations

from lienthong.toolkit.database import protect


class Migration(migrations.Migration):
    """Switch row-level security on; who stopped what holds no personal data and is asked from the public page."""

    dependencies = [("notices", "0001_notice"), ("ledger", "0001_ledger")]
    operations = [protect("notices_notice", column="dossier_uid", unit_column="unit_id")]
