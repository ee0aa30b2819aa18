"""What a unit has in hand here, asked when it ends: its letters go to who takes it over."""

from __future__ import annotations

from lienthong.casework.handling import public as handling
from lienthong.office.org import public as org

org.register_holding("handling.parts", "phần việc của văn bản đến chưa xong", handling.parts_at)
org.register_holding("handling.presented", "văn bản đến chờ bút phê", handling.presented_at)
