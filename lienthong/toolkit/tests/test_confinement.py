"""A confined process reaches nothing outside."""

from __future__ import annotations

import os

import pytest

from lienthong.toolkit.confinement import Forbidden, ban


@pytest.mark.parametrize(
    ("event", "arguments"),
    [
        ("open", ("/tmp/x", "w", 0)),
        ("open", ("/tmp/x", "r+", 0)),
        ("open", ("/tmp/x", None, os.O_WRONLY)),
        ("open", ("/tmp/x", None, os.O_RDONLY | os.O_CREAT)),
        ("socket.connect", ()),
        ("subprocess.Popen", ()),
        ("os.exec", ()),
        ("os.remove", ()),
    ],
)
def test_the_hook_bans_what_reaches_outside(event: str, arguments: tuple[object, ...]) -> None:
    with pytest.raises(Forbidden, match=event):
        ban(event, arguments)


@pytest.mark.parametrize(("event", "arguments"), [("open", ("/lib/x.so", "rb", os.O_RDONLY)), ("import", ("zlib",))])
def test_the_hook_lets_reading_pass(event: str, arguments: tuple[object, ...]) -> None:
    ban(event, arguments)
