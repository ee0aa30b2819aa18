"""Machinery behind conftest.py: cleaning as the owner, counting statements, strict templates, no network."""

from __future__ import annotations

import inspect
import socket
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any, cast

from tools import template

CONTROL = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "SET CONSTRAINTS", "DECLARE", "CLOSE")
SEED = "house_seed"
KEPT = {"django_migrations"}


# --- cleaning ---------------------------------------------------------------------------------------------


def make_databases(verbosity: int, *, keep: bool) -> Any:
    """Make the test database through the owner, whichever aliases the tests use; return what `drop_databases` needs.

    pytest-django would make only the aliases that tests name; those are mirrors, and the tests would meet the real database.
    Where the server has a template (`tools.template`) it is a copy of that, and `migrate` finds nothing to do.
    """
    from django.db import connections
    from django.test.utils import setup_databases

    creation: Any = connections["owner"].creation
    name = creation._get_test_db_name()
    with creation._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template.NAME])
        known = not keep and cursor.fetchone() is not None
        if known:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE {template.NAME}')
    # nothing asks for a serialised rollback; reading every table of the new database into memory would only cost time
    return setup_databases(verbosity=verbosity, interactive=False, keepdb=keep or known, serialized_aliases=set())


def drop_databases(made: Any, verbosity: int) -> None:
    """Remove the test database."""
    from django.test.utils import teardown_databases

    close_connections()
    teardown_databases(made, verbosity=verbosity)


def remember_seed() -> None:
    """Copy every row that migrations brought into a schema of its own."""
    with _owner() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {SEED} CASCADE; CREATE SCHEMA {SEED}")
        for table in _tables(cursor):
            cursor.execute(f'SELECT EXISTS (SELECT 1 FROM public."{table}")')
            if table not in KEPT and cursor.fetchone()[0]:
                cursor.execute(f'CREATE TABLE {SEED}."{table}" AS TABLE public."{table}"')


def empty_as_owner() -> None:
    """Empty every table, append-only ones too, and put the rows of the migrations back."""
    from django.db import connections, transaction

    with transaction.atomic(using="owner"), _owner() as cursor:
        tables = [table for table in _tables(cursor) if table not in KEPT]
        guarded = _guarded(cursor)
        for table in guarded:
            cursor.execute(f'ALTER TABLE public."{table}" DISABLE TRIGGER USER')
        cursor.execute("TRUNCATE {} RESTART IDENTITY CASCADE".format(", ".join(f'public."{table}"' for table in tables)))
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [SEED])
        for (table,) in cursor.fetchall():
            _put_back(cursor, table)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in guarded:
            cursor.execute(f'ALTER TABLE public."{table}" ENABLE TRIGGER USER')
    connections["owner"].close()
    _forget_caches()


def flush_as_owner() -> None:
    """Let Django's TransactionTestCase (`transactional_db`, `live_server`) clean by `empty_as_owner`.

    The web role may not truncate, and Django's own flush would take the rows of the migrations away.
    """
    from django.db import connections
    from django.test import TransactionTestCase

    def teardown(self: TransactionTestCase) -> None:
        databases, type(self).databases = self.databases, frozenset(connections)  # type: ignore[assignment]  # every alias, by name
        try:
            with _all_allowed():
                empty_as_owner()
        finally:
            type(self).databases = databases

    TransactionTestCase._fixture_teardown = teardown  # type: ignore[attr-defined]  # Django's documented-by-use hook


@contextmanager
def _all_allowed() -> Generator[None]:
    """Lift Django's ban on aliases that a test case did not name, for the owner."""
    from django.db import connections

    owner = connections["owner"]
    names = ("connect", "temporary_connection", "cursor", "chunked_cursor")
    banned = {name: vars(owner)[name] for name in names if hasattr(vars(owner).get(name), "wrapped")}
    for name, ban in banned.items():
        setattr(owner, name, ban.wrapped)
    try:
        yield
    finally:
        for name, ban in banned.items():
            setattr(owner, name, ban)


def close_connections() -> None:
    """Close this thread's connections of every alias; what a test left open is rolled back."""
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.close()


def _owner() -> Any:
    from django.db import connections

    return connections["owner"].cursor()


def _tables(cursor: Any) -> list[str]:
    cursor.execute(
        "SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY 1"
    )
    return [name for (name,) in cursor.fetchall()]


