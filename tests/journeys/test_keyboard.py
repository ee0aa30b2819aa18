"""A whole reception without a mouse: letters, Tab, Enter, Space and the arrow keys."""

from __future__ import annotations

import pytest

from lienthong.office.org.testing import a_place
from tests.journeys.walking import CLERK, Office

pytestmark = pytest.mark.browser
FOCUSED = "() => document.activeElement?.matches('{}') ?? false"
RING = """() => {
  const style = getComputedStyle(document.activeElement);
  return style.outlineStyle !== "none" || style.boxShadow !== "none";
}"""


class Keyboard:
    """Ten fingers and no mouse."""

    def __init__(self, office: Office) -> None:
        self.page = office.page

    def tab_to(self, selector: str, *, at_most: int = 60) -> None:
        """Press Tab until the focus is on what the selector names; what has the focus must always show it."""
        for _ in range(at_most):
            if self.page.evaluate(FOCUSED.format(selector)):
                return
            self.page.keyboard.press("Tab")
            assert self.page.evaluate(RING), f"no focus ring on {self.page.evaluate('document.activeElement.outerHTML')[:200]}"
        raise AssertionError(f"{selector} is not reached in {at_most} Tabs")

    def press(self, *keys: str) -> None:
        """Press keys one after another."""
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, words: str) -> None:
        """Type."""
        self.page.keyboard.type(words)


def test_a_chain_is_received_by_keyboard_alone(office: Office) -> None:
    a_place("Xã Hoành Mô", path="Xã Hoành Mô, huyện Bình Liêu, tỉnh Quảng Ninh", code="06841")
    a_place("Xã Húc Động", path="Xã Húc Động, huyện Bình Liêu, tỉnh Quảng Ninh", code="06853")
    office.sign_in(CLERK)
    keys, page = Keyboard(office), office.page

    keys.tab_to('a[data-place="receive"]')
    keys.press("Enter")
    page.wait_for_url("**/ho-so/nhan/")
    keys.type("lien thong khai sin")  # the box has the focus already
    page.locator("#found a").first.wait_for()
    keys.tab_to("#found a")
    keys.press("Enter")
    page.wait_for_url("**thu-tuc=**")
    keys.tab_to("input[name=case]")
    keys.press("ArrowDown")
    page.locator("#parts").get_by_text("Ý kiến đồng ý của chủ hộ").wait_for()
    keys.tab_to("#id_owner-name")
    keys.type("Tằng Dảu Tình")
    keys.tab_to("#id_owner-place")
    keys.type("hoanh")
    page.get_by_role("option", name="Xã Hoành Mô").wait_for()
    keys.press("ArrowDown", "Enter")
    assert page.locator("#id_owner-place").input_value() == "Xã Hoành Mô, huyện Bình Liêu, tỉnh Quảng Ninh"
    for name in page.locator("[id^=id_paper-have_]").evaluate_all("boxes => boxes.map((box) => box.id)"):
        keys.tab_to(f"#{name}")
        keys.press("Space")
    page.locator("#slip").get_by_text("Tằng Dảu Tình").first.wait_for()
    keys.tab_to(".btn-big")
    keys.press("Enter")

    page.wait_for_url("**/da-nhan/")
    told = page.locator("main").inner_text()
    assert "Tằng Dảu Tình" in told
    assert "04/04/2018" in told
    keys.tab_to('.btn-big[href*="giay-tiep-nhan"]')
