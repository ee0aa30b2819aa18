"""A citizen before the portal, for tests: signs in, answers every page of a birth registration."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.test import Client

from lienthong.casework.dossiers import testing as given
from lienthong.office.accounts.testing import signed_in_as
from lienthong.office.citizens.testing import EMAIL, PASSWORD, mailed_code

SIGN_IN = "/cong/dang-nhap/"
BUSINESS = "1.001612"
"""Every version: from 2025 on communes settle it, and what is filed in 2018 goes to the district all the same."""


def enter(client: Client, **changes: str) -> Any:
    """Sign in through both pages."""
    page = client.post(SIGN_IN, {"login": EMAIL, "password": PASSWORD} | changes)
    ticket = hidden(page.content.decode(), "phieu")
    return client.post("/cong/ma/", {"phieu": ticket, "code": mailed_code(), "tiep": "/ho-so-cua-toi/"})


def hidden(page: str, name: str) -> str:
    """Return the value of a hidden field of a page."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None
    return found[1]


def the_clerk(world: given.World, slug: str = "hoanh_mo", duty: str = "counter_clerk") -> Client:
    """Return the browser of the counter clerk of Hoành Mô, or of another counter."""
    client = Client()
    signed_in_as(client, world.district.person(slug, duty), username=f"clerk.{slug}")
    return client


def words(answer: Any) -> str:
    main = answer.content.decode().partition("<main")[2]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


HOANH_MO = {"place-commune": "hoanh mo"}
PAGES: dict[str, dict[str, str]] = {
    "truong-hop": {"case": "default"},
    "noi-nop": HOANH_MO,
    "nop-cho": {"who": "me"},
    "form-child": {"name": "Hoàng Gia Bảo", "born_on": "10/03/2018", "sex": "male", "ethnicity": "Tày", "hometown": "Hoành Mô"},
    "form-birthplace": {"where": "clinic", "clinic": "Trung tâm Y tế Bình Liêu", "place-line": "", "place-commune": ""},
    "form-mother": {
        "person-name": "Hoàng Thị Sen", "person-born": "1995", "address-line": "Bản Đồng Cậm", "address-commune": "Hoành Mô",
    },
    "form-parents": {"married": "no"},
    "giay-to": {},
    "nhan-ket-qua": {"how": "counter"},
}  # fmt: skip


def begun(client: Client) -> str:
    """Begin the birth registration; return the address of the filing."""
    return str(client.get(f"/nop-ho-so/{given.BIRTH}/")["Location"]).rpartition("truong-hop/")[0]


def answered(client: Client, filing: str, **changes: dict[str, str]) -> str:
    """Answer every page, each of which leads to the next; return the address of the review."""
    at = f"{filing}truong-hop/"
    for step, typed in (PAGES | changes).items():
        assert at == f"{filing}{step}/"
        answer = client.post(at, {"viec": "tiep"} | typed)
        assert answer.status_code == 302, words(answer)
        at = str(answer["Location"])
    return at
