"""Scripted acts: several clients walk dossiers through the API, retry what got no answer, and note what was acknowledged."""

from __future__ import annotations

import contextlib
import http.client
import random
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from bench import walk
from bench.client import Answer, Client
from tests.faults.product import Product

CLIENTS = 6
PATIENCE = 240.0
"""Seconds after which a request that gets no answer counts as lost for good."""
ACTS_PER_DOSSIER = len(walk.STEPS) + 2
SENT_TWICE = 0.2
"""Share of requests whose acknowledgement the client pretends to have lost: it sends them again."""
DUELS = 0.15
"""Share of steps that two clients try to end at the same moment, each with its own key."""


@dataclass
class Notes:
    """What the clients know: acknowledged acts by key, and everything that should never have happened."""

    acts: dict[str, tuple[str, UUID]] = field(default_factory=dict)
    codes: dict[UUID, str] = field(default_factory=dict)
    answers: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def acknowledged(self, key: str, act: str, uid: UUID) -> None:
        """Note an act that the product says is done; a second answer for a key must name the same dossier."""
        with self.lock:
            before = self.acts.setdefault(key, (act, uid))
            if before != (act, uid):
                self.wrong.append(f"one key, two dossiers: {act} {before[1]} and {uid}")

    def bad(self, fault: str) -> None:
        """Note something that should never have happened."""
        with self.lock:
            self.wrong.append(fault)

    def count(self, name: str) -> None:
        """Count an answer."""
        with self.lock:
            self.answers[name] += 1


class Player:
    """One client."""

    def __init__(self, product: Product, tokens: walk.Tokens, notes: Notes, *, seed: int, duels: float) -> None:
        self.product = product
        self.tokens = tokens
        self.notes = notes
        self.duels = duels
        self.dice = random.Random(seed)
        self.client = Client(product.port, timeout=20.0)
        self.rival = Client(product.port, timeout=20.0)

    def close(self) -> None:
        """Close both connections."""
        self.client.close()
        self.rival.close()

    def play(self, number: int) -> None:
        """Walk one dossier from receipt to return."""
        counter = walk.COUNTERS[number % 2]
        clerk = self.tokens[f"{counter}/counter_clerk"]
        received = self._surely("receive", "/api/v1/dossiers", walk.application(number), clerk)
        if received is None:
            return
        uid = UUID(received["dossier_uid"])
        with self.notes.lock:
            self.notes.codes[uid] = received["code"]
        token = 1
        for step in walk.STEPS:
            who = walk.token_of(self.tokens, step, counter)
            told = self._step(f"/api/v1/dossiers/{uid}/advance", walk.move(step, token), who)
            if told is None:
                return
            token = told["places"][0]["token"] if told["places"] else token
        self._surely("return", f"/api/v1/dossiers/{uid}/return-result", walk.RETURN, clerk)

    def _step(self, path: str, body: dict[str, Any], who: str) -> dict[str, Any] | None:
        if self.dice.random() >= self.duels:
            return self._surely("advance", path, body, who)
        with ThreadPoolExecutor(2) as pool:
            tries = [pool.submit(self._answered, client, path, body, who, str(uuid4())) for client in (self.client, self.rival)]
            ends = [one.result() for one in tries]
        won = [(key, end.body) for key, end in ends if end is not None and end.status == 200]
        for key, told in won:
            self.notes.acknowledged(key, "advance", UUID(told["dossier_uid"]))
        if len(won) != 1:
            said = [(end.status, end.body.get("code")) if end else None for _, end in ends]
            self.notes.bad(f"two clerks at one place, {len(won)} won: {said}")
        return won[0][1] if won else None

    def _surely(self, act: str, path: str, body: dict[str, Any], who: str) -> dict[str, Any] | None:
        key, answer = self._answered(self.client, path, body, who, str(uuid4()))
        if answer is None or answer.status != 200:
            self.notes.bad(f"{act} was refused: {answer}")
            return None
        self.notes.acknowledged(key, act, UUID(answer.body["dossier_uid"]))
        if self.dice.random() < SENT_TWICE:
            self._again(act, path, body, who, key)
        return answer.body

    def _again(self, act: str, path: str, body: dict[str, Any], who: str, key: str) -> None:
        """Send an acknowledged request again, as a client does that lost the answer."""
        _, answer = self._answered(self.client, path, body, who, key)
        if answer is None or answer.status != 200:
            self.notes.bad(f"{act} sent again was refused: {answer}")
            return
        self.notes.acknowledged(key, act, UUID(answer.body["dossier_uid"]))
        if not answer.body["repeated"]:
            self.notes.bad(f"{act} sent again was done again")

    def _answered(self, client: Client, path: str, body: dict[str, Any], who: str, key: str) -> tuple[str, Answer | None]:
        """Send a request until it has an answer that means something; return its key and the answer."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and self.product.supervisor.poll() is None:  # nobody brings back one that ended
            with contextlib.suppress(OSError, http.client.HTTPException):
                answer = client.post(path, body, token=who, key=key)
                self.notes.count(str(answer.status))
                if answer.status < 500:
                    return key, answer
                if self.product.calm:
                    self.notes.bad(f"{path}: {answer.status} while nothing was killed")
                    return key, answer
            self.notes.count("again")
            time.sleep(0.1 + 0.3 * self.dice.random())
        ended = self.product.supervisor.poll()
        why = f"in {PATIENCE:.0f} s" if ended is None else f": the installation ended with {ended}"
        self.notes.bad(f"{path}: no answer {why}")
        return key, None


def play(product: Product, tokens: walk.Tokens, acts: int, *, seed: int = 2018, duels: float = DUELS) -> Notes:
    """Let the clients do about `acts` acts; return what they know."""
    notes = Notes()
    numbers = iter(range(-(-acts // ACTS_PER_DOSSIER)))
    taking = threading.Lock()

    def taken() -> int | None:
        with taking:
            return next(numbers, None)

    def one(player: Player) -> None:
        with contextlib.closing(player):
            while (number := taken()) is not None:
                player.play(number)

    with ThreadPoolExecutor(CLIENTS) as pool:
        for done in [pool.submit(one, Player(product, tokens, notes, seed=seed + i, duels=duels)) for i in range(CLIENTS)]:
            done.result()
    return notes


MOST = {"web": 3, "worker": 4, "postgres": 25}
"""How often a process is killed at most whose restarts the supervisor delays more and more."""


class Killer(threading.Thread):
    """Kills a process of the installation every few seconds, seeded, until told to stop."""

    def __init__(self, product: Product, *, seed: int = 2018) -> None:
        super().__init__(daemon=True)
        self.product = product
        self.dice = random.Random(seed)
        self.over = threading.Event()

    def run(self) -> None:
        """Kill.  The supervisor lets a child wait twice as long each time, so those are killed a few times only."""
        while not self.over.wait(self.dice.uniform(2.0, 9.0)):
            what = self.dice.choices(("web worker", "postgres", "worker", "web"), (5, 4, 2, 1))[0]
            if self.product.killed.count(what) < MOST.get(what, 1_000):
                self.product.kill(what, self.dice.random())

    def stop(self) -> None:
        """Stop killing and wait for the thread."""
        self.over.set()
        self.join()
