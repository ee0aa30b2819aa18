"""Minutes that a reorganisation makes: from a unit that ended to one that took over, of what really moved."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

SCOPES = ["person", "unit"]
STATES = ["draft", "given", "done", "refused", "withdrawn"]


class Migration(migrations.Migration):
    """Let minutes name the act that made them and the unit that took over; several of one giver may be under way then."""

    dependencies = [("handover", "0002_handover_guard"), ("org", "0002_delegation_form")]
    operations = [
        migrations.AddField("handover", "act_uid", models.UUIDField("lần sắp xếp", null=True)),
        migrations.AddField(
            "handover",
            "heir",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="org.unit",
                verbose_name="đơn vị kế thừa",
            ),
        ),
        migrations.RemoveConstraint("handover", "handover_known_words"),
        migrations.AddConstraint(
            "handover",
            models.CheckConstraint(
                condition=Q(state__in=STATES) & Q(scope__in=[*SCOPES, "succession"]), name="handover_known_words"
            ),
        ),
        migrations.RemoveConstraint("handover", "handover_one_under_way"),
        migrations.AddConstraint(
            "handover",
            models.UniqueConstraint(
                fields=["unit", "giver_uid", "scope"],
                condition=Q(state__in=("draft", "given")) & ~Q(scope="succession"),
                name="handover_one_under_way",
            ),
        ),
        migrations.AddConstraint(
            "handover",
            models.CheckConstraint(
                condition=~Q(scope="succession") | Q(act_uid__isnull=False), name="handover_succession_by_an_act"
            ),
        ),
    ]
