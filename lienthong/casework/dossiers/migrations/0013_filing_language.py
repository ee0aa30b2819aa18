"""In which language somebody filed online."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the language to filings; those of before were told in Vietnamese."""

    dependencies = [("dossiers", "0012_paper_reused")]
    operations = [
        migrations.AddField(
            model_name="filing",
            name="language",
            field=models.CharField(default="vi", max_length=5, verbose_name="ngôn ngữ"),
        ),
    ]
