"""What a unit has in hand here, asked before it ends."""

from __future__ import annotations

from lienthong.casework.approval import public as approval
from lienthong.office.org import public as org

org.register_holding("approval.waiting", "văn bản đang trình ký", approval.waiting_at)
