"""What a unit has in hand here, asked before it ends."""

from __future__ import annotations

from lienthong.casework.documents import public as documents
from lienthong.office.org import public as org

org.register_holding("documents.running", "sổ văn bản đang ghi", documents.running_at)
