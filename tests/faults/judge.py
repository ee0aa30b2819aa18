"""What must hold afterwards: the product's own invariants and ledger, and every acknowledged act stored exactly once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import psycopg

from bench import walk
from tests.faults.product import Product
from tests.faults.script import Notes

SHOWN = 8
LISTENED = {"dossiers.handed_over": 3, "dossiers.result_ready": 1, "dossiers.result_returned": 1}
"""Deliveries that one whole walk announces: to the division, to the district, back to the counter; ready; returned."""


def violations(product: Product, notes: Notes) -> list[str]:
    """Return everything that is wrong, by the same checks for every build."""
    found = [f"clients: {fault}" for fault in notes.wrong[:SHOWN]]
    _, invariants = product.ask("check-invariants")
    for one in invariants.get("invariants", [{"code": "check-invariants", "violations": [str(invariants)]}]):
        found += [f"{one['code']}: {fault}" for fault in one["violations"][:SHOWN]]
    _, ledger = product.ask("verify-ledger")
    if not ledger.get("ok"):
        found.append(f"verify-ledger: {ledger.get('first_fault') or ledger}")
    with psycopg.connect(product.superuser_url()) as connection:
        found += _requests(connection, notes)
        found += _dossiers(connection, notes)
        found += _events(connection, notes)
        found += _deliveries(connection, notes)
    return found


def _requests(connection: psycopg.Connection[Any], notes: Notes) -> list[str]:
    """I1: what was acknowledged is stored; and nothing else is."""
    stored = {
        key: (verb, uid) for key, verb, uid in connection.execute("SELECT key, verb, dossier_uid FROM dossiers_donerequest")
    }
    verbs = {"receive": "receive", "advance": "advance", "return": "return_result"}
    lost = [f"I1 lost: {act} of {uid}" for key, (act, uid) in notes.acts.items() if stored.get(key) != (verbs[act], uid)]
    phantom = [f"I1 phantom: {stored[key]}" for key in stored.keys() - notes.acts.keys()]
    return lost[:SHOWN] + phantom[:SHOWN]


def _dossiers(connection: psycopg.Connection[Any], notes: Notes) -> list[str]:
    """No dossier lost or doubled, none half: one owner, two papers, a promise."""
    rows = connection.execute(
        "SELECT uid, code, (SELECT count(*) FROM dossiers_party p WHERE p.dossier_id = d.id),"
        " (SELECT count(*) FROM dossiers_paperline p WHERE p.dossier_id = d.id),"
        " (SELECT count(*) FROM dossiers_duedate p WHERE p.dossier_id = d.id) FROM dossiers_dossier d"
    ).fetchall()
    found = [f"half a dossier: {code}" for _, code, people, papers, dates in rows if (people, papers, dates) != (1, 2, 1)]
    asked = {uid for act, uid in notes.acts.values() if act == "receive"}
    stored = {uid: code for uid, code, *_ in rows}
    found += [f"dossier lost: {uid}" for uid in asked - stored.keys()]
    found += [f"dossier that nobody asked for: {code}" for uid, code in stored.items() if uid not in asked]
    found += [f"number changed: {stored.get(uid)} was {code}" for uid, code in notes.codes.items() if stored.get(uid) != code]
    return found[:SHOWN]


def _events(connection: psycopg.Connection[Any], notes: Notes) -> list[str]:
    """Each act is whole or absent: as many events and tasks as acts, each place left once."""
    acts: dict[UUID, int] = {}
    for _, uid in notes.acts.values():
        acts[uid] = acts.get(uid, 0) + 1
    rows = connection.execute(
        "SELECT d.uid, (SELECT count(*) FROM ledger_event e WHERE e.stream_uid = d.uid),"
        " (SELECT count(*) FROM ledger_event e WHERE e.stream_uid = d.uid AND e.step <> '' AND e.lifecycle = 'completed'),"
        " (SELECT count(DISTINCT e.step) FROM ledger_event e WHERE e.stream_uid = d.uid AND e.step <> ''"
        "   AND e.lifecycle = 'completed'),"
        " (SELECT count(*) FROM tasks_task t WHERE t.object_uid = d.uid), d.status FROM dossiers_dossier d"
    ).fetchall()
    found = []
    for uid, events, left, places, tasks, _status in rows:
        done = acts.get(uid, 0)
        if events != done:
            found.append(f"{uid}: {done} acts, {events} events")
        if left != places:
            found.append(f"{uid}: {left} steps ended at {places} places")
        if tasks != min(done, len(walk.STEPS) + 1):
            found.append(f"{uid}: {done} acts, {tasks} tasks")
    return found[:SHOWN]


def _deliveries(connection: psycopg.Connection[Any], notes: Notes) -> list[str]:
    """Each announcement of a whole walk is delivered, once."""
    whole = {uid for act, uid in notes.acts.values() if act == "return"}
    rows = connection.execute(
        "SELECT (payload->>'dossier_uid')::uuid, topic, count(*), count(delivered_at) FROM outbox_delivery"
        " WHERE handler LIKE 'bench.%' GROUP BY 1, 2"
    ).fetchall()
    sent = {(uid, topic): (many, delivered) for uid, topic, many, delivered in rows}
    found = []
    for uid in sorted(whole):
        for topic, many in LISTENED.items():
            if sent.get((uid, topic)) != (many, many):
                found.append(f"{uid}: {topic} should be delivered {many} times, is {sent.get((uid, topic))}")
    return found[:SHOWN]
