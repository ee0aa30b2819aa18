"""A newcomer's first minute against a running installation: `python -m tests.journeys.newcomer http://…`.

Plain HTTP, no test framework, so that it can also be pointed at a production installation.
"""

from __future__ import annotations

import json
import re
import sys
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

NOBODY = "khong-co-ai"


class Unwell(SystemExit):
    """The installation does not do what a newcomer expects."""

    def __init__(self, what: str) -> None:
        super().__init__(f"newcomer: {what}")


def walk(address: str) -> list[str]:
    """Walk the first minute; return what was seen, or raise Unwell."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    return [
        _health(browser, address),
        _sign_in_page(browser, address),
        _guarded(browser, address),
        _wrong_password(browser, address),
    ]


def _get(browser: urllib.request.OpenerDirector, url: str, data: bytes | None = None) -> tuple[int, str, str]:
    request = urllib.request.Request(url, data=data, headers={"Referer": url, "Accept-Language": "vi"})
    try:
        with browser.open(request, timeout=20) as answer:
            return answer.status, answer.url, answer.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.code, url, refused.read().decode(errors="replace")


def _health(browser: urllib.request.OpenerDirector, address: str) -> str:
    status, _, body = _get(browser, f"{address}/healthz")
    if status != 200:
        raise Unwell(f"/healthz answers {status}: {body[:300]}")
    found = json.loads(body)
    lacking = {"database", "worker"} - set(found)
    if lacking:
        raise Unwell(f"/healthz does not tell {', '.join(sorted(lacking))}: {body[:300]}")
    return f"/healthz 200: {body[:200]}"


def _sign_in_page(browser: urllib.request.OpenerDirector, address: str) -> str:
    status, url, body = _get(browser, f"{address}/tai-khoan/login/")
    if status != 200 or 'type="password"' not in body or 'lang="vi"' not in body:
        raise Unwell(f"the sign-in page answers {status} at {url}, or has no Vietnamese form")
    return "sign-in page: a Vietnamese form"


def _guarded(browser: urllib.request.OpenerDirector, address: str) -> str:
    status, url, _ = _get(browser, f"{address}/tai-khoan/sessions/")
    if status != 200 or "/login/" not in url:
        raise Unwell(f"a guarded page shows itself to a stranger: {status} at {url}")
    return "a guarded page sends a stranger to the sign-in"


def _wrong_password(browser: urllib.request.OpenerDirector, address: str) -> str:
    url = f"{address}/tai-khoan/login/"
    _, _, page = _get(browser, url)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    if token is None:
        raise Unwell("the sign-in form carries no token against forgery")
    form = urllib.parse.urlencode({"csrfmiddlewaretoken": token[1], "login": NOBODY, "password": "sai mật khẩu"}).encode()
    status, _, body = _get(browser, url, form)
    if status not in {200, 401, 409, 429} or NOBODY not in body:
        raise Unwell(f"a wrong password answers {status}, or the typed name is lost")
    return f"a wrong password is refused ({status}) and the typed name is kept"


if __name__ == "__main__":
    for line in walk(sys.argv[1].rstrip("/")):
        print(f"newcomer: {line}")
