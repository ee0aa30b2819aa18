"""Opens the installation's database for one command: joins the running server, or runs one for as long as the command takes."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from secrets import token_urlsafe

from lienthong.site import postgres
from lienthong.site.cli.output import say
from lienthong.site.errors import NoInstallation
from lienthong.site.installation import Installation, demo_environment, server_urls


@contextlib.contextmanager
def opened(installation: Installation, *, role: str = "owner") -> Iterator[None]:
    """Set Django up on the installation's database as `role` (owner, worker) for the time of a command.

    Errors: NoInstallation; AlreadyRunning when another command holds a stopped installation.
    """
    with contextlib.ExitStack() as stack:
        urls = server_urls()
        if urls is None:
            urls = stack.enter_context(_embedded(installation))
        set_up(installation, urls, role)
        yield
        close()


def set_up(installation: Installation, urls: tuple[str, str], role: str) -> None:
    """Read the settings for this installation and wake Django up, once per process.

    While the installation has no secret key (openapi, a restore), this process alone takes one that nobody keeps.
    """
    import django

    os.environ.update(installation.environment(*urls, role, _mode(installation)))
    if "LIENTHONG_SECRET_KEY" not in os.environ and not Path(os.environ["LIENTHONG_SECRET_KEY_FILE"]).exists():
        del os.environ["LIENTHONG_SECRET_KEY_FILE"]
        os.environ["LIENTHONG_SECRET_KEY"] = token_urlsafe(48)
    django.setup()


def close() -> None:
    """Close this process's connections, so that a server run for the command can end."""
    from django.apps import apps

    if apps.ready:
        from django.db import connections

        connections.close_all()


def without_database(installation: Installation) -> None:
    """Set Django up for a command that asks no database; settings that are missing get values that reach nothing."""
    nowhere = "postgresql://nobody@127.0.0.1:1/nothing"
    set_up(installation, server_urls() or (nowhere, nowhere), "web")


def _mode(installation: Installation) -> dict[str, str]:
    scene = installation.mode()
    if scene is None:
        return {}
    run = installation.run()
    return demo_environment(scene, run.clock_offset if run else 0)


@contextlib.contextmanager
def _embedded(installation: Installation) -> Iterator[tuple[str, str]]:
    running = postgres.joined(installation.data_dir) if installation.data_dir.is_dir() else None
    if running is not None:
        yield running.url, running.owner_url
        return
    if not installation.data_dir.is_dir() or not postgres.has_cluster(installation.data_dir):
        raise NoInstallation(folder=installation.data_dir)
    with installation.held():
        server = postgres.start(installation.data_dir, say=say)
        try:
            yield server.url, server.owner_url
        finally:
            server.stop(say)
