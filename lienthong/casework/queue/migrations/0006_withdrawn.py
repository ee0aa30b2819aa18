"""Why an office cancelled a booked visit, and in which language its owner is told."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the reason and the language to bookings."""

    dependencies = [("queue", "0005_matters")]
    operations = [
        migrations.AddField(
            model_name="booking",
            name="reason",
            field=models.CharField(blank=True, default="", max_length=100, verbose_name="lý do cơ quan hủy"),
        ),
        migrations.AddField(
            model_name="booking",
            name="language",
            field=models.CharField(default="vi", max_length=5, verbose_name="ngôn ngữ"),
        ),
    ]
