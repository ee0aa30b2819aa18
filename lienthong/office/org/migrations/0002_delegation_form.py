"""How a stand-in signs: KT., TL. or TUQ.; delegations made before are by authority."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the form of signing to delegations."""

    dependencies = [("org", "0001_org")]
    operations = [
        migrations.AddField("delegation", "form", models.CharField("hình thức ký", max_length=3, default="tuq")),
        migrations.AddConstraint(
            "delegation",
            models.CheckConstraint(condition=models.Q(form__in=["kt", "tl", "tuq"]), name="org_delegation_form"),
        ),
    ]
