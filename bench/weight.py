"""What pages weigh over the wire: the first visit with all that it loads, and each later page."""

from __future__ import annotations

import re
from typing import Any

from bench.rows import Row

PAGES = (("inbox", "/"), ("receive", "/ho-so/nhan/"), ("list", "/ho-so/"), ("public look-up", "/tra-cuu/"))
LOADED = re.compile(
    r'<(?:link[^>]*\brel="(?:stylesheet|icon|preload|manifest)"[^>]*\bhref|script[^>]*\bsrc|img[^>]*\bsrc)="(/[^"]+)"'
)
IN_STYLE = re.compile(r"url\([\"']?(/[^\"')]+)")


def run() -> list[Row]:
    """Weigh the pages of a signed-in clerk, gzip, headers apart."""
    client = _signed_in()
    rows = []
    for name, path in PAGES:
        answer = client.get(path, headers={"Accept-Encoding": "gzip", "Host": "localhost"})
        if answer.status_code != 200:
            rows.append(Row(f"page: {name}", float("nan"), "KB", f"answered {answer.status_code}"))
            continue
        page = len(answer.content)
        around = sum(_weight(client, url) for url in _around(client, path))
        note = f"first visit {(page + around) / 1024:.1f} KB; budget <= 15 KB later, <= 100 KB first"
        rows.append(Row(f"page: {name}", page / 1024, "KB gzip", note))
    return rows


def _signed_in() -> Any:
    from django.test import Client

    from lienthong.office.accounts.testing import signed_in_as
    from lienthong.office.org import public as org
    from lienthong.toolkit import clock

    client = Client()
    holder = org.holders("counter_clerk", org.unit("H49.16.22").id, clock.now())[0]
    person = org.Person.objects.get(uid=holder.person_uid)
    signed_in_as(client, person, username="do.thu")
    return client


def _around(client: Any, path: str) -> set[str]:
    html = client.get(path, headers={"Host": "localhost"}).content.decode()
    found = set(LOADED.findall(html))
    for url in [one for one in found if one.endswith(".css")]:
        found |= set(IN_STYLE.findall(_content(client, url).decode()))
    return found


def _weight(client: Any, url: str) -> int:
    return len(_content(client, url, **{"Accept-Encoding": "gzip"}))


def _content(client: Any, url: str, **headers: str) -> bytes:
    answer = client.get(url, headers={"Host": "localhost", **headers})
    return b"".join(answer.streaming_content) if answer.streaming else answer.content
