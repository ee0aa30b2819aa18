"""What a unit that is asked about a draft may answer."""

from __future__ import annotations

VERDICTS: dict[str, str] = {"agree": "Nhất trí", "change": "Nhất trí, đề nghị sửa", "against": "Không nhất trí"}
NEEDS_WORDS = frozenset({"change", "against"})
"""Who wants a change says which."""
