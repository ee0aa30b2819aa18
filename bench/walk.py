"""The dossier that is measured and tortured: receive, five steps through commune, division and district, return."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

PROCEDURE = "9.990001"
FILE = Path(__file__).parent / "data" / "five-steps.yaml"


@dataclass(frozen=True)
class Step:
    """One step of the walk: who does it (`unit slug`, `duty`), and with which outcome."""

    key: str
    unit: str
    duty: str
    outcome: str


STEPS = (
    Step("receive", "hoanh_mo", "counter_clerk", "done"),
    Step("check", "hoanh_mo", "specialist.social", "done"),
    Step("sign_commune", "hoanh_mo", "unit_head", "signed"),
    Step("appraise", "labour", "specialist.social", "done"),
    Step("sign", "district", "unit_head", "signed"),
)
COUNTERS = ("hoanh_mo", "dong_van")
"""Units at which dossiers are received; steps «hoanh_mo» happen at the unit of reception."""
NAMES = ("Hoàng Thị Sen", "La Văn Thím", "Tằng Dảu Tình", "Lô Thị Hồng", "Chíu Sếch Và", "Trần Văn Hải", "Nông Thị Bích")

Tokens = dict[str, str]
"""A token by «unit slug/duty»."""


def seed(at: datetime, real_at: datetime) -> Tokens:
    """Make a district with people and calendars, publish the procedure, make a token for every post of the walk.

    Django is set up; the rows are the connection's own to commit.
    """
    from lienthong.casework.procedures import public as procedures
    from lienthong.office.accounts import public as accounts
    from lienthong.office.org.testing import a_district
    from lienthong.office.worktime import public as worktime

    worktime.load_calendars()
    district = a_district()
    report = procedures.load_library(FILE, at=at)
    if report.faults:
        raise SystemExit(f"{FILE}: {report.faults}")
    wanted = {(step.unit, step.duty) for step in STEPS}
    wanted |= {(unit, duty) for unit in COUNTERS for duty in ("counter_clerk", "specialist.social", "unit_head")}
    tokens = {}
    for unit, duty in sorted(wanted):
        made = accounts.create_token(duty=duty, unit_id=district.units[unit].pk, at=at, real_at=real_at)
        tokens[f"{unit}/{duty}"] = made.token
    return tokens


def token_of(tokens: Tokens, step: Step, counter: str) -> str:
    """Return the token of who does a step of a dossier received at `counter`."""
    unit = counter if step.unit == "hoanh_mo" else step.unit
    return tokens[f"{unit}/{step.duty}"]


def application(number: int) -> dict[str, Any]:
    """Return the body of a reception; the same number gives the same body."""
    return {
        "procedure": PROCEDURE,
        "owner": {
            "name": NAMES[number % len(NAMES)],
            "id_type": "cmnd",
            "id_number": f"{100_000_000 + number}",
            "born_year": 1950 + number % 50,
            "phone": "0912345678",
            "address": "Bản Đồng Cậm, xã Hoành Mô",
        },
        "papers": [
            {"key": "request", "name": "Tờ khai", "originals": 1},
            {"key": "identity", "name": "Bản sao giấy tờ tùy thân", "copies": 1},
        ],
    }


def move(step: Step, token: int) -> dict[str, Any]:
    """Return the body that ends a step."""
    return {"token": token, "outcome": step.outcome, "result_number": "12/QĐ-UBND" if step.key == "sign" else ""}


RETURN = {"receiver": "Hoàng Thị Sen", "receiver_id": "100123456"}
