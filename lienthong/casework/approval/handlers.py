"""What a unit has in hand here, asked when it ends: its rounds are given back."""

from __future__ import annotations

from lienthong.casework.approval import public as approval
from lienthong.office.org import public as org

org.register_holding("approval.waiting", "văn bản đang trình ký", approval.waiting_at)
