"""Who sees judgements; each is written once and never changed."""

from django.db import migrations

from lienthong.toolkit.database import append_only, protect


class Migration(migrations.Migration):
    """Switch row-level security on; refuse change and erasure."""

    dependencies = [("scores", "0001_judgement"), ("ledger", "0001_ledger")]
    operations = [protect("scores_judgement", unit_column="unit_id"), append_only("scores_judgement")]
