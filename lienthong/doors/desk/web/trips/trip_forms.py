"""The forms of village trips: a plan, a wish for a visit, an end, a decision, a sheet that is typed in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID, uuid5

from django import forms

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.procedures import public as procedures
from lienthong.casework.trips import public as trips
from lienthong.doors.desk.web.receiving.receive_forms import SEXES, SIGNS
from lienthong.office.org import public as org
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.formats import pages
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.forms import DayField, Form, LineField, MomentField

BLANKS = 3
"""New receptions that one page takes over from paper; more come on the next page."""
Places = Sequence[tuple[org.Address, tuple[org.Address, ...]]]
REP = "rep_"
"""What the name of a field of a representative begins with."""


class PlanForm(Form):
    """When, to which villages, who goes."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    on = DayField(label="Ngày đi")
    villages = forms.MultipleChoiceField(
        label="Thôn, bản đang có việc chờ", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Kết quả chờ trả, giấy tờ còn thiếu và đề nghị đến nhà được gom theo địa chỉ của người dân.",
    )  # fmt: skip
    more = forms.CharField(
        label="Thôn, bản khác", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Mỗi dòng một thôn, bản, ví dụ: Bản Loòng Vài.",
    )  # fmt: skip
    clerks = forms.MultipleChoiceField(label="Người đi", widget=forms.CheckboxSelectMultiple)
    note = LineField(label="Ghi chú", required=False, max_length=500, help_text="Ví dụ: mang theo con dấu, hẹn trưởng bản 8 giờ.")

    def __init__(self, *args: Any, rows: Iterable[trips.VillageRow], staff: Iterable[org.StaffRow], **kwargs: Any) -> None:
        """Offer the villages where something waits, and the people of the counter."""
        super().__init__(*args, **kwargs)
        self.offer("villages", [(row.name, waits(row)) for row in rows])
        people = [(str(one.person_uid), f"{one.name}, {one.title}") for one in staff]
        self.offer("clerks", people)

    def plan(self) -> trips.Plan:
        """Return what was asked for."""
        given = self.cleaned_data
        more = [line for line in given["more"].splitlines() if line.strip()]
        return trips.Plan(given["on"], [*given["villages"], *more], [UUID(uid) for uid in given["clerks"]], given["note"])


def waits(row: trips.VillageRow) -> str:
    """Return a village with what waits there."""
    counted = {
        "%(count)s kết quả": row.results,
        "%(count)s hồ sơ thiếu giấy tờ": row.papers,
        "%(count)s đề nghị đến nhà": row.visits,
    }
    waiting = ", ".join(tongues.translated(words, count=count) for words, count in counted.items() if count)
    return tongues.told("%(village)s: %(waiting)s", village=row.name, waiting=waiting)


class WishForm(Form):
    """Who asks for a visit, where, for what."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    name = LineField(label="Người đề nghị", max_length=200)
    phone = LineField(label="Điện thoại", max_length=20, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"}))
    village = LineField(label="Thôn, bản", max_length=200, help_text="Ví dụ: Bản Đồng Cậm, xã Hoành Mô.")
    wish = LineField(label="Việc cần làm", max_length=300, help_text="Ví dụ: khai sinh cho cháu, mẹ mới sinh chưa đi được.")


class ReasonForm(Form):
    """Why; whether it must be told is the trade's to say."""

    reason = LineField(label="Lý do", required=False, max_length=300)


def places_of(page: trips.TripPage) -> list[tuple[org.Address, tuple[org.Address, ...]]]:
    """Return the communes of the trip's reach on its day with their villages, for lists that need no link; one statement."""
    return org.places_around(page.unit_id, page.on)


NOT_LISTED = "– không có trong danh sách –"


def listed(places: Places) -> list[tuple[Any, Any]]:
    """Return places as the choices of a list: each commune a group of itself and its villages."""
    groups = [(top.full_name, [(str(one.uid), one.full_name) for one in (top, *below)]) for top, below in places]
    return [("", NOT_LISTED), *groups]


