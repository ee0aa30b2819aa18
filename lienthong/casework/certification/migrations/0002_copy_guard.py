"""Who sees electronic copies: the unit, and those that take part in the dossier.  A copy is never taken out."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from lienthong.toolkit.database import protect


class Migration(migrations.Migration):
    """Switch row-level security on."""

    dependencies = [("certification", "0001_electronic_copy"), ("ledger", "0001_ledger")]
    operations = [
        protect("certification_electroniccopy", column="dossier_uid", unit_column="unit_id"),
        RunSQL(
            "REVOKE DELETE, TRUNCATE ON certification_electroniccopy FROM lienthong_web, lienthong_worker;",
            "GRANT DELETE ON certification_electroniccopy TO lienthong_web, lienthong_worker;",
        ),
    ]
