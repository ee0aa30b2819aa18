"""Mail boxes are read from a real server: what came is there once, marked only when it is, whatever is wrong with it."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage
from typing import Any

import pytest

from lienthong.casework.documents.testing import Town
from lienthong.casework.intake import public as intake
from lienthong.casework.intake.services import fetching
from lienthong.casework.intake.testing import PAPER, Box, sheet
from lienthong.casework.intake.tests import dovecot
from lienthong.office.files.testing import pdfs
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM

needs_server = pytest.mark.skipif(
    dovecot.PROGRAM is None and not os.environ.get("CI"), reason="no IMAP server here: apt install dovecot-imapd"
)


@pytest.fixture(scope="module")
def server() -> Iterator[dovecot.Server]:
    """Run one server for the module; each test has a user of its own."""
    with dovecot.running() as found:
        yield found


@pytest.fixture
def user(request: pytest.FixtureRequest) -> str:
    return f"u{abs(hash(request.node.name)) % 10**9}"


def boxes(settings: Any, *some: Box) -> None:
    """Let the product read these boxes."""
    settings.INTAKE_MAILBOXES = some


def code(town: Town) -> str:
    """Return the code of the office that the clerk writes for."""
    return town.district.units["office"].code


def letter(subject: str, *files: tuple[str, bytes], key: str = "<1@qn>") -> bytes:
    """Return a letter with attachments."""
    made = EmailMessage()
    made["Subject"], made["From"], made["Message-ID"] = subject, "vp@quangninh.gov.vn", key
    made.set_content("Kính gửi UBND huyện")
    for name, content in files:
        made.add_attachment(content, maintype="application", subtype="pdf", filename=name)
    return made.as_bytes()


def arrived(town: Town) -> list[intake.ArrivalRow]:
    with ledger.seeing({town.clerk.unit_id}):
        return intake.arrivals(town.clerk)[0]


@needs_server
def test_a_message_is_put_before_the_clerk_and_marked_and_taken_once(
    town: Town, server: dovecot.Server, user: str, settings: Any
) -> None:
    boxes(settings, server.box(user, unit=code(town)))
    server.deliver(user, letter("Về chỉ số", ("cong-van.pdf", PAPER)))
    assert list(intake.fetch_mail(at=MONDAY_8AM).values()) == [1]
    (row,) = arrived(town)
    assert (row.title, row.sender, row.channel) == ("Về chỉ số", "vp@quangninh.gov.vn", "email")
    assert row.received_at == datetime(2018, 3, 9, 9, 4, 5, tzinfo=UTC), "when the box got it"
    carrier, one = sheet(town.clerk, row.uid).files
    assert (carrier.carrier, one.name, one.fault) == (True, "cong-van.pdf", "")
    assert fetching.TAKEN in server.flags(user)[0]
    assert "Seen" not in server.flags(user)[0], "for people it is still unread"
    assert list(intake.fetch_mail(at=MONDAY_8AM).values()) == [0]


@needs_server
def test_killed_before_the_mark_it_is_fetched_again_and_is_not_there_twice(
    town: Town, server: dovecot.Server, user: str, settings: Any
) -> None:
    boxes(settings, server.box(user, unit=code(town)))
    server.deliver(user, letter("Một"))
    intake.fetch_mail(at=MONDAY_8AM)
    with server.client(user) as client:
        client.store("1", "-FLAGS", f"({fetching.TAKEN})")
    assert list(intake.fetch_mail(at=MONDAY_8AM).values()) == [1]
    assert [row.title for row in arrived(town)] == ["Một"]


@needs_server
def test_what_could_not_be_put_is_not_marked_and_comes_when_the_setting_is_right(
    town: Town, server: dovecot.Server, user: str, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    server.deliver(user, letter("Chờ"))
    boxes(settings, server.box(user, unit=code(town), body="party_committee"))
    with caplog.at_level(logging.WARNING):
        assert list(intake.fetch_mail(at=MONDAY_8AM).values()) == [-1]
    assert "không giữ sổ" in caplog.text
    assert fetching.TAKEN not in server.flags(user)[0]
    boxes(settings, server.box(user, unit=code(town)))
    assert list(intake.fetch_mail(at=MONDAY_8AM).values()) == [1]


@needs_server
def test_thirty_attachments_broken_empty_locked_and_hostile_ones_are_all_there_with_words(
    town: Town, server: dovecot.Server, user: str, settings: Any
) -> None:
    boxes(settings, server.box(user, unit=code(town)))
    many = [(f"{number}.pdf", PAPER) for number in range(26)]
    odd = [
        ("rong.pdf", b""), ("khoa.pdf", pdfs.encrypted()), ("ma.pdf", pdfs.javascript()), ("../\u202egpj.exe", b"MZ\x90\x00"),
    ]  # fmt: skip
    broken = b'Subject: Hong\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: application/pdf\r\n\r\n%P'
    server.deliver(user, letter("Ba mươi tệp", *many, *odd), broken)
    assert list(intake.fetch_mail(at=MONDAY_8AM).values()) == [2]
    second, first = arrived(town)
    assert (first.files, first.faulty) == (30, 4)
    told = {one.name: one.fault for one in sheet(town.clerk, first.uid).files if one.fault}
    assert sorted(told) == ["gpj.exe", "khoa.pdf", "ma.pdf", "rong.pdf"]
    assert "không đúng chuẩn" in second.trouble
    assert len(sheet(town.clerk, second.uid).files) == 2, "what could be read, and the message"


@needs_server
def test_a_message_that_is_too_large_stays_in_its_box_and_the_clerk_is_told(
    town: Town, server: dovecot.Server, user: str, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "LARGEST", 500)
    boxes(settings, server.box(user, unit=code(town)))
    server.deliver(user, letter("Rất lớn", ("a.pdf", b"x" * 1000)))
    intake.fetch_mail(at=MONDAY_8AM)
    (row,) = arrived(town)
    assert (row.title, row.files, "còn nguyên trong hộp thư" in row.trouble) == ("Rất lớn", 0, True)


@needs_server
def test_a_box_that_does_not_open_hinders_no_other(
    town: Town, server: dovecot.Server, user: str, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    good = server.box(user, unit=code(town))
    boxes(
        settings, replace(good, password="sai"), replace(good, port=1), replace(good, unit="H00.00"),  # a wrong one
        replace(good, folder="KhongCo"), replace(good, ca=""), replace(good, user="c"), good,
    )  # fmt: skip
    server.deliver(user, letter("Vẫn tới"))
    with caplog.at_level(logging.WARNING):
        assert list(intake.fetch_mail(at=MONDAY_8AM).values())[-1] == 1
    assert "CERTIFICATE_VERIFY_FAILED" in caplog.text, "a server that nobody vouches for is not talked to"
    assert "sai" not in caplog.text, "no password in the log"


@needs_server
def test_a_box_is_opened_by_starttls_too(town: Town, server: dovecot.Server, user: str, settings: Any) -> None:
    boxes(settings, replace(server.box(user, unit=code(town)), port=server.plain, starttls=True))
    server.deliver(user, letter("Qua STARTTLS"))
    assert list(intake.fetch_mail(at=MONDAY_8AM).values()) == [1]


def test_of_when_a_message_came_only_the_server_is_believed() -> None:
    assert fetching._came(b'1 (INTERNALDATE "09-Mar-2018 16:04:05 +0700")') == datetime(2018, 3, 9, 9, 4, 5, tzinfo=UTC)
    assert fetching._came(b"1 (RFC822.SIZE 5)") is None
