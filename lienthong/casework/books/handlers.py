"""What a unit has in hand here, asked before it ends."""

from __future__ import annotations

from lienthong.casework.books import public as books
from lienthong.office.org import public as org

org.register_holding("books.running", "sổ đang ghi", books.running_at)
