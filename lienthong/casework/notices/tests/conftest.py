"""A district whose channels are open, seen as the worker sees it."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import pytest
from django.db import connection, transaction

from lienthong.casework.dossiers import testing as given
from lienthong.casework.notices.testing import SECRET, Gateway, MailServer, a_gateway, a_mail_server


@pytest.fixture(scope="module")
def district_of_module(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> Generator[given.World]:
    """Return the world in which every test of the module begins; PROCEDURES of the module names what is published in it."""
    with django_db_blocker.unblock():
        try:
            with transaction.atomic():
                yield given.a_world(*getattr(request.module, "PROCEDURES", ()))
                transaction.set_rollback(True)
        finally:
            connection.close()


@pytest.fixture
def world(district_of_module: given.World, django_db_blocker: Any) -> Generator[given.World]:
    """Return the module's world; what the test writes, and the role it takes, is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield district_of_module
        transaction.set_rollback(True)


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
