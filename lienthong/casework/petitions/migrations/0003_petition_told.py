"""Whether and in which language somebody wants to be told how a petition goes on."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """Add the wish to be told; nobody who sent a petition before had been asked, so nobody of them is told."""

    dependencies = [("petitions", "0002_petition_guard")]
    operations = [
        migrations.AddField("petition", "notify", models.BooleanField(default=False, verbose_name="đồng ý nhận tin báo")),
        migrations.AddField(
            "petition", "language", models.CharField(default="vi", max_length=5, verbose_name="ngôn ngữ của tin báo")
        ),
        migrations.AddConstraint(
            "petition",
            models.CheckConstraint(
                condition=Q(language__in=("vi", "en")) & (Q(notify=False) | ~Q(contact="")), name="petition_told_where"
            ),
        ),
    ]
