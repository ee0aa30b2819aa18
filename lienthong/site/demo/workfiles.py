"""Work files of the demonstration: plans of two years, files with the letters and dossiers of the demonstration in them.

The district's office, the Party's office and one commune keep them; two files are closed, one is handed in, one stands on a
destruction list.  Titles are invented [P]; periods are those of the lists from memory [M].
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from lienthong.casework.documents import public as documents
from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.workfiles import public as workfiles
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.site.demo.staff import Staff
from lienthong.toolkit.actor import Actor

REFORM, PEOPLE, OFFICE = "I. Cải cách hành chính", "II. Tổ chức cán bộ", "III. Hành chính, quản trị"
WORDS = {"01.CCHC": "cải cách", "02.CCHC": "PAR Index", "03.KTHT": "trung chuyển", "04.TCCB": "Nghị quyết", "01.VP": "Nghị quyết"}
"""Which letters lie in which file: those in whose line the words stand."""


def _lines(system: str, year: int) -> list[workfiles.Line]:
    """Return the plan of a year, as the State's offices or the Party's have it."""
    list_of = "tt-09-2011" if system == "state" else "own"
    if system == "party":
        told = [
            (PEOPLE, "01.VP", f"Nghị quyết, kết luận của Huyện ủy năm {year}", "permanent"),
            (PEOPLE, "02.VP", f"Kiểm tra việc thực hiện Nghị quyết 19-NQ/TU năm {year}", "y20"),
            (OFFICE, "03.VP", f"Công văn trao đổi năm {year}", "y10"),
        ]
    else:
        told = [
            (REFORM, "01.CCHC", f"Kế hoạch, báo cáo cải cách hành chính năm {year}", "permanent"),
            (REFORM, "02.CCHC", f"Theo dõi Chỉ số PAR Index năm {year}", "y20"),
            (REFORM, "03.KTHT", f"Rà soát điểm trung chuyển hàng hóa năm {year}", "y10"),
            (PEOPLE, "04.TCCB", f"Thực hiện nghị quyết của Đảng, HĐND năm {year}", "y20"),
            (OFFICE, "05.HCQT", f"Mua sắm, sửa chữa nhỏ năm {year}", "y5"),
            (OFFICE, "06.MC", f"Hồ sơ một cửa đã trả kết quả năm {year}", "y10"),
        ]
    return [workfiles.Line(part, symbol, title, period, list_of) for part, symbol, title, period in told]


@dataclass(frozen=True)
class _Keeper:
    """An office of the demonstration: its clerk and its head."""

    clerk: Actor
    head: Actor
    present: datetime

    def plan(self, year: int) -> None:
        """Let the clerk draft the plan of a year in its first days and the head issue it."""
        at = min(self.present, self.present.replace(year=year, month=1, day=9))
        uid = workfiles.draft_plan(actor=self.clerk, at=at, year=year)
        workfiles.take_in_lines(actor=self.clerk, at=at, plan_uid=uid, rows=_lines(self.clerk.capacity, year))
        workfiles.issue_plan(actor=self.head, at=at, plan_uid=uid)

    def file(self, symbol: str, year: int) -> UUID:
        """Open a file under a line of the plan of a year."""
        with ledger.seeing(self.clerk.sees):
            title = next(one.title for one in _lines(self.clerk.capacity, year) if one.symbol == symbol)
            line = next(one for one in workfiles.lines_open(self.clerk) if one.symbol == symbol and one.title == title)
        at = self.present - timedelta(days=min(14, self.present.timetuple().tm_yday - 1))
        return workfiles.open_file(actor=self.clerk, at=at, new=workfiles.NewFile(line_uid=line.uid))

    def fill(self, uid: UUID, word: str, most: int = 4) -> int:
        """Put the letters whose lines a word finds into a file; return how many."""
        with ledger.seeing(self.clerk.sees):
            found = [one.line for one in documents.search(self.clerk, word).rows]
        letters = [one.document_uid for one in found if one.document_uid and one.state == "used" and not one.secrecy][:most]
        for letter in letters:
            workfiles.put_letter(actor=self.clerk, at=self.present, file_uid=uid, document_uid=letter)
        return len(letters)

    def loose(self, uid: UUID, title: str, day: date) -> None:
        """Put a loose file into a file."""
        new = workfiles.Loose("ghi-chep.txt", f"{title}\n".encode(), title, day, self.clerk.unit, 1)
        workfiles.put_loose(actor=self.clerk, at=self.present, file_uid=uid, new=new)

    def end(self, uid: UUID, ended_on: date) -> None:
        """Count the pages of what lies in a file, close it, and let the head check it."""
        with ledger.seeing(self.clerk.sees):
            items = workfiles.sheet(self.clerk, uid).items
        for one in items:
            if not one.pages:
                workfiles.describe(actor=self.clerk, at=self.present, file_uid=uid, item_uid=one.uid, pages=2)
        workfiles.close(actor=self.clerk, at=self.present, file_uid=uid, ended_on=ended_on)
        workfiles.check(actor=self.head, at=self.present, file_uid=uid)


def keep_files(present: datetime) -> int:
    """Let the offices of the demonstration keep plans and files; return how many files were opened.  Again it changes nothing.

    present  the demonstration's present.  Who has no clerk or head keeps none.
    """
    staff, day, opened = Staff(present), org.local_day(present), 0
    for function, level in (("division.office", "district"), ("party_office", "district"), ("people_committee", "commune")):
        for unit in org.units_on(day, function=function, level=level)[:1]:
            clerks = staff.holders("records_clerk", unit.id)
            heads = [*staff.holders("unit_head", unit.id), *staff.holders("division_head", unit.id)]
            others = [one for one in heads if clerks and one.person_uid != clerks[0].person_uid]
            if clerks and others:
                keeper = _Keeper(clerks[0], others[0], present)
                with ledger.seeing(keeper.clerk.sees):
                    known = bool(workfiles.plans_of(keeper.clerk))
                opened += 0 if known else _keep(keeper, function)
    return opened


def _keep(keeper: _Keeper, function: str) -> int:
    year = keeper.present.year
    for one in (year - 1, year):
        keeper.plan(one)
    symbols = [one.symbol for one in _lines(keeper.clerk.capacity, year)]
    files = {symbol: keeper.file(symbol, year) for symbol in symbols[: 5 if function == "division.office" else 3]}
    for symbol, uid in files.items():
        if symbol in WORDS:
            keeper.fill(uid, WORDS[symbol])
    if function == "people_committee":
        files["06.MC"] = keeper.file("06.MC", year)
        _put_dossiers(keeper, files["06.MC"])
    return len(files) + (_end_some(keeper, files) if function == "division.office" else 0)


def _put_dossiers(keeper: _Keeper, uid: UUID) -> None:
    """Put some dossiers of a commune, ended ones, into a file."""
    with ledger.seeing(keeper.clerk.sees):
        found = dossiers.Dossier.objects.filter(unit_id=keeper.clerk.unit_id, ended_at__isnull=False).order_by("-pk")[:4]
        chosen = [one.uid for one in found]
    for one in chosen:
        workfiles.put_dossier(actor=keeper.clerk, at=keeper.present, file_uid=uid, dossier_uid=one, pages=6)


def _end_some(keeper: _Keeper, files: dict[str, UUID]) -> int:
    """Close one file, hand last year's in, and list one of long ago for destruction; return how many files were opened for it."""
    today = org.local_day(keeper.present)
    keeper.loose(files["05.HCQT"], "Biên bản nghiệm thu sửa chữa phòng tiếp dân", today - timedelta(days=6))
    keeper.end(files["05.HCQT"], today)
    old = keeper.file("02.CCHC", today.year - 1)
    keeper.loose(old, "Bảng theo dõi điểm từng tiêu chí", date(today.year - 1, 12, 20))
    keeper.end(old, date(today.year - 1, 12, 28))
    hand_in = workfiles.hand_in(actor=keeper.head, at=keeper.present, file_uids=[old], condition="Đủ, sạch")
    workfiles.take_over(
        actor=keeper.clerk, at=keeper.present, hand_in_uid=hand_in, places={old: workfiles.Shelved("12", "Giá 3")}
    )
    paper = workfiles.open_file(
        actor=keeper.clerk, at=keeper.present,
        new=workfiles.NewFile(
            title="Công văn mời họp năm 2011", reason="Hồ sơ giấy cũ đưa vào quản lý", period="y5", source="own"
        ),
    )  # fmt: skip
    keeper.loose(paper, "Bảng kê công văn mời họp", date(2011, 12, 20))
    keeper.end(paper, date(2011, 12, 28))
    people = list(dict.fromkeys(one.person_uid for one in org.staff_of([keeper.clerk.unit_id], today)))[:3]
    if len(people) == 3:
        council = {people[0]: "chair", people[1]: "secretary", people[2]: "member"}
        doomed = [workfiles.Doomed(paper, "Hết thời hạn 5 năm")]
        workfiles.list_for_destruction(
            actor=keeper.clerk, at=keeper.present, reason="Hết thời hạn bảo quản", doomed=doomed, council=council
        )
    return 2
