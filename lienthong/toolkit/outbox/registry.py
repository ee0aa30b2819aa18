"""Who listens to what: filled when the apps' `handlers` modules are imported."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol, TypeVar
from uuid import UUID

from lienthong.toolkit.outbox import encoding


class Event(Protocol):
    """A frozen dataclass with a topic, e.g. `dossiers.result_returned`."""

    topic: ClassVar[str]


E = TypeVar("E", bound=Event)
Handler = Callable[[Any, UUID], None]


@dataclass(frozen=True)
class Listener:
    """A handler, its name in the outbox rows, the event it takes; a patient one needs no waking."""

    name: str
    event: type[Any]
    call: Handler
    patient: bool = False


_listeners: dict[str, Listener] = {}


def handles(
    event: type[E], *, name: str, patient: bool = False
) -> Callable[[Callable[[E, UUID], None]], Callable[[E, UUID], None]]:
    """Register the decorated `handler(event, delivery_uid)` for every later announcement of `event`.

    name     stable, `app.verb`, unique in the product: it is stored with every delivery.
    patient  the sweep of every ten seconds is soon enough: announcing it alone defers no wake-up job, one statement less.
    handler  runs in the delivery's own transaction, at least once, in no promised order; it opens its own
             row-level context, and does nothing the second time it meets the same `delivery_uid`.
    Raises   TypeError: the event is not a frozen dataclass of JSON-able fields with a topic.
             ValueError: the name is taken, or another class uses the same topic.
    """
    encoding.check(event)

    def register(call: Callable[[E, UUID], None]) -> Callable[[E, UUID], None]:
        known = _listeners.get(name)
        if known is not None and _identity(known.call) != _identity(call):
            raise ValueError(f"the handler name {name} is taken by {known.call.__module__}")
        for other in _listeners.values():
            if other.event.topic == event.topic and _identity(other.event) != _identity(event):
                raise ValueError(f"the topic {event.topic} belongs to {other.event.__module__}.{other.event.__qualname__}")
        _listeners[name] = Listener(name, event, call, patient)
        return call

    return register


def listeners_of(event: type[Any]) -> list[Listener]:
    """Return the listeners of an event class, by name."""
    return [_listeners[name] for name in sorted(_listeners) if _listeners[name].event.topic == event.topic]


def listener(name: str) -> Listener:
    """Return the listener of that name; KeyError when no installed app has it."""
    return _listeners[name]


def names() -> list[str]:
    """Return the names of all listeners of this process, sorted."""
    return sorted(_listeners)


def forget(name: str) -> None:
    """Remove a listener: only for tests, which register their own."""
    _listeners.pop(name, None)


def _identity(thing: Any) -> tuple[str, str]:
    return thing.__module__, thing.__qualname__
