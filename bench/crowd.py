"""Who stands before the product in `bench.load`: a locust file.  It knows no code of ours, only addresses.

CROWD names a JSON file with `clerks` (a session cookie, codes and addresses of dossiers each) and `citizens` (code and key).
"""

from __future__ import annotations

import itertools
import json
import os
import random
from pathlib import Path
from typing import Any

from locust import HttpUser, between, task
from requests.adapters import HTTPAdapter

CROWD: dict[str, list[dict[str, Any]]] = json.loads(Path(os.environ["CROWD"]).read_text(encoding="utf-8"))
CLERKS, CITIZENS = itertools.cycle(CROWD["clerks"]), itertools.cycle(CROWD["citizens"])
PLACES = itertools.count(1)


class FromOwnPlace(HTTPAdapter):
    """Connects from an address of its own on this machine: the portal slows down whoever asks too often from one address."""

    def init_poolmanager(self, *arguments: Any, **named: Any) -> None:
        """Bind every connection to the next address of 127/8."""
        number = next(PLACES)
        super().init_poolmanager(*arguments, **named, source_address=(f"127.1.{number // 250}.{number % 250 + 1}", 0))


class Clerk(HttpUser):
    """A clerk at work: looks at the inbox, lists and dossiers, opens the reception, searches; some seconds between."""

    fixed_count = int(os.environ["CLERKS"])
    wait_time = between(3, 9)

    def on_start(self) -> None:
        """Sit down, already signed in."""
        self.client.mount("http://", FromOwnPlace())
        self.me = next(CLERKS)
        self.client.cookies.set(self.me["cookie"], self.me["session"])

    @task(4)
    def inbox(self) -> None:
        """Look at what is to be done."""
        self.client.get("/", name="clerk: inbox")

    @task(3)
    def dossier(self) -> None:
        """Open a dossier."""
        self.client.get(random.choice(self.me["dossiers"]), name="clerk: dossier")

    @task(2)
    def dossiers(self) -> None:
        """Look through the list."""
        self.client.get("/ho-so/?xem=open", name="clerk: list")

    @task(2)
    def receive(self) -> None:
        """Open the reception."""
        self.client.get("/ho-so/nhan/", name="clerk: receive")

    @task(1)
    def search(self) -> None:
        """Look for a code."""
        self.client.get(f"/tim/?q={random.choice(self.me['codes'])}", name="clerk: search")


class Citizen(HttpUser):
    """A citizen who scans the slip, types the key and reads."""

    fixed_count = int(os.environ["CITIZENS"])
    wait_time = between(10, 30)

    def on_start(self) -> None:
        """Hold one slip."""
        self.client.mount("http://", FromOwnPlace())
        self.mine = next(CITIZENS)

    @task
    def look_up(self) -> None:
        """Open the page that the slip's QR names, type the key."""
        self.client.get(f"/tra-cuu/?ma={self.mine['code']}", name="citizen: code")
        self.client.post("/tra-cuu/", {"ma": self.mine["code"], "khoa": self.mine["key"]}, name="citizen: standing")
