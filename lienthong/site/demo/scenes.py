"""The demonstrations that there are: which time and place each shows, and who signs in.  No database, no Django."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from lienthong.toolkit.clock import VIETNAM


@dataclass(frozen=True)
class Scene:
    """One demonstration.

    present    where the clock stands at a start that says nothing else.
    first_day  when the history begins; ends: the first day on which this organisation is no longer there (None: it is).
    dossiers   how many the history has.
    units      name of the file of the organisation in `office/org/data`.
    counters   code of each unit that receives, by its key in the plan; weights: how much comes there.
    centre     key of the counter that receives what the district decides; empty: there is none.
    homes      code of each unit where applicants live; villages: names for their addresses.
    log_ins    (user name, code of the unit, duty whose first holder signs in).
    """

    key: str
    title: str
    present: datetime
    first_day: date
    ends: date | None
    dossiers: int
    seed: int
    units: str
    counters: dict[str, str]
    weights: dict[str, int]
    centre: str
    homes: dict[str, str]
    villages: dict[str, tuple[str, ...]]
    log_ins: tuple[tuple[str, str, str], ...]

    @property
    def manned(self) -> frozenset[str]:
        """Return the keys of the counters at which somebody signs in who may receive."""
        codes = {code for _, code, duty in self.log_ins if duty == "counter_clerk"}
        return frozenset(key for key, code in self.counters.items() if code in codes)

    def holds(self, at: datetime, *, again: bool = False) -> bool:
        """Return whether an instant lies in the time that this demonstration can show; one that was begun may go on later."""
        day = at.astimezone(VIETNAM).date()
        return day > self.first_day and (self.ends is None or day < self.ends or again)


_VILLAGES = {
    "binh_lieu": ("khu Bình Quân", "khu Bình Công", "khu Bình An", "khu Nà Làng", "khu Co Nhan", "khu Khe Lạc"),
    "hoanh_mo": ("bản Đồng Cậm", "bản Loòng Vài", "bản Pắc Pộc", "bản Nà Pò", "thôn Cửa Khẩu", "bản Ngàn Chi", "bản Phặc Chè"),
    "dong_tam": ("bản Nà Khau", "bản Ngàn Vàng", "bản Chè Phạ", "bản Phiêng Tắm", "bản Đồng Long", "bản Phai Làu"),
    "dong_van": ("bản Phạt Chỉ", "bản Khe Tiền", "bản Sông Moóc", "bản Cẩm Hắc", "bản Khu Chợ", "bản Phai Lầu"),
    "tinh_huc": ("bản Nà Kẻ", "bản Pắc Liềng", "bản Nà Ếch", "bản Chang Chiếm", "bản Khe Cóc", "bản Ngàn Phe"),
    "vo_ngai": ("bản Mạ Chạt", "bản Nà Nhái", "bản Khủi Luông", "bản Nà Luông", "bản Bản Ngày", "bản Tùng Cầu"),
    "luc_hon": ("bản Cao Thắng", "bản Khe O", "bản Pắc Phe", "bản Nà Luông", "bản Ngàn Pạt", "bản Bản Cáu"),
    "huc_dong": ("bản Khe Vằn", "bản Lục Ngù", "bản Thông Châu", "bản Sú Cáu", "bản Pò Đán", "bản Mó Túc"),
}
"""Villages for addresses, by the commune of 2018 [P: names of the district, not checked against a list; Mạ Chạt alone is V]."""

_COMMUNES_2018 = {
    "binh_lieu": "06838", "hoanh_mo": "06841", "dong_tam": "06844", "dong_van": "06847", "tinh_huc": "06850", "vo_ngai": "06853",
    "luc_hon": "06856", "huc_dong": "06859",
}  # fmt: skip

DISTRICT_2018 = Scene(
    key="2018",
    title="huyện Bình Liêu, tháng 3/2018",
    present=datetime(2018, 3, 12, 8, 0, tzinfo=VIETNAM),
    first_day=date(2017, 1, 3),
    ends=date(2025, 7, 1),
    dossiers=1_500,
    seed=2018,
    units="binh-lieu-2018.yaml",
    counters={**_COMMUNES_2018, "service_centre": "H49.16.14"},
    weights={
        "binh_lieu": 17, "hoanh_mo": 15, "luc_hon": 12, "dong_tam": 11, "tinh_huc": 10, "vo_ngai": 10, "dong_van": 9,
        "huc_dong": 8, "service_centre": 14,
    },
    centre="service_centre",
    homes=_COMMUNES_2018,
    villages=_VILLAGES,
    log_ins=(
        ("motcua.hoanhmo", "06841", "counter_clerk"),
        ("tuphap.hoanhmo", "06841", "specialist.justice"),
        ("diachinh.hoanhmo", "06841", "specialist.land"),
        ("vanhoa.hoanhmo", "06841", "specialist.social"),
        ("chutich.hoanhmo", "06841", "unit_head"),
        ("vanthu.hoanhmo", "06841", "records_clerk"),
        ("motcua.trungtam", "H49.16.14", "counter_clerk"),
        ("giamdoc.trungtam", "H49.16.14", "unit_head"),
        ("truongphong.ktht", "H49.16.11", "division_head"),
        ("chuyenvien.ktht", "H49.16.11", "specialist.infrastructure"),
        ("truongphong.ldtbxh", "H49.16.06", "division_head"),
        ("chuyenvien.ldtbxh", "H49.16.06", "specialist.social"),
        ("chutich.huyen", "H49.16", "unit_head"),
        ("vanthu.huyen", "H49.16.01", "records_clerk"),
        ("chuyenvien.huyen", "H49.16.01", "specialist.office"),
        ("congan.huyen", "H49.16.41", "specialist.police"),
        ("truong.congan", "H49.16.41", "unit_head"),
        ("baohiem.huyen", "H49.16.45", "specialist.insurance"),
        ("giamdoc.baohiem", "H49.16.45", "unit_head"),
        ("datdai.chinhanh", "H49.16.46", "specialist.land"),
        ("bithu.huyenuy", "H49.90.16", "unit_head"),
        ("vanphong.huyenuy", "H49.90.16.1", "unit_head"),
        ("vanthu.huyenuy", "H49.90.16.1", "records_clerk"),
        ("chuyenvien.huyenuy", "H49.90.16.1", "specialist.party"),
        ("quantri", "H49.16", "system_admin"),
    ),
)  # fmt: skip

COMMUNES_2026 = Scene(
    key="2026",
    title="ba xã Bình Liêu, Hoành Mô, Lục Hồn, tháng 3/2026",
    present=datetime(2026, 3, 9, 8, 0, tzinfo=VIETNAM),
    first_day=date(2025, 7, 1),
    ends=None,
    dossiers=600,
    seed=2026,
    units="binh-lieu-2025.yaml",
    counters={"binh_lieu": "H49.201.4", "hoanh_mo": "H49.202.4", "luc_hon": "H49.203.4"},
    weights={"binh_lieu": 46, "hoanh_mo": 26, "luc_hon": 28},
    centre="",
    homes={"binh_lieu": "06838", "hoanh_mo": "06841", "luc_hon": "06856"},
    # Which villages of Vô Ngại went to Tiên Yên is not known to us, so none of them is an address here.
    villages={
        "binh_lieu": _VILLAGES["binh_lieu"] + _VILLAGES["tinh_huc"] + _VILLAGES["huc_dong"],
        "hoanh_mo": _VILLAGES["hoanh_mo"] + _VILLAGES["dong_van"],
        "luc_hon": _VILLAGES["luc_hon"] + _VILLAGES["dong_tam"],
    },
    log_ins=(
        ("motcua.hoanhmo", "H49.202.4", "counter_clerk"),
        ("giamdoc.trungtam", "H49.202.4", "unit_head"),
        ("tuphap.hoanhmo", "H49.202.1", "specialist.justice"),
        ("vanthu.hoanhmo", "H49.202.1", "records_clerk"),
        ("chanhvanphong.hoanhmo", "H49.202.1", "unit_head"),
        ("datdai.hoanhmo", "H49.202.2", "specialist.land"),
        ("kinhdoanh.hoanhmo", "H49.202.2", "specialist.finance"),
        ("truongphong.kinhte", "H49.202.2", "division_head"),
        ("xahoi.hoanhmo", "H49.202.3", "specialist.social"),
        ("truongphong.vhxh", "H49.202.3", "division_head"),
        ("chutich.hoanhmo", "06841", "unit_head"),
        ("congan.hoanhmo", "H49.202.41", "specialist.police"),
        ("truong.congan", "H49.202.41", "unit_head"),
        ("hdnd.hoanhmo", "H49.202.91", "unit_head"),
        ("bithu.hoanhmo", "H49.90.202", "unit_head"),
        ("vanphong.danguy", "H49.90.202.1", "unit_head"),
        ("mattran.hoanhmo", "H49.202.61", "unit_head"),
        ("motcua.binhlieu", "H49.201.4", "counter_clerk"),
        ("chutich.binhlieu", "06838", "unit_head"),
        ("motcua.luchon", "H49.203.4", "counter_clerk"),
        ("chutich.luchon", "06856", "unit_head"),
        ("motcua.tienyen", "06862", "counter_clerk"),
        ("chutich.tienyen", "06862", "unit_head"),
        ("baohiem.coso", "H49.302", "specialist.insurance"),
        ("giamdoc.baohiem", "H49.302", "unit_head"),
        ("datdai.khuvuc", "H49.303", "specialist.land"),
        ("thue.coso", "H49.301", "specialist.tax"),
        ("kiemsoat.tinh", "H49", "procedure_editor"),
        ("quantri", "H49", "system_admin"),
    ),
)

SCENES = {scene.key: scene for scene in (DISTRICT_2018, COMMUNES_2026)}
DEFAULT = DISTRICT_2018.key
