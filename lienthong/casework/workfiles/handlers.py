"""What a unit has in hand here, asked before it ends: its files go to the heir, as files of a fonds that is closed."""

from __future__ import annotations

from lienthong.casework.workfiles import public as workfiles
from lienthong.office.org import public as org

org.register_holding("workfiles.open", "hồ sơ công việc chưa nộp lưu", workfiles.open_at, follows=True)
