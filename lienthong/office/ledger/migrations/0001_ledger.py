"""Tables of the ledger."""

import django.db.models.lookups
from django.db import migrations, models

import lienthong.toolkit.identity


class Migration(migrations.Migration):
    """Streams, events, their objects and personal values, edges, participation, the sealed log."""

    initial = True

    dependencies = [("outbox", "0001_roles")]

    operations = [
        migrations.CreateModel(
            name="EventObject",
            fields=[
                ("event_id", models.BigIntegerField(verbose_name="sự kiện")),
                ("position", models.SmallIntegerField(verbose_name="thứ tự")),
                ("stream_uid", models.UUIDField(verbose_name="luồng")),
                ("type", models.TextField(verbose_name="loại")),
                ("object_uid", models.UUIDField(db_index=True, verbose_name="đối tượng")),
                ("qualifier", models.TextField(verbose_name="vai trò")),
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "event_id", "position", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
            ],
            options={
                "verbose_name": "đối tượng của sự kiện",
                "db_table": "ledger_event_object",
            },
        ),
        migrations.CreateModel(
            name="EventPersonal",
            fields=[
                ("event_id", models.BigIntegerField(verbose_name="sự kiện")),
                ("name", models.TextField(verbose_name="tên trường")),
                ("stream_uid", models.UUIDField(verbose_name="luồng")),
                ("salt", models.BinaryField(verbose_name="muối")),
                ("value", models.TextField(verbose_name="giá trị (JSON)")),
                (
                    "pk",
                    models.CompositePrimaryKey("event_id", "name", blank=True, editable=False, primary_key=True, serialize=False),
                ),
            ],
            options={
                "verbose_name": "dữ liệu cá nhân của sự kiện",
                "db_table": "ledger_event_personal",
            },
        ),
        migrations.CreateModel(
            name="Tile",
            fields=[
                ("level", models.SmallIntegerField(verbose_name="bậc")),
                ("index", models.BigIntegerField(verbose_name="số")),
                ("hash", models.BinaryField(verbose_name="mã băm")),
                (
                    "pk",
                    models.CompositePrimaryKey("level", "index", blank=True, editable=False, primary_key=True, serialize=False),
                ),
            ],
            options={
                "verbose_name": "ô Merkle",
            },
        ),
        migrations.CreateModel(
            name="Unsealed",
            fields=[
                ("event_id", models.BigIntegerField(primary_key=True, serialize=False, verbose_name="sự kiện")),
                ("recorded_at", models.DateTimeField(verbose_name="ghi nhận lúc")),
            ],
            options={
                "verbose_name": "chờ niêm phong",
            },
        ),
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("epoch", models.IntegerField(verbose_name="kỷ nguyên")),
                ("size", models.BigIntegerField(verbose_name="số lá")),
                ("root", models.BinaryField(verbose_name="gốc Merkle")),
                ("frontier", models.BinaryField(verbose_name="biên Merkle (các đỉnh trái, 32 byte mỗi đỉnh)")),
                ("note", models.TextField(verbose_name="bản niêm phong đã ký")),
                ("sealed_at", models.DateTimeField(verbose_name="niêm phong lúc")),
            ],
            options={
                "verbose_name": "điểm niêm phong",
                "constraints": [
                    models.UniqueConstraint(fields=("epoch", "size"), name="ledger_checkpoint_epoch_size"),
                    models.CheckConstraint(
                        condition=models.Q(("size__gte", 0), ("epoch__gte", 1)), name="ledger_checkpoint_size"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Edge",
            fields=[
                ("event_id", models.BigIntegerField(primary_key=True, serialize=False, verbose_name="sự kiện")),
                ("stream_uid", models.UUIDField(verbose_name="luồng")),
                ("previous_event", models.UUIDField(null=True, verbose_name="sự kiện trước")),
                ("previous_activity", models.TextField(verbose_name="hoạt động trước")),
                ("elapsed_us", models.BigIntegerField(null=True, verbose_name="micrô giây trôi qua")),
                ("working_seconds", models.BigIntegerField(null=True, verbose_name="giây làm việc")),
                ("calendar_version", models.IntegerField(null=True, verbose_name="phiên bản lịch")),
                ("variant", models.BinaryField(verbose_name="mã biến thể đường đi")),
            ],
            options={
                "verbose_name": "cạnh",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("working_seconds__isnull", True), ("calendar_version__isnull", False), _connector="OR"
                        ),
                        name="ledger_edge_calendar",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uid",
                    models.UUIDField(default=lienthong.toolkit.identity.new_uid, editable=False, unique=True, verbose_name="mã"),
                ),
                ("stream_uid", models.UUIDField(verbose_name="luồng")),
                ("seq", models.BigIntegerField(verbose_name="số thứ tự trong luồng")),
                ("activity", models.TextField(verbose_name="hoạt động")),
                (
                    "lifecycle",
                    models.TextField(
                        choices=[
                            ("offered", "offered"),
                            ("claimed", "claimed"),
                            ("started", "started"),
                            ("suspended", "suspended"),
                            ("resumed", "resumed"),
                            ("completed", "completed"),
                        ],
                        verbose_name="vòng đời",
                    ),
                ),
                ("leg", models.TextField(verbose_name="nhánh")),
                ("step", models.TextField(verbose_name="bước")),
                ("procedure_version", models.UUIDField(null=True, verbose_name="phiên bản thủ tục")),
                ("cause", models.TextField(verbose_name="nguyên nhân chờ")),
                ("person_uid", models.UUIDField(null=True, verbose_name="người")),
                ("post_uid", models.UUIDField(null=True, verbose_name="vị trí")),
                ("unit_uid", models.UUIDField(null=True, verbose_name="đơn vị")),
                ("occurred_at", models.DateTimeField(verbose_name="xảy ra lúc")),
                ("recorded_at", models.DateTimeField(verbose_name="ghi nhận lúc")),
                ("body", models.TextField(verbose_name="nội dung được băm")),
                ("hash", models.BinaryField(verbose_name="mã băm")),
            ],
            options={
                "verbose_name": "sự kiện",
                "constraints": [
                    models.UniqueConstraint(fields=("stream_uid", "seq"), name="ledger_event_stream_seq"),
                    models.CheckConstraint(condition=models.Q(("seq__gte", 1)), name="ledger_event_seq"),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.Exact(
                                models.Func(models.F("hash"), function="octet_length", output_field=models.IntegerField()),
                                models.Value(32),
                            )
                        ),
                        name="ledger_event_hash",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("lifecycle__in", ["offered", "claimed", "started", "suspended", "resumed", "completed"])
                        ),
                        name="ledger_event_lifecycle",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Leaf",
            fields=[
                ("leaf_index", models.BigIntegerField(primary_key=True, serialize=False, verbose_name="số lá")),
                ("event_id", models.BigIntegerField(unique=True, verbose_name="sự kiện")),
                ("hash", models.BinaryField(verbose_name="mã băm lá")),
            ],
            options={
                "verbose_name": "lá",
                "constraints": [models.CheckConstraint(condition=models.Q(("leaf_index__gte", 0)), name="ledger_leaf_index")],
            },
        ),
        migrations.CreateModel(
            name="Participation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("unit_id", models.BigIntegerField(verbose_name="đơn vị")),
                ("object_uid", models.UUIDField(verbose_name="đối tượng")),
                ("since", models.DateTimeField(verbose_name="từ lúc")),
                ("until", models.DateTimeField(null=True, verbose_name="đến lúc")),
            ],
            options={
                "verbose_name": "tham gia",
                "indexes": [
                    models.Index(fields=["object_uid", "unit_id"], name="ledger_participation_object"),
                    models.Index(fields=["unit_id", "object_uid"], name="ledger_participation_unit"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)), fields=("object_uid", "unit_id"), name="ledger_participation_open"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until", None), ("until__gt", models.F("since")), _connector="OR"),
                        name="ledger_participation_period",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Stream",
            fields=[
                ("uid", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("next_seq", models.BigIntegerField(default=1, verbose_name="số tiếp theo")),
                ("prev_hash", models.BinaryField(verbose_name="mã băm trước")),
                ("head_hash", models.BinaryField(verbose_name="mã băm cuối")),
                ("prev_event", models.UUIDField(null=True)),
                ("head_event", models.UUIDField(null=True)),
                ("prev_activity", models.TextField(default="")),
                ("head_activity", models.TextField(default="")),
                ("prev_at", models.DateTimeField(null=True)),
                ("head_at", models.DateTimeField(null=True)),
                ("variant", models.BinaryField(verbose_name="mã biến thể đường đi")),
            ],
            options={
                "verbose_name": "luồng sự kiện",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("next_seq__gte", 1)), name="ledger_stream_next_seq"),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.Exact(
                                models.Func(models.F("head_hash"), function="octet_length", output_field=models.IntegerField()),
                                models.Value(32),
                            ),
                            django.db.models.lookups.Exact(
                                models.Func(models.F("prev_hash"), function="octet_length", output_field=models.IntegerField()),
                                models.Value(32),
                            ),
                        ),
                        name="ledger_stream_hash",
                    ),
                ],
            },
        ),
    ]
