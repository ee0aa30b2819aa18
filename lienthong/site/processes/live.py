"""The live process: boards in front of the counters listen here (server-sent events); it listens to PostgreSQL (DESIGN 7.11).

    granian --interface asgi lienthong.site.processes.live:application

GET /bang/<unit code>/    the board of a unit: at once, then whenever PostgreSQL tells that it changed; public, masked
GET /healthz              200 while it hears PostgreSQL

An event carries the whole board and its mark as id, so a browser that comes back with the last mark is sent only what it
missed, and a lost process loses nothing.  When the database is gone the streams end: a board that hears nothing says so.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

import django
import psycopg
from asgiref.sync import sync_to_async

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lienthong.site.settings")
django.setup()

from django import db  # noqa: E402 - after the setup
from procrastinate.contrib.django.utils import connector_params  # noqa: E402 - as above

from lienthong.casework.queue import public as queue  # noqa: E402 - as above
from lienthong.office.org import public as org  # noqa: E402 - as above
from lienthong.toolkit import clock  # noqa: E402 - as above

ALIVE_EVERY = 10.0
"""Seconds between signs of life; a board that hears none for 25 says that it lost us."""
READ_AGAIN_EVERY = 30.0
"""Seconds after which a board that is looked at is read again unasked: the day changes at midnight."""
LISTEN_AGAIN_AFTER = 1.0
MOST_STREAMS = 500
HEAD = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"access-control-allow-origin", b"*"),  # public and masked, asked for without cookies
    (b"x-content-type-options", b"nosniff"),
    (b"x-accel-buffering", b"no"),
]

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
log = logging.getLogger("lienthong.live")


@dataclass
class Feed:
    """The board of a unit as it was read last; `turn` wakes whoever waits for the next reading."""

    unit_id: int
    board: queue.Board | None = None
    read_at: float = 0.0
    turn: asyncio.Event = field(default_factory=asyncio.Event)
    reading: asyncio.Lock = field(default_factory=asyncio.Lock)

    def forget(self) -> None:
        """Forget what was read, looked at or not (who comes next must not see it), and let everybody look again."""
        self.board = None
        self.turn.set()
        self.turn = asyncio.Event()


class Live:
    """The ASGI application; one for the process."""

    def __init__(self) -> None:
        self.feeds: dict[int, Feed] = {}
        self.streams = 0
        self.hears = False
        self.listener: asyncio.Task[None] | None = None

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        """Answer one request, or live through the server's start and end."""
        if scope["type"] == "lifespan":
            await self._lifespan(receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        while True:
            told = (await receive())["type"]
            if told == "lifespan.startup":
                self.listener = asyncio.create_task(self._listen_for_ever())
            elif self.listener is not None:
                self.listener.cancel()
            await send({"type": f"{told}.complete"})
            if told == "lifespan.shutdown":
                return

    # --- what PostgreSQL tells --------------------------------------------------------------------------------

    async def _listen_for_ever(self) -> None:
        """Listen; whenever the connection is lost, end the streams, connect again and read everything anew."""
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(**{**connector_params(), "autocommit": True}) as listening:
                    await listening.execute(f"LISTEN {queue.CHANNEL}")
                    self.hears = True
                    self._all_anew()
                    async for told in listening.notifies():
                        if (feed := self.feeds.get(int(told.payload))) is not None:
                            feed.forget()
            except (psycopg.Error, OSError) as fault:
                log.warning("the board hears nothing: %s", type(fault).__name__)
            finally:  # whatever ended it: a process that is deaf says so
                self.hears = False
                self._all_anew()
            await asyncio.sleep(LISTEN_AGAIN_AFTER)

    def _all_anew(self) -> None:
        for feed in self.feeds.values():
            feed.forget()

    # --- what browsers ask ------------------------------------------------------------------------------------

    async def _answer(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        parts = [part for part in scope["path"].split("/") if part]
        if scope["method"] != "GET":
            await _short(send, 405)
        elif parts == ["healthz"]:
            await _short(send, 200 if self.hears else 503)
        elif len(parts) < 2 or parts[-2] != "bang":
            await _short(send, 404)
        elif not self.hears or self.streams >= MOST_STREAMS:
            await _short(send, 503)
        else:
            await self._board(parts[-1][:30], _last_mark(scope), receive, send)

    async def _board(self, code: str, last: str, receive: Receive, send: Send) -> None:
        try:
            unit_id = await sync_to_async(_unit_id)(code)
            feed = self.feeds.setdefault(unit_id, Feed(unit_id)) if unit_id else None
        except db.Error:
            await _short(send, 503)
            return
        if feed is None:
            await _short(send, 404)
            return
        self.streams += 1
        gone = asyncio.create_task(_until_gone(receive))
        stream = asyncio.create_task(self._stream(feed, last, send))
        try:
            await asyncio.wait({gone, stream}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self.streams -= 1
            for task in (gone, stream):
                task.cancel()
            with contextlib.suppress(asyncio.CancelledError, db.Error, OSError, RuntimeError):
                await stream

    async def _stream(self, feed: Feed, last: str, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": HEAD})
        await _body(send, "retry: 2000\n\n")
        while self.hears:
            turn = feed.turn
            try:
                board = await self._read(feed)
            except db.Error:
                break
            if board.mark != last:
                last = board.mark
                await _body(send, f"id: {last}\nevent: board\ndata: {board.as_json}\n\n")
            else:
                await _body(send, "event: alive\ndata: \n\n")
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(turn.wait(), ALIVE_EVERY)
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _read(self, feed: Feed) -> queue.Board:
        """Return the board, read once for everybody who looks at it."""
        async with feed.reading:
            now = asyncio.get_running_loop().time()
            if feed.board is None or now - feed.read_at > READ_AGAIN_EVERY:
                turn = feed.turn
                board = await sync_to_async(_board_of)(feed.unit_id)
                feed.read_at = now
                if turn is not feed.turn:  # told of a change while we read: what we hold may be older
                    return board
                feed.board = board
            return feed.board


def _board_of(unit_id: int) -> queue.Board:
    db.close_old_connections()
    return queue.board(unit_id, clock.now())


def _unit_id(code: str) -> int:
    """Return the key of a unit, 0 when there is none."""
    db.close_old_connections()
    try:
        return org.unit(code).id
    except org.UnknownUnit:
        return 0


def _last_mark(scope: dict[str, Any]) -> str:
    """Return the mark that the browser has: its own header when it reconnects by itself, else the page's."""
    header: str = dict(scope["headers"]).get(b"last-event-id", b"").decode("ascii", "replace")
    return header or parse_qs(scope["query_string"].decode("ascii", "replace")).get("tu", [""])[0]


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _short(send: Send, status: int) -> None:
    head = [(b"content-type", b"text/plain"), (b"cache-control", b"no-store"), (b"access-control-allow-origin", b"*")]
    await send({"type": "http.response.start", "status": status, "headers": head})
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _body(send: Send, text: str) -> None:
    await send({"type": "http.response.body", "body": text.encode(), "more_body": True})


application = Live()
