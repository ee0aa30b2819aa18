"""What banks tell: money came into an account of ours.  Signed, timestamped, told twice and kept once."""

from __future__ import annotations

import logging
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja import Router

from lienthong.casework.fees import public as fees
from lienthong.doors.exchange.rest import money_schemas
from lienthong.office.accounts import public as accounts
from lienthong.toolkit import clock

router = Router(tags=["payments"])
log = logging.getLogger(__name__)


@router.post("/payments/callback", response=money_schemas.HeardOut, auth=None, summary="Báo có của ngân hàng")
@accounts.open_to_public("ngân hàng báo có: mỗi thông báo được ký bằng khóa chung, có giờ, gửi lại không ghi hai lần")
def heard(request: HttpRequest) -> Any:
    """Take in a notice: `X-Timestamp` (seconds) and `X-Signature` (sha256=hex of HMAC-SHA256 over `timestamp.body`)."""
    now = int(clock.real_now().timestamp())
    try:
        told = fees.GATEWAY.read(
            secret=settings.PAYMENT_SECRET,
            timestamp=request.headers.get("X-Timestamp", ""),
            signature=request.headers.get("X-Signature", ""),
            body=request.body,
            now=now,
        )
    except fees.NotSigned:
        log.warning(
            "payment notice refused: bad signature or old, %d bytes from %s", len(request.body), request.META.get("REMOTE_ADDR")
        )
        raise
    done = fees.hear(told=told, at=clock.now())
    return {"notice_uid": done.notice_uid, "state": done.state, "repeated": done.repeated}
