"""Questions to books: the kinds, the volumes of a unit, their lines, what is printed, what must hold."""

from __future__ import annotations

from lienthong.casework.books.queries.kinds import kind, kind_of_result, kinds

__all__ = ["kind", "kind_of_result", "kinds"]
