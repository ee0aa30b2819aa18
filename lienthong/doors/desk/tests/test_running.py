"""The administrator's page: what was given up is sent again, and worker and ledger tell how they stand."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from html import unescape
from typing import Any

import pytest
from django.test import Client

from lienthong.casework.dossiers import testing as given
from lienthong.doors.desk.testing import page_of
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, screenshot, serve

OPERATIONS = "/quan-tri/van-hanh/"


def on(day: int) -> datetime:
    return datetime(2018, 3, day, 8, 0, tzinfo=VIETNAM)


def words_of(answer: Any) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page_of(answer).partition("<main")[2])).split())


@pytest.mark.browser
def test_the_administrators_page_is_accessible(page: Any, world: given.World, someone: Callable[[str, str], Client]) -> None:
    a_dead_letter("ConnectionError: " + "rất dài " * 40)
    serve(page, someone("district", "system_admin"))
    page.goto(ORIGIN + OPERATIONS)
    assert_accessible(page)
    screenshot(page, "leaders-operations")
