"""That a late part rose is a move, once for each rung and day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add who was told, about which day, by which rung."""

    dependencies = [
        ("handling", "0003_came_from"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="move",
            name="handling_move_words",
        ),
        migrations.AddField(
            model_name="move",
            name="due_at",
            field=models.DateTimeField(null=True, verbose_name="hạn khi báo lên"),
        ),
        migrations.AddField(
            model_name="move",
            name="level",
            field=models.PositiveSmallIntegerField(null=True, verbose_name="bậc báo lên"),
        ),
        migrations.AddField(
            model_name="move",
            name="whom",
            field=models.CharField(blank=True, default="", max_length=400, verbose_name="báo lên ai"),
        ),
        migrations.AddConstraint(
            model_name="move",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decision__in", ["", "granted", "refused"]), ("kind__in", ["instruct", "remind", "extend", "rise"])
                ),
                name="handling_move_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="move",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("due_at__isnull", False),
                        ("kind", "rise"),
                        ("level__isnull", False),
                        ("part__isnull", False),
                        models.Q(("whom", ""), _negated=True),
                    ),
                    models.Q(models.Q(("kind", "rise"), _negated=True), ("due_at", None), ("level", None), ("whom", "")),
                    _connector="OR",
                ),
                name="handling_move_rises",
            ),
        ),
        migrations.AddConstraint(
            model_name="move",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "rise")), fields=("part", "due_at", "level"), name="handling_move_rung_once"
            ),
        ),
    ]
