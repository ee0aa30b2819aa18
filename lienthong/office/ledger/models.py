"""Tables of the ledger.  Their truths stand in the database: chain columns, lengths, periods, append-only triggers.

Children point to their event by number without a foreign key constraint: all rows of one event are born in one
statement, nothing may remove them, and `verify` finds an orphan; six checks a row would cost a third of the speed.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Func, Q, Value

from lienthong.office.ledger.rules.entries import Lifecycle
from lienthong.toolkit.identity import new_uid


def _length(column: str, octets: int) -> Q:
    measured = Func(F(column), function="octet_length", output_field=models.IntegerField())
    return Q(models.lookups.Exact(measured, Value(octets)))


class Stream(models.Model):
    """The life of one thing (dossier, document, work, unit): its next number and the hash that ends its chain.

    `prev_*` repeat what `head_*` were before the last event, because one statement must see both.
    """

    uid = models.UUIDField(primary_key=True, editable=False)
    next_seq = models.BigIntegerField("số tiếp theo", default=1)
    prev_hash = models.BinaryField("mã băm trước")
    head_hash = models.BinaryField("mã băm cuối")
    prev_event = models.UUIDField(null=True)
    head_event = models.UUIDField(null=True)
    prev_activity = models.TextField(default="")
    head_activity = models.TextField(default="")
    prev_at = models.DateTimeField(null=True)
    head_at = models.DateTimeField(null=True)
    variant = models.BinaryField("mã biến thể đường đi")

    class Meta:
        verbose_name = "luồng sự kiện"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(next_seq__gte=1), name="ledger_stream_next_seq"),
            models.CheckConstraint(condition=_length("head_hash", 32) & _length("prev_hash", 32), name="ledger_stream_hash"),
        ]


class Event(models.Model):
    """Something that happened; `body` holds the hashed text, the other columns repeat parts of it for questions."""

    uid = models.UUIDField("mã", unique=True, default=new_uid, editable=False)
    stream_uid = models.UUIDField("luồng")
    seq = models.BigIntegerField("số thứ tự trong luồng")
    activity = models.TextField("hoạt động")
    lifecycle = models.TextField("vòng đời", choices=[(item.value, item.value) for item in Lifecycle])
    leg = models.TextField("nhánh")
    step = models.TextField("bước")
    procedure_version = models.UUIDField("phiên bản thủ tục", null=True)
    cause = models.TextField("nguyên nhân chờ")
    person_uid = models.UUIDField("người", null=True)
    post_uid = models.UUIDField("vị trí", null=True)
    unit_uid = models.UUIDField("đơn vị", null=True)
    occurred_at = models.DateTimeField("xảy ra lúc")
    recorded_at = models.DateTimeField("ghi nhận lúc")
    body = models.TextField("nội dung được băm")
    hash = models.BinaryField("mã băm")

    class Meta:
        verbose_name = "sự kiện"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["stream_uid", "seq"], name="ledger_event_stream_seq"),
            models.CheckConstraint(condition=Q(seq__gte=1), name="ledger_event_seq"),
            models.CheckConstraint(condition=_length("hash", 32), name="ledger_event_hash"),
            models.CheckConstraint(condition=Q(lifecycle__in=[item.value for item in Lifecycle]), name="ledger_event_lifecycle"),
        ]


class EventObject(models.Model):
    """One of the objects that an event is about, as in OCEL 2.0; the body repeats them in this order."""

    event_id = models.BigIntegerField("sự kiện")
    position = models.SmallIntegerField("thứ tự")
    stream_uid = models.UUIDField("luồng")
    type = models.TextField("loại")
    object_uid = models.UUIDField("đối tượng", db_index=True)
    qualifier = models.TextField("vai trò")
    pk = models.CompositePrimaryKey("event_id", "position")

    class Meta:
        verbose_name = "đối tượng của sự kiện"
        db_table = "ledger_event_object"


class EventPersonal(models.Model):
    """An erasable personal value; the body of its event holds only sha256(salt || value)."""

    event_id = models.BigIntegerField("sự kiện")
    name = models.TextField("tên trường")
    stream_uid = models.UUIDField("luồng")
    salt = models.BinaryField("muối")
    value = models.TextField("giá trị (JSON)")
    pk = models.CompositePrimaryKey("event_id", "name")

    class Meta:
        verbose_name = "dữ liệu cá nhân của sự kiện"
        db_table = "ledger_event_personal"


class Edge(models.Model):
    """The way from the previous event of the stream to this one; beside the chain, rebuildable."""

    event_id = models.BigIntegerField("sự kiện", primary_key=True)
    stream_uid = models.UUIDField("luồng")
    previous_event = models.UUIDField("sự kiện trước", null=True)
    previous_activity = models.TextField("hoạt động trước")
    elapsed_us = models.BigIntegerField("micrô giây trôi qua", null=True)
    working_seconds = models.BigIntegerField("giây làm việc", null=True)
    calendar_version = models.IntegerField("phiên bản lịch", null=True)
    variant = models.BinaryField("mã biến thể đường đi")

    class Meta:
        verbose_name = "cạnh"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(working_seconds__isnull=True) | Q(calendar_version__isnull=False), name="ledger_edge_calendar"
            ),
        ]


class Participation(models.Model):
    """A unit takes part in an object's life and so may see it: `since` <= t < `until`; seen also afterwards."""

    unit_id = models.BigIntegerField("đơn vị")
    object_uid = models.UUIDField("đối tượng")
    since = models.DateTimeField("từ lúc")
    until = models.DateTimeField("đến lúc", null=True)

    class Meta:
        verbose_name = "tham gia"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["object_uid", "unit_id"], condition=Q(until=None), name="ledger_participation_open"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gt=F("since")), name="ledger_participation_period"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["object_uid", "unit_id"], name="ledger_participation_object"),
            models.Index(fields=["unit_id", "object_uid"], name="ledger_participation_unit"),
        ]


