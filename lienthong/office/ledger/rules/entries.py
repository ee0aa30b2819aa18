"""What is written, and the bytes that are hashed: `append`, `append_many` and a bulk load share this one place."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from lienthong.toolkit.actor import Actor
from lienthong.toolkit.canonical import canonical_bytes, instant

FORMAT = 1
"""Version of the hashed body.  A change of `envelope` needs a new number; old bodies stay as they are."""

ZERO = bytes(32)
"""What stands before the first event of a stream."""

NO_VARIANT = bytes(16)
LINK = b"\x02"
"""Domain byte of a chain link; RFC 6962 uses 0x00 for leaves and 0x01 for nodes."""

_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")


class Lifecycle(StrEnum):
    """The phase of an activity that an event marks (XES)."""

    OFFERED = "offered"
    CLAIMED = "claimed"
    STARTED = "started"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    COMPLETED = "completed"


@dataclass(frozen=True)
class ObjectRef:
    """An object that an event is about, and in what role (OCEL 2.0)."""

    type: str
    uid: UUID
    qualifier: str = ""


@dataclass(frozen=True)
class Edge:
    """Working time since the previous event, on a version of the calendar of the unit that held the leg."""

    working_seconds: int | None = None
    calendar_version: int | None = None


@dataclass(frozen=True)
class Entry:
    """What a caller asks to be recorded.

    occurred_at   business time, aware; may lie before earlier events (late entry).
    body          public facts, JSON-able, no personal value.
    personal      erasable values by name; only salted digests of them are hashed.
    participants  keys of the units that from now on take part in the stream's object.
    """

    stream: UUID
    activity: str
    lifecycle: Lifecycle
    occurred_at: datetime
    actor: Actor | None
    leg: str = "main"
    step: str = ""
    procedure_version: UUID | None = None
    cause: str = ""
    objects: tuple[ObjectRef, ...] = ()
    body: Mapping[str, Any] = field(default_factory=dict)
    personal: Mapping[str, Any] = field(default_factory=dict)
    edge: Edge | None = None
    participants: tuple[int, ...] = ()


@dataclass(frozen=True)
class PersonalValue:
    """A personal value as stored: its name, salt and canonical JSON text."""

    name: str
    salt: bytes
    value: str

    @property
    def digest(self) -> str:
        """Return what the body says about it: hex of sha256(salt || value)."""
        return hashlib.sha256(self.salt + self.value.encode()).hexdigest()


class Prepared(NamedTuple):
    """An entry with its identity, its instant of recording, its body and the body's hash."""

    entry: Entry
    uid: UUID
    recorded_at: datetime
    personal: tuple[PersonalValue, ...]
    body: bytes
    body_hash: bytes


class StreamState(NamedTuple):
    """Where a stream stands: what the next event is linked to."""

    uid: UUID
    next_seq: int = 1
    prev_hash: bytes = ZERO
    head_hash: bytes = ZERO
    prev_event: UUID | None = None
    head_event: UUID | None = None
    prev_activity: str = ""
    head_activity: str = ""
    prev_at: datetime | None = None
    head_at: datetime | None = None
    variant: bytes = NO_VARIANT


def prepare(entry: Entry, *, uid: UUID, recorded_at: datetime, salt: Callable[[], bytes]) -> Prepared:
    """Return `entry` with its hashed body; `salt` gives 16 fresh random bytes for each personal value."""
    personal = tuple(
        PersonalValue(name, salt(), canonical_bytes(entry.personal[name]).decode()) for name in sorted(entry.personal)
    )
    body = body_bytes(entry, uid=uid, recorded_at=recorded_at, digests={item.name: item.digest for item in personal})
    return Prepared(entry, uid, recorded_at, personal, body, hashlib.sha256(body).digest())


