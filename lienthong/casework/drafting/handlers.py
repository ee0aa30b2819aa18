"""What a unit has in hand here, asked before it ends; who takes the unit over writes its drafts at once."""

from __future__ import annotations

from lienthong.casework.drafting import public as drafting
from lienthong.office.org import public as org

org.register_holding("drafting.running", "dự thảo văn bản đang soạn", drafting.running_at, follows=True)
