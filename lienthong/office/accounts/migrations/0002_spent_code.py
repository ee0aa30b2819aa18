"""The newest code of each authenticator app that was taken, for all web processes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_account"),
    ]

    operations = [
        migrations.CreateModel(
            name="SpentCode",
            fields=[
                ("key", models.BinaryField(max_length=32, primary_key=True, serialize=False, verbose_name="khóa băm")),
                ("step", models.BigIntegerField(verbose_name="bước thời gian")),
                ("at", models.DateTimeField(verbose_name="dùng lúc")),
            ],
            options={
                "verbose_name": "mã xác thực đã dùng",
                "verbose_name_plural": "mã xác thực đã dùng",
            },
        ),
    ]
