"""Opinions may be asked of one person: each person once at a time, beside the unit."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("drafting", "0003_office_template")]
    operations = [
        migrations.AddField("opinion", "person_uid", models.UUIDField(null=True, verbose_name="mã người được hỏi")),
        migrations.AddField(
            "opinion",
            "person_name",
            models.CharField(blank=True, default="", max_length=200, verbose_name="người được hỏi"),
        ),
        migrations.RemoveConstraint("opinion", "drafting_asked_once"),
        migrations.AddConstraint(
            "opinion",
            models.UniqueConstraint(
                condition=models.Q(("given_at", None), ("person_uid", None), ("withdrawn_at", None)),
                fields=("draft", "unit"),
                name="drafting_asked_once",
            ),
        ),
        migrations.AddConstraint(
            "opinion",
            models.UniqueConstraint(
                condition=models.Q(("given_at", None), ("person_uid__isnull", False), ("withdrawn_at", None)),
                fields=("draft", "unit", "person_uid"),
                name="drafting_person_asked_once",
            ),
        ),
        migrations.AddConstraint(
            "opinion",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("person_name", ""), ("person_uid", None)),
                    models.Q(("person_uid__isnull", False), models.Q(("person_name", ""), _negated=True)),
                    _connector="OR",
                ),
                name="drafting_opinion_person",
            ),
        ),
    ]
