"""The course of a letter says that it became a citizen's dossier."""

from django.db import migrations, models
from django.db.models import Q

NAME = "handling_move_words"
KINDS = ["instruct", "remind", "extend", "rise", "dossier"]
DECISIONS = ["", "granted", "refused"]


class Migration(migrations.Migration):
    """One more word of what happens to a letter."""

    dependencies = [("handling", "0004_rise")]
    operations = [
        migrations.RemoveConstraint("move", NAME),
        migrations.AddConstraint("move", models.CheckConstraint(condition=Q(kind__in=KINDS, decision__in=DECISIONS), name=NAME)),
    ]
