"""The browser that tests drive."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.browser
def test_a_page_opens_and_speaks_vietnamese(page: Any) -> None:
    page.set_content("<html lang='vi'><title>Sổ theo dõi hồ sơ</title><button>Tiếp nhận</button></html>")

    assert page.title() == "Sổ theo dõi hồ sơ"
    assert page.get_by_role("button", name="Tiếp nhận").is_visible()
    assert page.evaluate("navigator.language") == "vi-VN"
