"""What a unit has in hand here, asked before it ends."""

from __future__ import annotations

from lienthong.casework.handover import public as handover
from lienthong.office.org import public as org

org.register_holding("handover.under_way", "biên bản bàn giao chưa xong", handover.under_way_at)
org.register_holding("handover.kept", "sổ, con dấu có người giữ", handover.kept_at)
