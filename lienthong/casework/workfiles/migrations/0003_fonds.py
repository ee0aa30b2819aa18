"""A file belongs to the fonds of the unit whose work made it, whoever keeps it now."""

import django.db.models.deletion
from django.db import migrations, models


def _fonds(*, null: bool) -> models.ForeignKey:  # type: ignore[type-arg]
    return models.ForeignKey(
        db_index=False,
        null=null,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="org.unit",
        verbose_name="phông",
    )


class Migration(migrations.Migration):
    """Add the fonds, which so far is the keeper; symbols are told apart by it."""

    dependencies = [("workfiles", "0002_workfiles_guard")]
    operations = [
        migrations.AddField("workfile", "fonds", _fonds(null=True)),
        migrations.RunSQL(
            "ALTER TABLE workfiles_workfile DISABLE TRIGGER workfiles_workfile_keep;"
            "UPDATE workfiles_workfile SET fonds_id = keeper_id;"
            "ALTER TABLE workfiles_workfile ENABLE TRIGGER workfiles_workfile_keep;"
            "SET CONSTRAINTS ALL IMMEDIATE;",
            migrations.RunSQL.noop,
        ),
        migrations.AlterField("workfile", "fonds", _fonds(null=False)),
        migrations.RemoveConstraint("workfile", "workfiles_symbol_once"),
        migrations.AddConstraint(
            "workfile",
            models.UniqueConstraint(fields=("fonds", "system", "year", "symbol"), name="workfiles_symbol_once"),
        ),
    ]
