"""Whole dossiers through the HTTP API: how many a second of processor, beside the same rows written by raw SQL.

Web, PostgreSQL and worker are summed; rights, ledger, outbox and deadline are on; one web worker.
"""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import uuid4

from bench import raw, walk
from bench.client import Client
from bench.rows import Row
from bench.stage import Stage, cpu_of, serving

DOSSIERS = 200
WARM = 20
CLIENTS = 2
BUDGET, AIM = 15.0, 40.0


@dataclass(frozen=True)
class Cost:
    """What a number of dossiers cost."""

    dossiers: int
    wall: float
    web: float
    postgres: float
    worker: float

    @property
    def rate(self) -> float:
        """Return dossiers per second of processor."""
        return self.dossiers / (self.web + self.postgres + self.worker)


def run(stage: Stage, tokens: walk.Tokens) -> list[Row]:
    """Walk dossiers through the API, write the same rows raw, count statements."""
    with serving(stage) as (port, web, worker):
        several(port, tokens, WARM)
        cost = _measured(stage, web, worker, lambda: several(port, tokens, DOSSIERS))
        _drain(port)
        uid = one(Client(port), tokens, "hoanh_mo", 0)
        _drain(port)
    plain = raw.run(uid, DOSSIERS, lambda: cpu_of(stage.postmaster))
    return [*_rates(cost, plain), *_statements(tokens)]


def _measured(stage: Stage, web: int, worker: int, act: Callable[[], None]) -> Cost:
    roots = (web, stage.postmaster, worker)
    before, began = [cpu_of(root) for root in roots], time.perf_counter()
    act()
    wall, after = time.perf_counter() - began, [cpu_of(root) for root in roots]
    return Cost(DOSSIERS, wall, *(b - a for a, b in zip(before, after, strict=True)))


def several(port: int, tokens: walk.Tokens, count: int) -> None:
    """Walk `count` dossiers by as many clients as the web worker has threads, alternating between the counters."""
    numbers = itertools.count()
    faults: list[BaseException] = []

    def client() -> None:
        mine = Client(port)
        try:
            while not faults and (number := next(numbers)) < count:
                one(mine, tokens, walk.COUNTERS[number % 2], number)
        except BaseException as fault:  # noqa: BLE001  # handed to the thread that measures, which raises it
            faults.append(fault)
        finally:
            mine.close()

    threads = [threading.Thread(target=client) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]


def one(client: Client, tokens: walk.Tokens, counter: str, number: int) -> str:
    """Walk one dossier from receipt to return; return its uid."""
    clerk = tokens[f"{counter}/counter_clerk"]
    uid = str(_said(client, "/api/v1/dossiers", walk.application(number), clerk)["dossier_uid"])
    token = 1
    for step in walk.STEPS:
        who = walk.token_of(tokens, step, counter)
        token = _said(client, f"/api/v1/dossiers/{uid}/advance", walk.move(step, token), who)["places"][0]["token"]
    _said(client, f"/api/v1/dossiers/{uid}/return-result", walk.RETURN, clerk)
    return uid


def _said(client: Client, path: str, body: Mapping[str, object], token: str) -> dict[str, list[dict[str, int]]]:
    answer = client.post(path, dict(body), token=token, key=str(uuid4()))
    if answer.status != 200:
        raise SystemExit(f"{path}: {answer.status} {answer.body}")
    return answer.body


def _drain(port: int) -> None:
    """Wait until the outbox is empty and the ledger sealed: their work belongs to what was measured before."""
    for _ in range(300):
        state = Client(port).get("/healthz").body
        if state and not state["outbox"]["waiting"] and not state["ledger"]["unsealed"]:
            return
        time.sleep(0.1)


def _rates(cost: Cost, plain: raw.Plain) -> list[Row]:
    each = cost.dossiers / 1000
    split = f"web {cost.web / each:.1f} + PostgreSQL {cost.postgres / each:.1f} + worker {cost.worker / each:.1f} ms of processor"
    note = f"{split} each; {cost.dossiers / cost.wall:.1f} a second by the clock; budget >= {BUDGET:g}, aim {AIM:g}"
    return [
        Row("whole dossier, HTTP API", cost.rate, "dossiers/CPU-s", note),
        Row(
            "the same rows, raw psycopg",
            plain.rate,
            "dossiers/CPU-s",
            f"{plain.rows} rows, {plain.statements} statements in {plain.acts} transactions; "
            f"ratio {plain.rate / cost.rate:.1f} times the API",
        ),
    ]


def _statements(tokens: walk.Tokens) -> list[Row]:
    """Count the SQL statements of each act, in this process, through the same URLs."""
    from bench.counting import counted_walk

    acts = counted_walk(tokens)
    most = max((act for act in acts if act.name != "receive"), key=lambda act: act.service)
    rows = [Row("SQL in a transition", most.service, "statements", f"service, {most.name}; budget <= 10")]
    for act in acts:
        note = f"service {act.service} (context and wake-up included) + sign-in {act.sign_in}; control {act.control} apart"
        rows.append(Row(f"SQL: {act.name}", act.service + act.sign_in, "statements", note))
    return rows
