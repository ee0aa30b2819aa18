"""The public look-up keeps one plan: a code is always found by its index, and planning took ten times as long as looking."""

from django.db import migrations

LOOKUP = "dossiers_public_lookup(text, text)"


class Migration(migrations.Migration):
    """Set the plan of the look-up."""

    dependencies = [("dossiers", "0008_settling_index")]
    operations = [
        migrations.RunSQL(
            f"ALTER FUNCTION {LOOKUP} SET plan_cache_mode = force_generic_plan",
            f"ALTER FUNCTION {LOOKUP} RESET plan_cache_mode",
        ),
    ]
