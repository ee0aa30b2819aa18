"""What happens between an empty database and the first page, as the owner.

python -m lienthong.site.processes.prepare database
python -m lienthong.site.processes.prepare static
"""

from __future__ import annotations

import json
import os
import sys
import time

import django


def database() -> None:
    """Migrate, and load the reviewed data that came with this version."""
    from lienthong.site import migrating

    began = time.monotonic()
    migrating.make_tables()
    took = {"bảng dữ liệu": time.monotonic() - began}

    from django.conf import settings

    from lienthong.office.worktime import public as worktime
    from lienthong.site.demo import preparing, scenes
    from lienthong.toolkit import clock

    worktime.load_calendars()
    scene = scenes.SCENES[settings.DEMO_SCENE]
    count = settings.DEMO_DOSSIERS or None
    log_ins = preparing.prepare(at=clock.now(), scene=scene, count=count, took=took) if settings.DEMO else []
    answer = {"log_ins": [one.as_dict() for one in log_ins], "took": took, "processor": time.process_time()}
    sys.stdout.write(json.dumps(answer) + "\n")


def static() -> None:
    """Gather the static files under names that hold their hash."""
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)


def main(step: str) -> None:
    """Set Django up and do one step."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lienthong.site.settings")
    django.setup()
    {"database": database, "static": static}[step]()


if __name__ == "__main__":
    main(sys.argv[1])
