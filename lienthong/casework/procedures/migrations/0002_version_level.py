"""Each version says at which level it is settled: the level of a procedure is that of its newest version, in force or not."""

from django.db import migrations, models

FILL = migrations.RunSQL(
    """
    UPDATE procedures_procedureversion v SET level = coalesce(v.definition ->> 'level', p.level)
      FROM procedures_procedure p WHERE p.id = v.procedure_id
    """,
    migrations.RunSQL.noop,
    elidable=True,
)
LEVELS = [("commune", "commune"), ("district", "district"), ("province", "province")]


class Migration(migrations.Migration):
    dependencies = [("procedures", "0001_procedures")]

    operations = [
        migrations.AddField(
            model_name="procedureversion",
            name="level",
            field=models.CharField(choices=LEVELS, max_length=10, null=True, verbose_name="cấp giải quyết"),
        ),
        FILL,
        migrations.AlterField(
            model_name="procedureversion",
            name="level",
            field=models.CharField(choices=LEVELS, max_length=10, verbose_name="cấp giải quyết"),
        ),
        migrations.AddConstraint(
            model_name="procedureversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__in", ("commune", "district", "province"))), name="procedures_version_level"
            ),
        ),
    ]
