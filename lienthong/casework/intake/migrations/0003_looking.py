"""Files that are looked at by a job."""

from django.db import migrations, models
from django.db.migrations.operations import RunSQL


class Migration(migrations.Migration):
    """Let a file wait for the upload policy."""

    dependencies = [
        ("intake", "0002_arrival_guard"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="arrivalfile",
            name="intake_file_kept_or_faulty",
        ),
        migrations.AddField(
            model_name="arrivalfile",
            name="pending",
            field=models.BooleanField(default=False, verbose_name="chờ kiểm tra"),
        ),
        migrations.AddConstraint(
            model_name="arrivalfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("carrier", True), ("file_uid", None), ("pending", False)),
                    models.Q(("carrier", False), ("fault", ""), ("file_uid__isnull", False), ("pending", False)),
                    models.Q(("carrier", False), ("file_uid", None), ("pending", False), models.Q(("fault", ""), _negated=True)),
                    models.Q(
                        ("carrier", False), ("fault", ""), ("file_uid", None), ("original_uid__isnull", False), ("pending", True)
                    ),
                    _connector="OR",
                ),
                name="intake_file_kept_or_faulty",
            ),
        ),
        RunSQL(
            "GRANT UPDATE (pending, file_uid, fault) ON intake_arrivalfile TO lienthong_web, lienthong_worker;",
            "REVOKE UPDATE (pending, file_uid, fault) ON intake_arrivalfile FROM lienthong_web, lienthong_worker;",
        ),
    ]
