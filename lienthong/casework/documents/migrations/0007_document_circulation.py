"""A document keeps the mark of how far it goes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Documents of before bear no mark that anybody typed."""

    dependencies = [("documents", "0006_share_taken_back")]
    operations = [
        migrations.AddField(
            "document",
            "circulation",
            models.CharField(blank=True, default="", max_length=12, verbose_name="phạm vi lưu hành"),
        ),
        migrations.AddConstraint(
            "document",
            models.CheckConstraint(
                condition=models.Q(("circulation__in", ["", "return_after", "return_read", "inside"])),
                name="documents_known_circulation",
            ),
        ),
    ]
