"""What every test stands on: a PostgreSQL server, connections as the web role, strict templates."""

from __future__ import annotations

import os

os.environ.setdefault("LIENTHONG_SECRET_KEY", "only-for-tests-" + "x" * 40)
os.environ.setdefault("LIENTHONG_TEST", "1")
os.environ.setdefault("LIENTHONG_DEMO", "1")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lienthong.site.settings")
