"""What a unit has in hand here, asked when it ends: who takes it over has its tasks, the calendar that it keeps is closed."""

from __future__ import annotations

from lienthong.casework.agenda import public as agenda
from lienthong.office.org import public as org

org.register_holding("agenda.jobs", "việc theo kết luận chưa báo cáo", agenda.open_at, follows=True)
org.register_holding("agenda.weeks", "tuần lịch công tác chưa ban hành", agenda.weeks_at)
