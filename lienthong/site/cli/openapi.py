"""`lienthong openapi`: prints the description of the REST API (OpenAPI 3.1, always JSON)."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from lienthong.site.cli import database, options


def add(below: Any) -> None:
    """Add the command."""
    options.command(below, "openapi", "in bản mô tả OpenAPI 3.1 của giao diện lập trình", run)


def run(arguments: argparse.Namespace) -> int:
    """Print the description; asks no database."""
    database.without_database(options.installation(arguments))
    from lienthong.doors.exchange.rest.api import api

    sys.stdout.write(json.dumps(api.get_openapi_schema(), ensure_ascii=False, indent=2, default=str) + "\n")
    return 0
