"""What a unit has in hand here, asked before it ends."""

from __future__ import annotations

from lienthong.doors.portal import public as portal
from lienthong.office.org import public as org

org.register_holding("portal.drafts", "bản khai trực tuyến đang làm", portal.drafts_at, follows=True)
