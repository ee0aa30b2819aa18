"""How many SQL statements each act of a dossier takes, counted in this process through the URLs of the API."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import uuid4

from bench import walk

CONTROL = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "SET CONSTRAINTS")
SIGN_IN = ("accounts_apitoken", "WITH RECURSIVE held")


@dataclass(frozen=True)
class Act:
    """The statements of one act: of the service, of the sign-in before it, and transaction control."""

    name: str
    service: int
    sign_in: int
    control: int
    texts: tuple[str, ...] = ()


@cache
def _client() -> Any:
    """Return one test client: its middleware is loaded once."""
    from django.test import Client

    return Client()


def counted_walk(tokens: walk.Tokens) -> list[Act]:
    """Walk three dossiers, so that every cache is warm, and return what the acts of the last one took."""
    acts: list[Act] = []
    for _ in range(3):
        acts = _walk(tokens)
    return acts


def _walk(tokens: walk.Tokens) -> list[Act]:
    acts: list[Act] = []
    clerk = tokens["hoanh_mo/counter_clerk"]
    uid = _counted(acts, "receive", "", walk.application(1), clerk)["dossier_uid"]
    token = 1
    for step in walk.STEPS:
        body = walk.move(step, token)
        told = _counted(acts, f"advance {step.key}", f"/{uid}/advance", body, walk.token_of(tokens, step, "hoanh_mo"))
        token = told["places"][0]["token"]
    _counted(acts, "return", f"/{uid}/return-result", walk.RETURN, clerk)
    return acts


def _counted(acts: list[Act], name: str, path: str, body: dict[str, Any], token: str) -> dict[str, Any]:
    from django.core.signals import request_started
    from django.db import connection, reset_queries

    request_started.disconnect(reset_queries)
    connection.force_debug_cursor = True
    connection.queries_log.clear()
    try:
        answer = _client().post(
            f"/api/v1/dossiers{path}",
            json.dumps(body),
            content_type="application/json",
            headers={"Authorization": f"Bearer {token}", "Idempotency-Key": str(uuid4()), "Host": "localhost"},
        )
    finally:
        connection.force_debug_cursor = False
        request_started.connect(reset_queries)
    if answer.status_code != 200:
        raise SystemExit(f"{name}: {answer.status_code} {answer.content.decode()}")
    texts = [str(query["sql"]).strip() for query in connection.queries_log]
    control = sum(text.upper().startswith(CONTROL) for text in texts)
    sign_in = sum(any(mark in text for mark in SIGN_IN) for text in texts)
    acts.append(Act(name, len(texts) - control - sign_in, sign_in, control, tuple(texts)))
    found: dict[str, Any] = answer.json()
    return found
