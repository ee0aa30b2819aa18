"""The worker of a demonstration takes signed results into the stores of its citizens, as these do by code and key."""

from django.db import migrations
from django.db.migrations.operations import RunSQL


class Migration(migrations.Migration):
    """Nothing else lets it write whose a result is; the function still asks for whose store it is, and for code and key."""

    dependencies = [("results", "0002_result_guard")]
    operations = [
        RunSQL(
            "GRANT EXECUTE ON FUNCTION results_claim(text, text) TO lienthong_worker",
            "REVOKE EXECUTE ON FUNCTION results_claim(text, text) FROM lienthong_worker",
        )
    ]
