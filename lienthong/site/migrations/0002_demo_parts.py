from django.db import migrations, models


class Migration(migrations.Migration):
    """Demonstrations that were begun before have every part: they were built before the first page opened."""

    dependencies = [("site", "0001_demo_progress")]

    operations = [
        migrations.AddField(
            model_name="demoprogress", name="waiting", field=models.JSONField(default=list, verbose_name="các phần còn chờ nạp")
        ),
    ]
