"""One small district for all tests of a module: made once, every test's writing rolled back to it, as in the dossiers app."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import pytest
from django.db import connection, transaction

from lienthong.casework.dossiers import testing as given


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
    """Return the module's world; what the test writes is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield district_of_module
        transaction.set_rollback(True)