class Unsealed(models.Model):
    """An event that the sealer has not numbered yet."""

    event_id = models.BigIntegerField("sự kiện", primary_key=True)
    recorded_at = models.DateTimeField("ghi nhận lúc")

    class Meta:
        verbose_name = "chờ niêm phong"


class Leaf(models.Model):
    """The gapless number that the sealer gave to an event, and its RFC 6962 leaf hash."""

    leaf_index = models.BigIntegerField("số lá", primary_key=True)
    event_id = models.BigIntegerField("sự kiện", unique=True)
    hash = models.BinaryField("mã băm lá")

    class Meta:
        verbose_name = "lá"
        constraints: ClassVar = [models.CheckConstraint(condition=Q(leaf_index__gte=0), name="ledger_leaf_index")]


class Tile(models.Model):
    """The hash of a full subtree of 256^level leaves: what makes a proof cheap."""

    level = models.SmallIntegerField("bậc")
    index = models.BigIntegerField("số")
    hash = models.BinaryField("mã băm")
    pk = models.CompositePrimaryKey("level", "index")

    class Meta:
        verbose_name = "ô Merkle"


class Checkpoint(models.Model):
    """A signed statement of the sealer: so many leaves, this root; in this epoch."""

    epoch = models.IntegerField("kỷ nguyên")
    size = models.BigIntegerField("số lá")
    root = models.BinaryField("gốc Merkle")
    frontier = models.BinaryField("biên Merkle (các đỉnh trái, 32 byte mỗi đỉnh)")
    note = models.TextField("bản niêm phong đã ký")
    sealed_at = models.DateTimeField("niêm phong lúc")

    class Meta:
        verbose_name = "điểm niêm phong"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["epoch", "size"], name="ledger_checkpoint_epoch_size"),
            models.CheckConstraint(condition=Q(size__gte=0) & Q(epoch__gte=1), name="ledger_checkpoint_size"),
        ]
