"""Weeks of an office that ends are closed with the reason."""

from django.db import migrations, models
from django.db.models import Q

STATES = ["draft", "submitted", "published", "closed"]


class Migration(migrations.Migration):
    """Know closed weeks."""

    dependencies = [("agenda", "0002_agenda_guard")]
    operations = [
        migrations.RemoveConstraint("week", "agenda_week_state"),
        migrations.AddConstraint("week", models.CheckConstraint(condition=Q(state__in=STATES), name="agenda_week_state")),
        migrations.AddConstraint(
            "week", models.CheckConstraint(condition=~Q(state="closed", note=""), name="agenda_closed_with_reason")
        ),
    ]
