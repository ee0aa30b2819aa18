"""A code may prove an address or a number that a citizen adds to an account."""

from django.db import migrations, models
from django.db.migrations.operations import RunSQL


def purposes(*names: str) -> migrations.AddConstraint:
    """Return the operation that lets a code be for these steps alone."""
    return migrations.AddConstraint(
        "sentcode", models.CheckConstraint(condition=models.Q(("purpose__in", list(names))), name="citizens_code_purpose")
    )


class Migration(migrations.Migration):
    """Going back drops codes of this kind that are on their way."""

    dependencies = [("citizens", "0004_national_identity")]
    operations = [
        migrations.RemoveConstraint("sentcode", "citizens_code_purpose"),
        RunSQL(RunSQL.noop, "DELETE FROM citizens_sentcode WHERE purpose = 'contact'"),
        purposes("register", "sign_in", "reset", "contact"),
    ]
