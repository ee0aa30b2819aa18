"""What a unit has in hand here, asked before it ends."""

from __future__ import annotations

from lienthong.casework.intake import public as intake
from lienthong.office.org import public as org

org.register_holding("intake.waiting", "văn bản chờ vào sổ", intake.waiting_at)
