"""Looks at signatures in this process, as the cell does in its own."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from lienthong.toolkit import clock
from lienthong.toolkit.signing import Found
from lienthong.toolkit.signing.validating import Measure, verified


def looked_at(
    pdf: bytes, *, roots: Sequence[bytes], stamp_roots: Sequence[bytes] = (), lists: Sequence[bytes] = ()
) -> list[Found]:
    """Return the signatures of a PDF, measured now."""
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(verified(pdf, Measure(roots, stamp_roots, lists, clock.real_now())))
    finally:
        loop.close()
