"""What a unit has in hand here, asked before it ends."""

from __future__ import annotations

from lienthong.casework.tasks import public as tasks
from lienthong.office.org import public as org

org.register_holding("tasks.open", "việc đang làm", tasks.open_at)
