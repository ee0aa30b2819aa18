"""What a unit has in hand here, asked before it ends; who takes the unit over acts on it at once."""

from __future__ import annotations

from lienthong.casework.petitions import public as petitions
from lienthong.office.org import public as org

org.register_holding("petitions.open", "phản ánh, kiến nghị chưa khép", petitions.open_at, follows=True)
