"""The worker, which builds the demonstration's past, may say for a sender how the answer was felt, as the public pages do."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

GRANT = "GRANT EXECUTE ON FUNCTION petitions_feel(text, text, text, timestamptz) TO lienthong_worker;"
UNDO = "REVOKE EXECUTE ON FUNCTION petitions_feel(text, text, text, timestamptz) FROM lienthong_worker;"


class Migration(migrations.Migration):
    """Let the worker ask one more function."""

    dependencies = [("petitions", "0005_extension")]
    operations = [RunSQL(GRANT, UNDO)]