def body_bytes(entry: Entry, *, uid: UUID, recorded_at: datetime, digests: Mapping[str, str]) -> bytes:
    """Return the RFC 8785 bytes that the chain hashes; a NUL character, which PostgreSQL cannot hold, is a ValueError."""
    actor = entry.actor
    envelope = {
        "v": FORMAT,
        "uid": str(uid),
        "stream": str(entry.stream),
        "activity": entry.activity,
        "lifecycle": entry.lifecycle.value,
        "occurred_at": _instant(entry.occurred_at),
        "recorded_at": _instant(recorded_at),
        "leg": entry.leg,
        "step": entry.step,
        "procedure_version": None if entry.procedure_version is None else str(entry.procedure_version),
        "cause": entry.cause,
        "actor": None if actor is None else _actor(actor),
        "objects": [[item.type, str(item.uid), item.qualifier] for item in entry.objects],
        "facts": dict(entry.body),
        "personal": dict(digests),
    }
    body = _fast_bytes(envelope) or canonical_bytes(envelope)
    if b"\\u0000" in body and _NUL.search(body):
        raise ValueError("an event cannot hold the character U+0000")
    return body


def link_hash(stream: UUID, seq: int, prev: bytes, body_hash: bytes) -> bytes:
    """Return the hash of event `seq`: sha256(0x02 || stream uid || seq as 8 bytes || hash before || sha256(body))."""
    return hashlib.sha256(LINK + stream.bytes + seq.to_bytes(8, "big") + prev + body_hash).digest()


def next_variant(variant: bytes, activity: str, lifecycle: str) -> bytes:
    """Return the rolling 16-byte hash of the path after one more activity."""
    return hashlib.sha256(variant + f"{activity}\n{lifecycle}".encode()).digest()[:16]


def advance(state: StreamState, item: Prepared) -> StreamState:
    """Return the stream after `item`; its `head_hash` is the event's hash and `next_seq - 1` its number."""
    entry = item.entry
    return StreamState(
        state.uid,
        state.next_seq + 1,
        state.head_hash,
        link_hash(state.uid, state.next_seq, state.head_hash, item.body_hash),
        state.head_event,
        item.uid,
        state.head_activity,
        entry.activity,
        state.head_at,
        entry.occurred_at,
        next_variant(state.variant, entry.activity, entry.lifecycle.value),
    )


def _actor(actor: Actor) -> dict[str, Any]:
    return {
        "person": str(actor.person_uid),
        "post": str(actor.post_uid),
        "unit": str(actor.unit_uid),
        "capacity": actor.capacity.value,
        "on_behalf_of": None if actor.on_behalf_of is None else str(actor.on_behalf_of),
    }


def _instant(at: datetime) -> str:
    """Return what `canonical.instant` returns, three times as fast."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")[:-6] + "Z" if at.tzinfo else instant(at)


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False)


def _fast_bytes(envelope: dict[str, Any]) -> bytes | None:
    """Return the RFC 8785 bytes by the C encoder, or None where it could differ (floats, large numbers, odd keys).

    For text, whole numbers below 2^53, true, false, null and ASCII keys both forms are the same: sorted keys, no
    spaces, the same short escapes.  A property test compares them.
    """
    facts, simple = _simple(envelope["facts"])
    if not simple or not all(map(str.isascii, envelope["personal"])):
        return None
    return _ENCODER.encode({**envelope, "facts": facts}).encode()


def _simple(value: Any) -> tuple[Any, bool]:
    kind = type(value)
    if kind is str or kind is bool or value is None:
        return value, True
    if kind is int:
        return value, -(2**53) < value < 2**53
    if kind is dict:
        made, fine = {}, True
        for key, item in value.items():
            made[key], good = _simple(item)
            fine = fine and good and type(key) is str and key.isascii()
        return made, fine
    if kind is list or kind is tuple:
        parts = [_simple(item) for item in value]
        return [part for part, _ in parts], all(good for _, good in parts)
    if kind is datetime:
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"), value.tzinfo is not None
    if kind is date:
        return value.isoformat(), True
    return (str(value), True) if kind is UUID else (value, False)
