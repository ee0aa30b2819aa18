"""The forms of a reception: the request, the people, the papers, the fees."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.procedures import public as procedures
from lienthong.doors.desk.web.receiving.scan_forms import OTHER
from lienthong.doors.desk.web.shapes import CHANNELS, DELIVERY, LANGUAGE_NAMES
from lienthong.office.org import public as org
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.forms import BirthField, Form, LineField, MomentField, NameField

SEXES = (("", "Không ghi"), ("male", "Nam"), ("female", "Nữ"), ("other", "Khác"))
SIGNS = (("signature", "Ký tên"), ("thumbprint", "Điểm chỉ (có người làm chứng)"))
FREE = "exempt"


class RequestForm(Form):
    """What is asked for and how: case, channel, sets, delivery, late entry."""

    version = forms.UUIDField(widget=forms.HiddenInput, label="Phiên bản thủ tục")
    procedure_name = LineField(widget=forms.HiddenInput, required=False, label="Tên thủ tục")
    key = forms.UUIDField(widget=forms.HiddenInput, label="Mã yêu cầu")
    letter = forms.UUIDField(widget=forms.HiddenInput, required=False, label="Văn bản đến")
    case = forms.ChoiceField(label="Trường hợp", widget=forms.RadioSelect)
    channel = forms.ChoiceField(label="Cách nộp")
    subject = LineField(label="Nội dung yêu cầu", max_length=300, required=False, help_text="Bỏ trống thì ghi tên thủ tục.")
    same = forms.BooleanField(label="Người nộp chính là chủ hồ sơ", required=False)
    represented = forms.BooleanField(label="Có người đại diện hoặc được ủy quyền", required=False)
    households = forms.CharField(
        label="Danh sách hộ", required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Mỗi dòng một hộ: họ tên chủ hộ; năm sinh; số CMND hoặc CCCD. Dán được từ bảng tính.",
    )  # fmt: skip
    sets = forms.IntegerField(label="Số bộ", min_value=1, max_value=99, widget=forms.NumberInput(attrs={"class": "w-2"}))
    shelf = LineField(label="Nơi để hồ sơ giấy", max_length=100, required=False, help_text="Ví dụ: Tủ 2, ngăn 3.")
    result_delivery = forms.ChoiceField(label="Nhận kết quả", choices=list(DELIVERY.items()))
    language = forms.ChoiceField(
        label="Báo tin cho người nộp bằng", choices=list(LANGUAGE_NAMES.items()), help_text="Thư điện tử, tin nhắn về hồ sơ này.",
        widget=forms.Select(attrs={"class": "w-20"}),
    )  # fmt: skip
    received_at = MomentField(label="Thời điểm nhận thật", required=False, help_text="Giờ và ngày, ví dụ 14:30 09/03/2018.")
    late_reason = LineField(label="Lý do nhập muộn", max_length=300, required=False, help_text="Ví dụ: mất điện từ 14:00.")
    papers_complete = forms.BooleanField(
        label="Đã nhận đủ theo giấy thay thế, cho phép thiếu giấy trong danh mục", required=False
    )

    def __init__(self, *args: Any, definition: procedures.Definition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cases = [(case.key, case.name) for case in definition.cases]
        channels = [(str(one), CHANNELS[str(one)]) for one in definition.channels] or list(CHANNELS.items())
        self.offer("case", cases)
        self.offer("channel", channels)
        self.initial.setdefault("case", cases[0][0])
        self.initial.setdefault("channel", channels[0][0])

    def clean_households(self) -> tuple[dossiers.Person, ...]:
        """Return the households, one a line."""
        lines = [line for line in str(self.cleaned_data["households"]).splitlines() if line.strip()]
        return tuple(_household(line, number) for number, line in enumerate(lines, 1))


def _household(line: str, number: int) -> dossiers.Person:
    parts = [part.strip() for part in re.split(r"[;\t]", line)]
    name, birth, identity = (*parts, "", "")[:3]
    if not name or len(parts) > 3 or any(sign.isdigit() for sign in name):
        raise forms.ValidationError(tongues.told("Dòng %(number)s: ghi như «Chíu Sếch Và; 1968; 100123456».", number=number))
    try:
        born = formats.parse_birth(birth) if birth else None
    except Refusal as no:
        raise forms.ValidationError(tongues.told("Dòng %(number)s: %(fault)s", number=number, fault=tongues.said(no))) from no
    kind = {9: "cmnd", 12: "cccd"}.get(len(identity.replace(" ", "")), "passport") if identity else ""
    return dossiers.Person(
        name, id_type=kind, id_number=identity, born_on=born.on if born else None, born_year=born.year if born else None
    )


class PersonForm(Form):
    """A person or organisation as the counter writes it down."""

    name = NameField(label="Họ và tên", max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    kind = forms.ChoiceField(label="Đối tượng", choices=list(dossiers.KINDS.items()), initial="citizen")
    id_type = forms.ChoiceField(
        label="Loại giấy tờ", choices=[(key, name) for key, name in dossiers.ID_TYPES.items()], required=False
    )
    id_number = LineField(
        label="Số giấy tờ", max_length=20, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    born = BirthField(label="Ngày sinh", required=False, help_text="12/03/1985, hoặc chỉ năm: 1985.")
    sex = forms.ChoiceField(label="Giới tính", choices=SEXES, required=False)
    phone = LineField(label="Điện thoại", max_length=20, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"}))
    email = LineField(label="Thư điện tử", max_length=200, required=False, widget=forms.TextInput(attrs={"inputmode": "email"}))
    place = LineField(label="Xã, thôn", max_length=300, required=False)
    place_code = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)
    address = LineField(label="Số nhà, đường, bản", max_length=200, required=False)
    signs_by = forms.ChoiceField(label="Ký nhận", choices=SIGNS, initial="signature")
    witness = LineField(label="Người làm chứng", max_length=200, required=False)

    def __init__(self, *args: Any, on: date, wanted: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on, self.empty_permitted = on, not wanted
        self.use_required_attribute = False

    def clean(self) -> dict[str, Any]:
        """Settle the place: as picked, else as typed when only one place valid that day fits."""
        cleaned = super().clean() or {}
        typed = cleaned.get("place", "")
        cleaned["place_found"] = None
        if not typed:
            return cleaned
        picked = org.address(cleaned["place_code"], self.on) if cleaned.get("place_code") else None
        if picked is not None and typed in (picked.path, picked.full_name):
            cleaned["place_found"] = picked
            return cleaned
        found = org.places_meant(typed, self.on)
        if len(found) == 1:
            cleaned["place_found"] = found[0]
        elif not found:
            self.add_error("place", "Không có xã, thôn nào mang tên này ở ngày nhận; gõ lại, hoặc ghi cả địa chỉ vào ô Số nhà.")
        else:
            names = "; ".join(one.path for one in found[:4])
            many = "Có %(count)s nơi khớp: %(names)s. Gõ thêm tên huyện để chọn một nơi."
            self.add_error("place", tongues.told(many, count=len(found), names=names))
        return cleaned

    def person(self) -> dossiers.Person:
        """Return the person of a valid form."""
        given = self.cleaned_data
        born, place = given["born"], given["place_found"]
        address = dossiers.whole_address(given["address"], place.path if place else "")
        return dossiers.Person(
            name=given["name"], kind=given["kind"], id_type=given["id_type"], id_number=given["id_number"],
            born_on=born.on if born else None, born_year=born.year if born else None, sex=given["sex"], phone=given["phone"],
            email=given["email"], address=address, place_uid=place.uid if place else None, signs_by=given["signs_by"],
            witness=given["witness"],
        )  # fmt: skip


class RepresentativeForm(PersonForm):
    """A person who stands for the owner, and on which basis."""

    basis = LineField(
        label="Căn cứ đại diện", max_length=300,
        help_text="Giấy ủy quyền ngày 10/03/2018; hoặc quan hệ: cha, mẹ, người giám hộ.",
    )  # fmt: skip

    def person(self) -> dossiers.Person:
        """Return the person of a valid form, with the basis."""
        return replace(super().person(), basis=self.cleaned_data["basis"])


COUNTING = {
    "required": "Ghi số lượng.",
    "invalid": "Ghi số lượng bằng chữ số.",
    "min_value": "Số lượng không được nhỏ hơn %(limit_value)s.",
    "max_value": "Số lượng không được lớn hơn %(limit_value)s.",
}


def _counting() -> dict[str, str]:
    """Return what is said of a wrong count in the language of the page: the limit is filled in before it is shown."""
    return {key: tongues.translated(words) for key, words in COUNTING.items()}


def _count(words: str, **facts: str) -> forms.IntegerField:
    """Return a box for a count: in its label names are marked, in the spoken one no mark can stand."""
    label, attrs = tongues.told(words, **facts), {"class": "w-2", "aria-label": tongues.translated(words, **facts)}
    number = forms.NumberInput(attrs=attrs)
    return forms.IntegerField(label=label, min_value=0, max_value=99, required=False, widget=number, error_messages=_counting())


COUNTED = {"o": "Số bản chính: %(paper)s", "c": "Số bản chứng thực: %(paper)s", "k": "Số bản sao: %(paper)s"}
"""The boxes of a paper, by the letter before their names."""


class PapersForm(Form):
    """The checklist of the papers of a case: handed in or not, and how many of each kind."""

    def __init__(self, *args: Any, definition: procedures.Definition, case: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = definition.papers_for(case)
        self.scanned: frozenset[str] = frozenset()
        for paper in self.asked:
            done = "Đã xuất trình, đã đối chiếu: %(paper)s" if paper.action == "show" else "Đã nhận: %(paper)s"
            box = forms.CheckboxInput(attrs={"aria-label": tongues.translated(done, paper=paper.name)})
            self.fields[f"have_{paper.key}"] = forms.BooleanField(label=paper.name, required=False, widget=box)
            if paper.action == "show":
                continue
            for kind, words in COUNTED.items():
                self.fields[f"{kind}_{paper.key}"] = _count(words, paper=paper.name)
            self.initial.setdefault(f"o_{paper.key}", paper.originals or "")
            self.initial.setdefault(f"k_{paper.key}", paper.copies or ("" if paper.originals else 1))
        self.fields["other_name"] = LineField(label="Giấy tờ khác", required=False, max_length=300)
        self.fields["other_count"] = _count("Số bản của giấy tờ khác")

    def rows(self) -> list[dict[str, Any]]:
        """Return what the checklist draws: the paper, its box, its three counts (none for papers only shown)."""
        return [
            {
                "paper": paper,
                "box": self[f"have_{paper.key}"],
                "counts": [self[f"{kind}_{paper.key}"] for kind in "ock"] if paper.action != "show" else [],
            }
            for paper in self.asked
        ]

    def papers(self) -> list[dossiers.Paper]:
        """Return the papers that were marked as handed in or shown, or have a scan (`scanned`: their keys).

        One without any count is one original.
        """
        given, papers = self.cleaned_data, []
        for paper in self.asked:
            if not given[f"have_{paper.key}"] and paper.key not in self.scanned:
                continue
            if paper.action == "show":
                papers.append(dossiers.Paper(paper.key, paper.name, shown_only=True))
                continue
            counts = [given[f"{kind}_{paper.key}"] or 0 for kind in "ock"]
            papers.append(dossiers.Paper(paper.key, paper.name, *(counts if any(counts) else (1, 0, 0))))
        if given["other_name"] or OTHER in self.scanned:
            name = given["other_name"] or "Giấy tờ khác"
            papers.append(dossiers.Paper("", name, originals=given["other_count"] or 1))
        return papers


FEE = {"n": "Số lượng: %(fee)s"}
FEE_BY_PAGE = {"n": "Số trang của một bản: %(fee)s", "c": "Số bản: %(fee)s"}
"""The boxes of a fee, by the letter before their names."""
LESS = "Miễn, giảm: %(fee)s"


class FeesForm(Form):
    """The fees of a case on a channel: how many (by pages: pages of a copy, and copies), the ground on which less is paid."""

    def __init__(self, *args: Any, definition: procedures.Definition, case: str, channel: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fees = definition.fees_for(case, channel)
        self.due = [fee for fee in fees if fee.moment != "free" and procedures.fee_amount(fee) is not None]
        self.told = [fee for fee in fees if fee not in self.due]
        for fee in self.due:
            counted = FEE_BY_PAGE if fee.by_page else FEE
            for kind, words in counted.items():
                label = tongues.told(words, fee=fee.name)
                number = forms.NumberInput(attrs={"class": "w-4", "aria-label": tongues.translated(words, fee=fee.name)})
                self.fields[f"{kind}_{fee.key}"] = forms.IntegerField(
                    label=label, min_value=1, max_value=9999, widget=number, error_messages=_counting()
                )
                self.initial.setdefault(f"{kind}_{fee.key}", 1)
            grounds = [
                ("", "Không miễn"),
                *((one.ground, one.label) for one in fee.exemptions),
                ("khác", "Miễn: lý do khác"),
            ]
            label = tongues.told(LESS, fee=fee.name)
            select = forms.Select(attrs={"aria-label": tongues.translated(LESS, fee=fee.name)})
            self.fields[f"x_{fee.key}"] = forms.ChoiceField(label=label, required=False, widget=select)
            self.offer(f"x_{fee.key}", grounds)

    def rows(self) -> list[dict[str, Any]]:
        """Return what the table of fees draws."""
        return [
            {
                "fee": fee,
                "amount": procedures.fee_amount(fee),
                "tariff": procedures.fee_words(fee) if fee.tiers else "",
                "number": self[f"n_{fee.key}"],
                "copies": self[f"c_{fee.key}"] if fee.by_page else None,
                "exempt": self[f"x_{fee.key}"],
            }
            for fee in self.due
        ]

    def total(self) -> int | None:
        """Return what is to be paid as the form stands, in đồng; None while a count is not a number that may be."""
        total = 0
        for fee in self.due:
            try:
                number, copies = (
                    self.fields[name].clean(self[name].value()) if name in self.fields else 1
                    for name in (f"n_{fee.key}", f"c_{fee.key}")
                )
            except forms.ValidationError:
                return None
            ground = str(self[f"x_{fee.key}"].value() or "")
            total += procedures.fee_amount(fee, number, copies=copies, ground=ground) or 0
        return total

    def quantities(self) -> dict[str, int]:
        """Return the quantity of each fee; of one by pages, the pages of a copy."""
        return {fee.key: self.cleaned_data[f"n_{fee.key}"] for fee in self.due}

    def copies(self) -> dict[str, int]:
        """Return the copies of each fee by pages."""
        return {fee.key: self.cleaned_data[f"c_{fee.key}"] for fee in self.due if fee.by_page}

    def grounds(self) -> dict[str, str]:
        """Return the ground of each exempt fee."""
        return {fee.key: ground for fee in self.due if (ground := self.cleaned_data[f"x_{fee.key}"])}
