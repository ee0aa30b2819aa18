"""The worker: runs the queue's jobs, seals the ledger every few seconds, and looks after itself.

    python -m lienthong.site.processes.worker

If one of its loops fails, the whole process ends and is started again: a worker that is half alive is not alive.
"""

from __future__ import annotations

import asyncio
import logging
import os

import django
from asgiref.sync import sync_to_async
from procrastinate import PsycopgConnector

SEAL_EVERY = 3.0
HEARTBEAT_EVERY = 5.0
CONCURRENCY = 2

log = logging.getLogger("lienthong.worker")


async def work() -> None:
    """Run until SIGTERM or SIGINT; jobs that have begun are finished first (10 s)."""
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.utils import connector_params

    sealer = asyncio.create_task(seal_for_ever())
    with app.replace_connector(PsycopgConnector(kwargs=connector_params())):
        async with app.open_async():
            jobs = asyncio.create_task(
                app.run_worker_async(
                    name="lienthong",
                    concurrency=CONCURRENCY,
                    update_heartbeat_interval=HEARTBEAT_EVERY,
                    shutdown_graceful_timeout=10.0,
                    delete_jobs="successful",
                )
            )
            done, _ = await asyncio.wait({jobs, sealer}, return_when=asyncio.FIRST_COMPLETED)
            sealer.cancel()
            for task in done:
                task.result()


async def seal_for_ever() -> None:
    """Seal what the ledger has appended, every three seconds, one after the other."""
    while True:
        await sync_to_async(seal_once, thread_sensitive=False)()
        await asyncio.sleep(SEAL_EVERY)


def seal_once() -> None:
    """Seal what is pending, on a connection of this moment only; a refusal is told, and the queue goes on."""
    from django.db import connections

    from lienthong.office.ledger import public as ledger
    from lienthong.toolkit.errors import Refusal

    try:
        ledger.seal_pending()
    except Refusal as refusal:
        log.error("the sealer does not seal: %s", refusal)
    finally:
        connections.close_all()


def main() -> None:
    """Set Django up as the worker and work."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lienthong.site.settings")
    os.environ.setdefault("LIENTHONG_ROLE", "worker")
    django.setup()
    log.info("worker ready")
    asyncio.run(work())


if __name__ == "__main__":
    main()
