"""A notice may be about a petition."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Let a notice say how a petition goes on; whoever sees the petition or its unit sees the notice."""

    dependencies = [("notices", "0003_about")]
    operations = [
        migrations.RemoveConstraint("notice", "notice_known_subject"),
        migrations.AddConstraint(
            "notice",
            models.CheckConstraint(condition=models.Q(about__in=["dossier", "visit", "petition"]), name="notice_known_subject"),
        ),
        migrations.AlterField("notice", "dossier_uid", models.UUIDField(verbose_name="hồ sơ, lịch hẹn hoặc phản ánh")),
        migrations.AlterField(
            "notice",
            "dossier_code",
            models.CharField(db_collation="C", max_length=60, verbose_name="mã hồ sơ, lịch hẹn hoặc phản ánh"),
        ),
    ]
