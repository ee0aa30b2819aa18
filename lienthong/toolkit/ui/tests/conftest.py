"""The pattern pages in a browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from lienthong.toolkit.ui.testing import ORIGIN, serve


@pytest.fixture
def show(page: Any, client: Client, settings: Any) -> Callable[..., Any]:
    """Return what opens an address of the pattern pages in the browser."""
    settings.ROOT_URLCONF = "lienthong.toolkit.ui.urls"
    serve(page, client)

    def open_(path: str = "/mau", **media: str) -> Any:
        page.emulate_media(**media)
        page.goto(ORIGIN + path)
        return page

    return open_
