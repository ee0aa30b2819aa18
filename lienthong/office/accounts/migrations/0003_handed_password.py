"""A password that an administrator hands over is remembered as such until its owner has chosen another."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Passwords that are there are their owners' own."""

    dependencies = [("accounts", "0002_spent_code")]
    operations = [
        migrations.AddField(
            model_name="account",
            name="handed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="mật khẩu được cấp lúc"),
        )
    ]
