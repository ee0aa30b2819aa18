"""A newcomer's first minutes with a running installation: `python -m tests.journeys.newcomer http://… [what-start-printed]`.

Plain HTTP, no test framework and nothing of ours imported, so that it can be pointed at any installation.  With the file that
holds what `lienthong start` printed, the newcomer signs in as the printed clerk and does the main job: receives a birth, finds it
in the list of today, looks it up as a citizen.
"""

from __future__ import annotations

import json
import re
import sys
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from pathlib import Path

NOBODY = "khong-co-ai"
SIGN_IN, SESSIONS = "/tai-khoan/dang-nhap/", "/tai-khoan/phien/"
OWNER = "Hoàng Thị Nhài"


class Unwell(SystemExit):
    """The installation does not do what a newcomer expects."""

    def __init__(self, what: str) -> None:
        super().__init__(f"newcomer: {what}")


@dataclass(frozen=True)
class Answer:
    """What came back in the end: status, the address after redirects, the page."""

    status: int
    url: str
    page: str


@dataclass
class Visitor:
    """Somebody with a browser that keeps cookies."""

    address: str
    opener: urllib.request.OpenerDirector = field(
        default_factory=lambda: urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    )

    def get(self, path: str, **query: str) -> Answer:
        """Open a page."""
        return self._ask(path + (f"?{urllib.parse.urlencode(query)}" if query else ""), None)

    def post(self, path: str, fields: list[tuple[str, str]]) -> Answer:
        """Send a form."""
        return self._ask(path, urllib.parse.urlencode(fields).encode())

    def _ask(self, path: str, data: bytes | None) -> Answer:
        url = urllib.parse.urljoin(self.address, path)
        request = urllib.request.Request(url, data=data, headers={"Referer": url, "Accept-Language": "vi"})
        try:
            with self.opener.open(request, timeout=60) as answer:
                return Answer(answer.status, answer.url, answer.read().decode())
        except urllib.error.HTTPError as refused:
            return Answer(refused.code, url, refused.read().decode(errors="replace"))


