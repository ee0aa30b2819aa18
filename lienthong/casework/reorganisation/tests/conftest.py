"""Bình Liêu of 2018, as the shipped files have it; made once for each module, each test leaves it as it was."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import pytest
from django.db import transaction

from lienthong.casework.reorganisation import testing as given
from lienthong.casework.reorganisation.testing import Bình_Liêu


@pytest.fixture(scope="module")
def place_of_module(django_db_setup: None, django_db_blocker: Any) -> Generator[Bình_Liêu]:
    """The district with its people, and procedures: at the counter, through divisions, from commune to district, with legs."""
    with django_db_blocker.unblock():
        atomic = transaction.atomic()
        atomic.__enter__()
        try:
            yield given.a_binh_lieu("1.001193", "1.013225", "1.001776", "2.000986")
        finally:
            transaction.set_rollback(True)
            atomic.__exit__(None, None, None)


@pytest.fixture
def place(place_of_module: Bình_Liêu, django_db_blocker: Any) -> Generator[Bình_Liêu]:
    """Return Bình Liêu; whatever a test does there is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield place_of_module
        transaction.set_rollback(True)
