"""A patient listener costs an announcement no wake-up job."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction

from lienthong.toolkit import outbox
from lienthong.toolkit.outbox import registry
from lienthong.toolkit.outbox.models import Delivery
from lienthong.toolkit.outbox.testing import SlipPrinted, listening
from lienthong.toolkit.outbox.tests.test_announce import a_slip


@pytest.mark.django_db
def test_a_patient_listener_is_announced_to_in_one_statement_and_an_urgent_one_wakes_the_worker(query_count: Any) -> None:
    registry.handles(SlipPrinted, name="testing.patient", patient=True)(lambda event, uid: None)
    try:
        with transaction.atomic(), query_count() as alone:
            outbox.announce(a_slip())
        with listening(SlipPrinted, lambda event, uid: None), transaction.atomic(), query_count() as both:
            outbox.announce(a_slip())
    finally:
        registry.forget("testing.patient")

    assert (alone.statements, both.statements, Delivery.objects.count()) == (1, 2, 3)