class Form(HTMLParser):
    """The fields of one form of a page as a browser would send them untouched; `boxes` are its check boxes."""

    def __init__(self, page: str, *, action: str) -> None:
        super().__init__()
        self.action, self.inside, self.select, self.area = action, False, "", ""
        self.values: dict[str, str] = {}
        self.boxes: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in a field."""
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = given.get("method", "").lower() == "post" and given.get("action", "").endswith(self.action)
        elif self.inside and tag == "input":
            self._input(given)
        elif self.inside and tag in {"select", "textarea"} and given.get("name"):
            self.select = given["name"] if tag == "select" else ""
            self.values[given["name"]] = ""
        elif self.inside and tag == "option" and self.select and ("selected" in given or not self.values[self.select]):
            self.values[self.select] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        """Leave the form."""
        self.inside = self.inside and tag != "form"

    def _input(self, given: dict[str, str]) -> None:
        name, kind = given.get("name", ""), given.get("type", "text")
        if kind in {"checkbox", "radio"}:
            self.boxes += [name] if kind == "checkbox" else []
            if "checked" in given:
                self.values[name] = given.get("value", "on")
        elif name and kind != "submit":
            self.values[name] = given.get("value", "")


def walk(address: str, printed: str = "") -> list[str]:
    """Walk the first minutes; return what was seen, or raise Unwell.  `printed` is what the start printed, may be empty."""
    visitor = Visitor(address)
    seen = [_health(visitor), _sign_in_page(visitor), _guarded(visitor), _wrong_password(visitor)]
    if printed:
        seen += _main_job(Visitor(address), *_clerk(printed))
        seen.append(_health(visitor))
    return seen


def _health(visitor: Visitor) -> str:
    answer = visitor.get("/healthz")
    if answer.status != 200:
        raise Unwell(f"/healthz answers {answer.status}: {answer.page[:300]}")
    lacking = {"database", "worker", "outbox", "ledger"} - set(json.loads(answer.page))
    if lacking:
        raise Unwell(f"/healthz does not tell {', '.join(sorted(lacking))}: {answer.page[:300]}")
    return f"/healthz 200: {answer.page[:200]}"


def _sign_in_page(visitor: Visitor) -> str:
    answer = visitor.get(SIGN_IN)
    if answer.status != 200 or 'type="password"' not in answer.page or 'lang="vi"' not in answer.page:
        raise Unwell(f"the sign-in page answers {answer.status} at {answer.url}, or has no Vietnamese form")
    return "sign-in page: a Vietnamese form"


def _guarded(visitor: Visitor) -> str:
    answer = visitor.get(SESSIONS)
    if answer.status != 200 or SIGN_IN not in answer.url:
        raise Unwell(f"a guarded page shows itself to a stranger: {answer.status} at {answer.url}")
    return "a guarded page sends a stranger to the sign-in"


def _wrong_password(visitor: Visitor) -> str:
    answer = _sign_in(visitor, NOBODY, "sai mật khẩu")
    if answer.status not in {200, 401, 409, 429} or NOBODY not in answer.page:
        raise Unwell(f"a wrong password answers {answer.status}, or the typed name is lost")
    return f"a wrong password is refused ({answer.status}) and the typed name is kept"


def _sign_in(visitor: Visitor, name: str, password: str) -> Answer:
    form = Form(visitor.get(SIGN_IN).page, action=SIGN_IN)
    if not form.values.get("csrfmiddlewaretoken"):
        raise Unwell("the sign-in form carries no token against forgery")
    return visitor.post(SIGN_IN, list({**form.values, "login": name, "password": password}.items()))


def _clerk(printed: str) -> tuple[str, str]:
    """Return name and password of the first counter clerk in the table that the start printed."""
    password = re.search(r"mật khẩu chung: (\S+)\):", printed)
    name = re.search(r"^ +(motcua\.\S+)", printed, re.MULTILINE)
    if password is None or name is None:
        raise Unwell("the start printed no log-in of a counter clerk")
    return name[1], password[1]


def _main_job(clerk: Visitor, name: str, password: str) -> list[str]:
    inbox = _sign_in(clerk, name, password)
    if inbox.status != 200 or "Việc của tôi" not in inbox.page:
        raise Unwell(f"signing in as {name} answers {inbox.status} at {inbox.url}")
    code, key = _receive(clerk)
    today = clerk.get("/ho-so/")
    if code not in today.page:
        raise Unwell(f"{code} is not in the list of today ({today.status})")
    return [
        f"signed in as {name}",
        f"a birth is received: {code}",
        f"{code} is in the list of today",
        _look_up(clerk.address, code, key),
    ]


def _receive(clerk: Visitor) -> tuple[str, str]:
    """Find «khai sin», fill in the form, tick every paper; return code and key of the dossier."""
    found = re.search(r'href="([^"]+)">Đăng ký khai sinh<', clerk.get("/ho-so/nhan/thu-tuc/", q="khai sin").page)
    if found is None:
        raise Unwell("typing «khai sin» does not find the registration of births")
    form = Form(clerk.get(found[1]).page, action="/ho-so/nhan/")
    form.values |= {"owner-name": OWNER, "owner-born": "1990", "owner-address": "Bản Đồng Cậm", "same": "on"}
    form.values |= {box: "on" for box in form.boxes if box.startswith("paper-have_")}
    saved = clerk.post("/ho-so/nhan/", list(form.values.items()))
    code = re.search(r'<h1>Đã nhận hồ sơ <span class="code">([^<]+)<', saved.page)
    key = re.search(r'lookup-key">([^<]+)<', saved.page)
    if code is None or key is None:
        faults = re.findall(r'class="error">([^<]+)<', saved.page)
        raise Unwell(f"the reception answers {saved.status} at {saved.url}: {'; '.join(faults)}")
    return code[1], key[1].replace(" ", "")


def _look_up(address: str, code: str, key: str) -> str:
    """Look the dossier up as somebody who is signed in nowhere."""
    answer = Visitor(address).post("/tra-cuu/", [("ma", code), ("khoa", key)])
    if answer.status != 200 or code not in answer.page or OWNER in answer.page:
        raise Unwell(f"the public look-up of {code} answers {answer.status}, or shows the whole name")
    return f"{code} is found by its code and key; the name is masked"


if __name__ == "__main__":
    for line in walk(sys.argv[1].rstrip("/"), Path(sys.argv[2]).read_text() if len(sys.argv) > 2 else ""):
        print(f"newcomer: {line}")
