"""A notice may be about a booked visit."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Say what a notice is about; whoever sees the visit or its unit sees the notice, by the policy of before."""

    dependencies = [("notices", "0002_notice_guard")]
    operations = [
        migrations.AddField(
            model_name="notice",
            name="about",
            field=models.CharField(default="dossier", max_length=10, verbose_name="về việc gì"),
        ),
        migrations.AlterField(
            model_name="notice",
            name="dossier_uid",
            field=models.UUIDField(verbose_name="hồ sơ hoặc lịch hẹn"),
        ),
        migrations.AlterField(
            model_name="notice",
            name="dossier_code",
            field=models.CharField(db_collation="C", max_length=60, verbose_name="mã hồ sơ hoặc lịch hẹn"),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(condition=models.Q(about__in=["dossier", "visit"]), name="notice_known_subject"),
        ),
    ]
