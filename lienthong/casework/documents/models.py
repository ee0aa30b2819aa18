"""Bodies, terms of the Party, series of numbers, their entries, and the documents that the entries name."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from lienthong.casework.documents.rules.letters import (
    CHANNELS,
    CIRCULATIONS,
    ENTRY_STATES,
    MOST,
    SECRECIES,
    URGENCIES,
)
from lienthong.casework.documents.rules.series import DIRECTIONS
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.vietnamese import fold


class Body(models.Model):
    """An agency that issues documents, with the unit whose clerk keeps its registers.

    unit       whose name it bears: the office's registers of the People's Committee bear that of the committee.
    key        of its kind in the reviewed file; a unit that two bodies were merged into keeps one of each.
    committee  whose terms the numbers follow; None for the State.
    """

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    keeper = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", db_index=False, verbose_name="đơn vị giữ sổ")
    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name="đơn vị mang tên")
    key = models.CharField("loại cơ quan", max_length=40)
    system = models.CharField("hệ thống", max_length=10)
    symbol = models.CharField("ký hiệu", max_length=30)
    name = models.CharField("tên", max_length=200)
    committee = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", null=True, verbose_name="cấp ủy")
    since = models.DateField("từ ngày")
    until = models.DateField("đến trước ngày", null=True)

    class Meta:
        verbose_name = "cơ quan ban hành văn bản"
        verbose_name_plural = "cơ quan ban hành văn bản"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["keeper", "key"], condition=Q(until=None), name="documents_body_once"),
            models.CheckConstraint(
                condition=Q(system="party", committee__isnull=False) | Q(system="state", committee=None),
                name="documents_body_party_with_committee",
            ),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="documents_body_forwards"),
        ]


class Term(models.Model):
    """A term (nhiệm kỳ) of a Party committee: from the day after its congress closed until the next one begins."""

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    committee = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name="cấp ủy")
    name = models.CharField("tên nhiệm kỳ", max_length=100)
    since = models.DateField("từ ngày")
    until = models.DateField("đến trước ngày", null=True)
    opened_at = models.DateTimeField("lúc khai")
    opened_by = models.CharField("người khai", max_length=200)

    class Meta:
        verbose_name = "nhiệm kỳ"
        verbose_name_plural = "nhiệm kỳ"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until=None) | Q(until__gt=F("since")), name="documents_term_forwards"),
            models.CheckConstraint(condition=~Q(name=""), name="documents_term_named"),
        ]


class Series(models.Model):
    """One run of numbers of a body: in a year, or in a term; its row is the lock under which the next number is taken.

    key     of its kind in the reviewed file, with the type behind it where each type has its own: «named:quyet-dinh».
    first   its first number: 1, or more for a register begun on paper.   last: the last one taken, `first` - 1 while none is.
    closing what was counted when it was closed: entries, used, void.
    """

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    body = models.ForeignKey(Body, models.PROTECT, related_name="series", verbose_name="cơ quan")
    keeper = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name="đơn vị giữ sổ")
    direction = models.CharField("chiều", max_length=10)
    key = models.CharField("dãy số", max_length=60)
    name = models.CharField("tên sổ", max_length=200)
    year = models.PositiveSmallIntegerField("năm", null=True)
    term = models.ForeignKey(Term, models.PROTECT, related_name="series", null=True, verbose_name="nhiệm kỳ")
    first = models.PositiveIntegerField("số đầu", default=1)
    last = models.PositiveIntegerField("số cuối đã dùng", default=0)
    opened_at = models.DateTimeField("lúc mở")
    opened_by = models.CharField("người mở", max_length=200)
    closed_at = models.DateTimeField("lúc khóa", null=True)
    closed_by = models.CharField("người khóa", max_length=200, default="", blank=True)
    closing = models.JSONField("số liệu khi khóa", default=dict)

    class Meta:
        verbose_name = "dãy số văn bản"
        verbose_name_plural = "dãy số văn bản"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["body", "direction", "key", "year"], name="documents_series_of_year"),
            models.UniqueConstraint(fields=["body", "direction", "key", "term"], name="documents_series_of_term"),
            models.CheckConstraint(
                condition=Q(year__isnull=False, term=None) | Q(year=None, term__isnull=False),
                name="documents_series_year_or_term",
            ),
            models.CheckConstraint(condition=Q(first__gte=1) & Q(last__gte=F("first") - 1), name="documents_series_from_first"),
            models.CheckConstraint(condition=Q(direction__in=list(DIRECTIONS)), name="documents_series_direction"),
            models.CheckConstraint(condition=Q(closed_at=None) | ~Q(closed_by=""), name="documents_series_closed_by"),
        ]


class Document(models.Model):
    """A document as a register names it; what it says never changes, only where it went and where it lies.

    symbol      «số, ký hiệu» as it stands on it.   type_name: as it was called then.
    issuer      kept as it was; issuer_unit when it is a unit of ours.
    recipients  «Nơi nhận».   moved_to, moved_on: «Đơn vị hoặc người nhận», «Ngày chuyển».   kept_by: who got the copy to keep.
    secrecy     of a secret one neither subject nor file is kept.
    circulation how far it goes, as it stands on it: `rules.circulating`.
    paper_at    when the paper came after its electronic twin.   another_than: the one that this is like and is not.
    recalled_*  when its issuer took it back (thu hồi): it is frozen, kept and marked.   replaced_by: what took its place.
    folded      number, symbol, issuer, subject for search.
    """

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="cơ quan")
    keeper = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", db_index=False, verbose_name="đơn vị giữ sổ")
    direction = models.CharField("chiều", max_length=10)
    type_key = models.CharField("loại", max_length=40, default="", blank=True)
    type_name = models.CharField("tên loại", max_length=100, default="", blank=True)
    symbol = models.CharField("số, ký hiệu", max_length=MOST["symbol"], default="", blank=True)
    subject = models.TextField("trích yếu", max_length=MOST["subject"], default="", blank=True)
    issued_on = models.DateField("ngày văn bản", null=True)
    issuer_unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", null=True, verbose_name="đơn vị ban hành")
    issuer = models.CharField("tác giả", max_length=MOST["issuer"])
    signer = models.CharField("người ký", max_length=MOST["signer"], default="", blank=True)
    signer_capacity = models.CharField("quyền hạn, chức vụ người ký", max_length=MOST["signer_capacity"], default="", blank=True)
    recipients = models.TextField("nơi nhận", max_length=MOST["recipients"], default="", blank=True)
    copies = models.PositiveIntegerField("số lượng bản", null=True)
    pages = models.PositiveIntegerField("số trang", null=True)
    urgency = models.CharField("độ khẩn", max_length=12, default="", blank=True)
    secrecy = models.CharField("độ mật", max_length=12, default="", blank=True)
    circulation = models.CharField("phạm vi lưu hành", max_length=12, default="", blank=True)
    due_on = models.DateField("hạn giải quyết", null=True)
    channel = models.CharField("đường đến", max_length=10, default="", blank=True)
    arrived_at = models.DateTimeField("lúc đến", null=True)
    paper_at = models.DateTimeField("lúc bản giấy đến", null=True)
    moved_to = models.CharField("đơn vị hoặc người nhận", max_length=MOST["moved_to"], default="", blank=True)
    moved_on = models.DateField("ngày chuyển", null=True)
    kept_by = models.CharField("đơn vị, người nhận bản lưu", max_length=MOST["kept_by"], default="", blank=True)
    note = models.CharField("ghi chú", max_length=MOST["note"], default="", blank=True)
    file_code = models.CharField("số, ký hiệu hồ sơ", max_length=MOST["file_code"], default="", blank=True)
    another_than = models.ForeignKey("self", models.PROTECT, related_name="+", null=True, verbose_name="giống mà khác")
    recalled_at = models.DateTimeField("thu hồi lúc", null=True)
    recalled_by = models.CharField("người ghi thu hồi", max_length=200, default="", blank=True)
    recall_reason = models.CharField("lý do thu hồi", max_length=MOST["reason"], default="", blank=True)
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, to_field="uid", related_name="+", null=True, verbose_name="thay thế bởi"
    )
    folded_issuer = models.CharField("tác giả để so", max_length=MOST["issuer"], db_collation="C")
    folded = models.TextField("để tìm", db_collation="C")

    class Meta:
        verbose_name = "văn bản"
        verbose_name_plural = "văn bản"
        indexes: ClassVar = [
            models.Index(fields=["keeper", "symbol", "issued_on"], name="documents_twins"),
            models.Index(fields=["keeper", "id"], name="documents_kept"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(direction__in=list(DIRECTIONS), urgency__in=list(URGENCIES), secrecy__in=list(SECRECIES))
                & Q(channel__in=["", *CHANNELS]),
                name="documents_known_words",
            ),
            models.CheckConstraint(condition=Q(circulation__in=list(CIRCULATIONS)), name="documents_known_circulation"),
            models.CheckConstraint(
                condition=Q(secrecy="") & ~Q(subject="") | ~Q(secrecy="") & Q(subject=""), name="documents_secret_says_nothing"
            ),
            models.CheckConstraint(condition=~Q(issuer=""), name="documents_has_an_issuer"),
            models.CheckConstraint(
                condition=Q(recalled_at=None, recalled_by="", recall_reason="")
                | Q(recalled_at__isnull=False) & ~Q(recalled_by="") & ~Q(recall_reason=""),
                name="documents_recalled_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(direction="in", arrived_at__isnull=False) & ~Q(channel="")
                | ~Q(direction="in") & Q(arrived_at=None, channel="", paper_at=None),
                name="documents_arrived_when_incoming",
            ),
        ]

    def derive(self) -> None:
        """Fill the search columns; services call it before they save."""
        self.folded_issuer = fold(self.issuer)
        self.folded = fold(f"{self.symbol} {self.issuer} {self.subject}")


class RegisterEntry(models.Model):
    """One number of a series: reserved, used or void; never erased, number and reason stay for ever.

    day          of the number: the document's, for an incoming one the local day on which it arrived.
    reserved_for what a number was kept free for.   late_reason: why it was taken for an earlier day.
    key          of the page that asked: sent twice, it is one number.
    """

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    series = models.ForeignKey(Series, models.PROTECT, related_name="entries", db_index=False, verbose_name="dãy số")
    keeper = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", db_index=False, verbose_name="đơn vị giữ sổ")
    number = models.PositiveIntegerField("số")
    label = models.CharField("số, ký hiệu", max_length=MOST["symbol"])
    day = models.DateField("ngày")
    state = models.CharField("tình trạng", max_length=10)
    document = models.OneToOneField(Document, models.PROTECT, related_name="entry", null=True, verbose_name="văn bản")
    type_key = models.CharField("loại", max_length=40, default="", blank=True)
    reserved_for = models.CharField("giữ số cho", max_length=MOST["reason"], default="", blank=True)
    late_reason = models.CharField("lý do vào sổ sau", max_length=MOST["reason"], default="", blank=True)
    key = models.UUIDField("khóa yêu cầu", null=True, unique=True)
    entered_at = models.DateTimeField("lúc vào sổ")
    recorded_at = models.DateTimeField("lúc ghi vào máy", db_default=Now())
    entered_by = models.CharField("người vào sổ", max_length=200)
    voided_at = models.DateTimeField("lúc hủy", null=True)
    voided_by = models.CharField("người hủy", max_length=200, default="", blank=True)
    void_reason = models.CharField("lý do hủy", max_length=MOST["reason"], default="", blank=True)

    class Meta:
        verbose_name = "dòng của sổ văn bản"
        verbose_name_plural = "dòng của sổ văn bản"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["series", "number"], name="documents_number_once"),
            models.CheckConstraint(condition=Q(state__in=list(ENTRY_STATES)), name="documents_entry_state"),
            models.CheckConstraint(
                condition=Q(state="void", voided_at__isnull=False) & ~Q(void_reason="") & ~Q(voided_by="")
                | ~Q(state="void") & Q(voided_at=None, void_reason="", voided_by=""),
                name="documents_void_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(state="used", document__isnull=False)
                | Q(state="reserved", document=None) & ~Q(reserved_for="")
                | Q(state="void"),
                name="documents_used_by_a_document",
            ),
        ]


class Indexed(models.Model):
    """What a line of a register and the files of its document say, for the search box; written with the line.

    system, direction, day  those of the line, so that one table is asked.   text: as the files say it; "" until they were read.
    words  number and symbol (weight A), subject (B), issuer, signer, recipients (C), text (D); `rules.searching` folds them.
    """

    entry = models.OneToOneField(
        RegisterEntry, models.PROTECT, primary_key=True, related_name="indexed", verbose_name="dòng của sổ"
    )
    keeper = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", db_index=False, verbose_name="đơn vị giữ sổ")
    system = models.CharField("hệ thống", max_length=10)
    direction = models.CharField("chiều", max_length=10)
    day = models.DateField("ngày")
    text = models.TextField("chữ trong tệp", default="", blank=True)
    words = SearchVectorField("chỉ mục")
    read_at = models.DateTimeField("lúc đọc tệp", null=True)

    class Meta:
        verbose_name = "chỉ mục văn bản"
        verbose_name_plural = "chỉ mục văn bản"


class Share(models.Model):
    """A document that another unit, or one person of a unit, may read besides who keeps its register; for good.

    person_uid  None: whoever reads registers at the unit.   side  in which capacity it is read: state or party.
    """

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    document = models.ForeignKey(
        Document, models.PROTECT, to_field="uid", related_name="shares", db_index=False, verbose_name="văn bản"
    )
    keeper = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", db_index=False, verbose_name="đơn vị giữ sổ")
    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name="đơn vị được xem")
    person_uid = models.UUIDField("người được xem", null=True)
    side = models.CharField("tư cách được xem", max_length=10)
    at = models.DateTimeField("lúc cho xem")
    by = models.CharField("người cho xem", max_length=200)
    reason = models.CharField("lý do", max_length=MOST["reason"])

    class Meta:
        verbose_name = "quyền xem văn bản"
        verbose_name_plural = "quyền xem văn bản"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["document", "unit", "side", "person_uid"], nulls_distinct=False, name="documents_share_once"
            ),
            models.CheckConstraint(condition=Q(side__in=["state", "party"]), name="documents_share_side"),
            models.CheckConstraint(condition=~Q(reason=""), name="documents_share_with_reason"),
        ]
