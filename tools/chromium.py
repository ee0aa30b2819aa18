"""Finds a Chromium for browser tests; else lets Playwright install its own.  `python -m tools.chromium` prints its path."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def flags() -> list[str]:
    """Return the flags of a test browser; as root Chromium cannot have its sandbox."""
    return [*FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]


def find() -> str:
    """Return the path of a Chromium that is here, or an empty text."""
    if chosen := os.environ.get("LIENTHONG_CHROMIUM"):
        return chosen if Path(chosen).exists() else ""
    return next((path for name in NAMES if (path := shutil.which(name))), "") or _playwrights()


def find_or_install() -> str:
    """Return the path of a Chromium, after asking Playwright to fetch one when none is here."""
    found = find()
    if found or os.environ.get("LIENTHONG_CHROMIUM"):
        return found
    try:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False, timeout=300, capture_output=True)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return _playwrights()


def _playwrights() -> str:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if path and Path(path).exists() else ""


if __name__ == "__main__":
    print(find())
