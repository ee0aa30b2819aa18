"""What a unit has in hand here, asked before it ends."""

from __future__ import annotations

from lienthong.casework.queue import public as queue
from lienthong.office.org import public as org

org.register_holding("queue.counters", "nhóm quầy đang mở", queue.groups_at)
