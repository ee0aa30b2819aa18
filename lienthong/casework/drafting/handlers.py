"""What a unit has in hand here, asked when it ends: who takes it over writes its drafts and answers what it was asked."""

from __future__ import annotations

from lienthong.casework.drafting import public as drafting
from lienthong.office.org import public as org

org.register_holding("drafting.running", "dự thảo văn bản đang soạn", drafting.running_at, follows=True)
org.register_holding("drafting.asked", "ý kiến về dự thảo chưa trả lời", drafting.asked_at)
