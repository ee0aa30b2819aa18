"""Electronic copies on their way to the signature."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("org", "0002_delegation_form"),
    ]

    operations = [
        migrations.CreateModel(
            name="ElectronicCopy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(unique=True, verbose_name="dòng trong sổ")),
                ("dossier_uid", models.UUIDField(verbose_name="hồ sơ")),
                ("title", models.CharField(max_length=200, verbose_name="giấy tờ")),
                ("number", models.CharField(max_length=100, verbose_name="số chứng thực")),
                ("requester", models.CharField(max_length=200, verbose_name="người yêu cầu")),
                ("signer_uid", models.UUIDField(verbose_name="người ký")),
                ("signer_name", models.CharField(max_length=200, verbose_name="họ tên người ký")),
                ("certified_at", models.DateTimeField(verbose_name="vào sổ lúc")),
                ("scan_uid", models.UUIDField(null=True, verbose_name="bản quét")),
                ("scanned_by", models.CharField(blank=True, default="", max_length=200, verbose_name="người quét, đối chiếu")),
                ("result_uid", models.UUIDField(null=True, verbose_name="bản đã ký số")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.unit", verbose_name="đơn vị"
                    ),
                ),
            ],
            options={
                "verbose_name": "bản sao điện tử",
                "verbose_name_plural": "bản sao điện tử",
                "indexes": [
                    models.Index(fields=["dossier_uid", "id"], name="ecopy_of_dossier"),
                    models.Index(condition=models.Q(("result_uid", None)), fields=["unit", "id"], name="ecopy_waiting"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("result_uid", None), ("scan_uid__isnull", False), _connector="OR"),
                        name="ecopy_signed_has_scan",
                    )
                ],
            },
        ),
    ]