class StandsForm(Form):
    """Who stands for the applicant: the fields that the counter has; the place is picked from a list that needs no link."""

    rep_basis = LineField(
        label="Căn cứ đại diện", max_length=300, required=False,
        help_text="Giấy ủy quyền ngày 10/03/2018; hoặc quan hệ: cha, mẹ, người giám hộ.",
    )  # fmt: skip
    rep_name = LineField(label="Họ tên người đại diện", max_length=200, required=False)
    rep_born = LineField(label="Ngày sinh", max_length=10, required=False, help_text="12/03/1985, hoặc chỉ năm: 1985.")
    rep_id_type = forms.ChoiceField(label="Loại giấy tờ", choices=list(dossiers.ID_TYPES.items()), required=False, initial="")
    rep_id_number = LineField(label="Số giấy tờ", max_length=20, required=False)
    rep_phone = LineField(label="Điện thoại", max_length=20, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"}))
    rep_place = forms.ChoiceField(label="Xã, thôn", required=False)
    rep_address = LineField(label="Địa chỉ", max_length=300, required=False)
    rep_kind = forms.ChoiceField(label="Đối tượng", choices=list(dossiers.KINDS.items()), required=False)
    rep_sex = forms.ChoiceField(label="Giới tính", choices=SEXES, required=False)
    rep_email = LineField(
        label="Thư điện tử", max_length=200, required=False, widget=forms.TextInput(attrs={"inputmode": "email"})
    )
    rep_signs_by = forms.ChoiceField(label="Ký nhận", choices=SIGNS, required=False, initial="signature")
    rep_witness = LineField(label="Người làm chứng", max_length=200, required=False)

    @property
    def of_applicant(self) -> list[forms.BoundField]:
        """Return the fields of the applicant and of the reception itself."""
        return [one for one in self.visible_fields() if not one.name.startswith(REP)]

    @property
    def of_representative(self) -> list[forms.BoundField]:
        """Return the fields of who stands for the applicant; none when they are not asked for."""
        return [one for one in self.visible_fields() if one.name.startswith(REP)]

    def representative(self) -> dict[str, str]:
        """Return what is told of who stands for the applicant, as `trips.REPRESENTATIVE` names it."""
        return {name: self.cleaned_data.get(REP + name, "") for name in trips.REPRESENTATIVE if REP + name in self.fields}

    @property
    def represented(self) -> bool:
        """Return whether somebody is told of: a choice that stands in every form tells nothing."""
        told = {name: words for name, words in self.representative().items() if name not in ("kind", "signs_by")}
        return any(told.values())


class CorrectForm(StandsForm):
    """What of the applicant, and of who stands for them, may be corrected before a held reception is merged."""

    name = LineField(label="Họ và tên", max_length=200)
    id_type = forms.ChoiceField(label="Loại giấy tờ", choices=list(dossiers.ID_TYPES.items()), required=False)
    id_number = LineField(label="Số giấy tờ", max_length=20, required=False)
    born = LineField(label="Ngày sinh", max_length=10, required=False, help_text="12/03/1985, hoặc chỉ năm: 1985.")
    phone = LineField(label="Điện thoại", max_length=20, required=False)
    place = forms.ChoiceField(label="Xã, thôn", required=False)
    address = LineField(label="Địa chỉ", max_length=300, required=False)
    witness = LineField(label="Người làm chứng", max_length=200, required=False)

    def __init__(self, data: Any = None, *, row: trips.ActRow, places: Places) -> None:
        """Show what was told, and ask for a representative only where one was told of."""
        super().__init__(data, initial=row.person | {REP + name: words for name, words in row.representative.items()})
        for one in ("place", "rep_place"):
            self.offer(one, listed(places))
        for one in [name for name in self.fields if name.startswith(REP)]:
            if not row.representative:
                del self.fields[one]
            elif one in (REP + "name", REP + "basis"):
                self.fields[one].required = True

    def changes(self) -> dict[str, str]:
        """Return what is corrected, as `trips.retry` takes it."""
        own = {name: words for name, words in self.cleaned_data.items() if not name.startswith(REP)}
        return own | {trips.STANDS + name: words for name, words in self.representative().items()}


class SheetForm(Form):
    """When things were done, for every line that names no time of its own."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    at = MomentField(label="Giờ làm chung", help_text="Giờ ghi ở từng dòng được ưu tiên. Ví dụ 09:30 12/03/2018.")


class LineForm(Form):
    """A line of the paper sheet as it came back: who received or which papers came, at what time, or why nothing was done."""

    receiver = LineField(label="Người nhận đã ký", required=False, max_length=200)
    paid = forms.BooleanField(label="Đã thu đủ tiền mặt", required=False)
    papers = forms.MultipleChoiceField(label="Giấy đã nhận", required=False, widget=forms.CheckboxSelectMultiple)
    hour = LineField(
        label="Giờ", required=False, max_length=5, widget=forms.TextInput(attrs={"class": "w-4", "inputmode": "numeric"})
    )
    missed = LineField(label="Không làm được vì", required=False, max_length=300)

    def __init__(self, *args: Any, line: trips.LineRow, **kwargs: Any) -> None:
        """Ask a line of a result who received it, a line of missing papers which came."""
        super().__init__(*args, **kwargs)
        self.line = line
        if line.kind == "supplement":
            self.offer("papers", [(name, name) for name in line.asked])
        else:
            del self.fields["papers"]
        if line.kind != "return":
            del self.fields["receiver"]
        if line.kind != "return" or not line.owed:
            del self.fields["paid"]
        else:
            self.fields["paid"].help_text = tongues.told("Còn phải thu %(sum)s đồng.", sum=pages.amount(line.owed))

    def clean_hour(self) -> str:
        """Refuse what is no time of a day."""
        return _hour(self.cleaned_data["hour"])

    def sent(self, key: UUID, common: datetime) -> trips.Sent | None:
        """Return what the line tells; None when nothing was written on it."""
        given = self.cleaned_data
        kind, facts = self.line.kind, {}
        if given.get("receiver"):
            facts = {"receiver": given["receiver"], **({"paid": self.line.owed} if given.get("paid") else {})}
        elif given.get("papers"):
            facts = {"papers": [{"name": name, "originals": 1} for name in given["papers"]]}
        elif given["missed"]:
            kind, facts = "missed", {"reason": given["missed"]}
        if not facts:
            return None
        return trips.Sent(
            uid=uuid5(key, f"line {self.line.id}"), kind=kind, done_at=at_hour(given["hour"], common), facts=facts,
            line_id=self.line.id, dossier_uid=self.line.dossier_uid,
        )  # fmt: skip


class BlankForm(StandsForm):
    """A new reception on the paper sheet: which procedure, whose, who stands for them, that all required papers came."""

    what = forms.ChoiceField(label="Thủ tục", required=False)
    visit = forms.ChoiceField(label="Theo đề nghị", required=False)
    name = LineField(label="Họ và tên", required=False, max_length=200)
    id_number = LineField(
        label="Số CMND, CCCD", required=False, max_length=20, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    born = LineField(label="Ngày sinh", required=False, max_length=10, help_text="Hoặc chỉ năm.")
    phone = LineField(label="Điện thoại", required=False, max_length=20, widget=forms.TextInput(attrs={"inputmode": "tel"}))
    place = forms.ChoiceField(label="Xã, thôn", required=False)
    address = LineField(label="Địa chỉ", required=False, max_length=300)
    hour = LineField(label="Giờ", required=False, max_length=5, widget=forms.TextInput(attrs={"class": "w-4"}))
    whole = forms.BooleanField(label="Đã nhận đủ giấy tờ theo danh mục", required=False)

    def __init__(
        self,
        *args: Any,
        offers: Sequence[procedures.VersionRow],
        visits: Sequence[trips.LineRow],
        places: Places,
        **kwargs: Any,
    ) -> None:
        """Offer what may be received on the way, and the wishes of the trip."""
        super().__init__(*args, **kwargs)
        self.offers = {str(one.uid): one for one in offers}
        named = [(f"{one.uid}|{case.key}", title_of(one, case)) for one in offers for case in one.definition.cases]
        wishes = [(str(one.id), f"{one.name}: {one.what}") for one in visits]
        self.offer("what", [("", "– chọn –"), *named])
        self.offer("visit", [("", "– không –"), *wishes])
        for one in ("place", "rep_place"):
            self.offer(one, listed(places))

    def clean_hour(self) -> str:
        """Refuse what is no time of a day."""
        return _hour(self.cleaned_data["hour"])

    def clean(self) -> dict[str, Any]:
        """A reception has a name, a procedure and its papers, or is empty."""
        given = super().clean() or {}
        stands = self.represented
        told = given.get("name") or given.get("what") or stands
        if stands and not (given.get("rep_name") and given.get("rep_basis")):
            lacks = "rep_basis" if given.get("rep_name") else "rep_name"
            self.add_error(lacks, "Ghi cả họ tên người đại diện và căn cứ đại diện, hoặc bỏ trống mọi ô của người đại diện.")
        if told and not (given.get("name") and given.get("what")):
            self.add_error("what" if given.get("name") else "name", "Ghi cả họ tên và thủ tục, hoặc bỏ trống cả hai.")
        elif told and not given.get("whole"):
            self.add_error("whole", "Đánh dấu khi đã nhận đủ giấy tờ; còn thiếu thì nhận hồ sơ ở trang «Nhận hồ sơ» khi có đủ.")
        return given

    def sent(self, key: UUID, common: datetime) -> trips.Sent | None:
        """Return the reception; None when the row was left empty."""
        given = self.cleaned_data
        if not given["name"]:
            return None
        version, _, case = given["what"].partition("|")
        number = re.sub(r"\D", "", given["id_number"])
        person = {
            "name": given["name"], "id_number": given["id_number"], "id_type": {9: "cmnd", 12: "cccd"}.get(len(number), ""),
            "born": given["born"], "phone": given["phone"], "place": given["place"], "address": given["address"],
        }  # fmt: skip
        papers = [paper for paper in papers_of(self.offers[version], case) if paper["required"]]
        facts = {
            "version": version, "case": case, "procedure": self.offers[version].name, "person": person,
            "papers": [_brought(paper) for paper in papers],
        }  # fmt: skip
        if self.represented:
            facts["representative"] = {name: words for name, words in self.representative().items() if words}
        return trips.Sent(
            uid=uuid5(key, str(self.prefix)), kind="receive", done_at=at_hour(given["hour"], common), facts=facts,
            line_id=int(given["visit"]) if given["visit"] else None,
        )  # fmt: skip


def _hour(words: str) -> str:
    if words and not re.fullmatch(r"([01]?\d|2[0-3])[:hg][0-5]\d", words):
        raise forms.ValidationError("Ghi giờ như 09:30.")
    return words


def at_hour(words: str, common: datetime) -> datetime:
    """Return the instant of an hour «09:30» on the day of `common`, or `common`."""
    if not words:
        return common
    hour, minute = re.split(r"[:hg]", words)
    return datetime.combine(common.astimezone(VIETNAM).date(), time(int(hour), int(minute)), tzinfo=VIETNAM)


def offered(day: date) -> list[procedures.VersionRow]:
    """Return what may be received on the way: every procedure in force that citizens may hand in themselves; one statement."""
    rows = [one for one in procedures.versions(state="published") if one.since <= day and (one.until is None or day < one.until)]
    mine = [one for one in rows if one.kind == "external" and procedures.Channel.DIRECT in one.definition.channels]
    return sorted(mine, key=lambda one: (one.field, one.name, one.code))


def title_of(version: procedures.VersionRow, case: procedures.Case) -> str:
    """Return a procedure with its case, when it has several."""
    return f"{version.name}: {case.name}" if len(version.definition.cases) > 1 else version.name


def _brought(paper: dict[str, Any]) -> dict[str, Any]:
    """Return what is said of a paper that was there; one that is only shown is compared and stays with its owner."""
    told = {"key": paper["key"], "name": paper["name"], "shown_only": paper["shown"]}
    return told if paper["shown"] else told | {"originals": paper["originals"], "copies": paper["copies"]}


def papers_of(version: procedures.VersionRow, case: str) -> list[dict[str, Any]]:
    """Return the papers of a case as a reception on the way counts them."""
    return [
        {
            "key": one.key, "name": one.name, "originals": one.originals, "copies": one.copies or int(not one.originals),
            "required": one.required, "shown": one.action != "submit",
        }
        for one in version.definition.papers_for(case)
    ]  # fmt: skip
