"""What a unit has in hand here, asked before it ends; who takes the unit over acts on it at once."""

from __future__ import annotations

from lienthong.casework.agenda import public as agenda
from lienthong.office.org import public as org

org.register_holding("agenda.jobs", "việc theo kết luận chưa báo cáo", agenda.open_at, follows=True)
