"""Mail boxes are read from one setting, a line each; a wrong one stops the start and tells no password."""

from __future__ import annotations

import pytest

from lienthong.site.environment import Mailbox, SettingsFault, mailboxes

NAME = "LIENTHONG_INTAKE_MAILBOXES"


def test_boxes_are_read_from_one_setting_a_line_each(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(
        NAME, "imaps://van%40thu:m%3A1@mail.gov.vn/V%C4%83n%20b%E1%BA%A3n?unit=H49&body=x\n\nimap://a:b@h?unit=1&body=y\n"
    )
    first, second = mailboxes(NAME, "hộp thư")
    assert first == Mailbox("mail.gov.vn", 993, False, "van@thu", "m:1", "Văn bản", "H49", "x")  # as it stands there
    assert (second.port, second.starttls, second.folder) == (143, True, "INBOX")
    assert "m:1" not in repr(first)


@pytest.mark.parametrize(
    "line",
    ["pop3://a:b@h?unit=1&body=x", "imaps://h?unit=1&body=x", "imaps://a:b@h?unit=1", "imaps://a:b@h:xx?unit=1&body=x", "x",
     "imaps://a:b@h?unit=1&body=x&khac=1"],
)  # fmt: skip
def test_a_wrong_box_stops_the_start_without_telling_its_password(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, line)
    with pytest.raises(SettingsFault) as no:
        mailboxes(NAME, "hộp thư")
    assert "a:b@" not in str(no.value)
