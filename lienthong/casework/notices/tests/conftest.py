"""A district whose channels are open, seen as the worker sees it."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import pytest
from django.db import connection

from lienthong.casework.dossiers import testing as given
from lienthong.casework.notices.testing import SECRET, Gateway, MailServer, a_gateway, a_mail_server


@pytest.fixture
def gateway(settings: Any) -> Generator[Gateway]:
    """A gateway for SMS that answers."""
    with a_gateway() as found:
        settings.NOTICES_SMS, settings.NOTICES_ZALO, settings.NOTICES_EMAIL = found.address, "", ""
        settings.NOTICES_SECRET, settings.NOTICES_TIMEOUT = SECRET, 5
        yield found


@pytest.fixture
def mail(settings: Any) -> Generator[MailServer]:
    """A mail server that answers; the phone channels are closed."""
    with a_mail_server() as found:
        settings.NOTICES_SMS, settings.NOTICES_ZALO, settings.NOTICES_EMAIL = "", "", found.address
        settings.NOTICES_TIMEOUT = 5
        yield found


@pytest.fixture
def as_worker(world: given.World) -> Any:
    """Return what makes the rest of the test run in the worker's role."""

    def become() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE lienthong_worker")

    return become
