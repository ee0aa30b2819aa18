"""A round says in which register its document takes its number."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Rounds of before were all for the outgoing register."""

    dependencies = [("approval", "0004_known")]
    operations = [
        migrations.AddField("round", "register", models.CharField(default="out", max_length=10, verbose_name="sổ")),
        migrations.AddConstraint(
            "round",
            models.CheckConstraint(condition=models.Q(("register__in", ["out", "internal"])), name="approval_known_register"),
        ),
    ]