def _guarded(cursor: Any) -> list[str]:
    cursor.execute(
        "SELECT DISTINCT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
        "WHERE NOT t.tgisinternal AND c.relnamespace = 'public'::regnamespace AND c.relname NOT LIKE 'procrastinate%%' ORDER BY 1"
    )
    return [name for (name,) in cursor.fetchall()]


def _put_back(cursor: Any, table: str) -> None:
    cursor.execute(
        "SELECT attname, attidentity <> '' OR pg_get_serial_sequence(%s, attname) IS NOT NULL FROM pg_attribute "
        "WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum",
        [f'public."{table}"', f'public."{table}"'],
    )
    columns = cursor.fetchall()
    names = ", ".join(f'"{name}"' for name, _ in columns)
    cursor.execute(f'INSERT INTO public."{table}" ({names}) OVERRIDING SYSTEM VALUE SELECT {names} FROM {SEED}."{table}"')
    for name, numbered in columns:
        if numbered:
            cursor.execute(
                f'SELECT setval(pg_get_serial_sequence(%s, %s), max("{name}")) FROM public."{table}"', [f'public."{table}"', name]
            )


def _forget_caches() -> None:
    from django.contrib.contenttypes.models import ContentType
    from django.core.cache import caches

    ContentType.objects.clear_cache()
    for cache in caches.all(initialized_only=True):
        cache.clear()


# --- counting ---------------------------------------------------------------------------------------------


@dataclass
class Counted:
    """The statements of a block, on every alias, without transaction control."""

    texts: list[str] = field(default_factory=list)

    @property
    def statements(self) -> int:
        """Return how many statements there were."""
        return len(self.texts)


@contextmanager
def counting() -> Generator[Counted]:
    """Count the statements of a block; read the result after it.  Opens no connection by itself."""
    from django.core.signals import request_started
    from django.db import connections, reset_queries

    counted = Counted()
    watched = [(connection, connection.force_debug_cursor, len(connection.queries_log)) for connection in connections.all()]
    request_started.disconnect(reset_queries)
    try:
        for connection, _, _ in watched:
            connection.force_debug_cursor = True
        yield counted
    finally:
        for connection, before, seen in watched:
            connection.force_debug_cursor = before
            texts = [str(query["sql"]) for query in list(connection.queries_log)[seen:]]
            counted.texts += [text for text in texts if not text.lstrip().upper().startswith(CONTROL)]
        request_started.connect(reset_queries)


# --- strict templates ---------------------------------------------------------------------------------------


class UndefinedVariable(AssertionError):
    """A template of ours printed a variable that its view did not give."""


class _Strict(str):
    """What Django puts in place of an undefined variable; for our templates it raises."""

    __slots__ = ()

    def __contains__(self, key: object) -> bool:
        return key == "%s"

    def __mod__(self, variable: Any) -> str:
        origin = _origin()
        if "/lienthong/" in origin:
            raise UndefinedVariable(f"{origin}: the variable «{variable}» is not defined")
        return ""


def _origin() -> str:
    """Return the file of the innermost template being rendered."""
    for frame in inspect.stack(context=0):
        node = frame.frame.f_locals.get("self")
        origin = getattr(node, "origin", None) if frame.function in {"render", "render_annotated", "_render"} else None
        if name := getattr(origin, "name", None):
            return str(name)
    return ""


@contextmanager
def strict_templates() -> Generator[None]:
    """Make an undefined variable in our templates raise, as long as the block lasts."""
    from django.conf import settings

    options: dict[str, Any] = cast(Any, settings.TEMPLATES[0]["OPTIONS"])
    options["string_if_invalid"] = _Strict("%s")
    _forget_engines()
    try:
        yield
    finally:
        del options["string_if_invalid"]
        _forget_engines()


def _forget_engines() -> None:
    from django.template import engines

    engines.__dict__.pop("templates", None)
    vars(engines)["_engines"] = {}


# --- no network -----------------------------------------------------------------------------------------------


class NetworkUsed(AssertionError):
    """A test tried to leave the machine."""


@contextmanager
def no_network() -> Generator[None]:
    """Refuse connections to anything but this machine, as long as the block lasts."""
    plain = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and not _local(str(address[0])):
            raise NetworkUsed(f"a test connects to {address[0]}; tests do not use the network")
        plain(self, address)

    socket.socket.connect = guarded  # type: ignore[method-assign,assignment]  # the only gate of the standard library
    try:
        yield
    finally:
        socket.socket.connect = plain  # type: ignore[method-assign]  # put back


def _local(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host in {"", "localhost"}
