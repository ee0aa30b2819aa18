"""E-mails taken apart: thirty attachments, broken ones, empty ones, hostile names; never a crash, nothing lost unsaid."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lienthong.casework.intake.rules import mails


def message(**facts: str) -> EmailMessage:
    """Return a letter of the province."""
    made = EmailMessage()
    told = {"Subject": "Về Chỉ số PAR Index", "From": "VP UBND tỉnh <vp@quangninh.gov.vn>", "Message-ID": "<1@qn>"} | facts
    for name, value in told.items():
        made[name] = value
    made.set_content("Kính gửi UBND huyện Bình Liêu\n")
    return made


def test_a_message_brings_its_attachments_in_their_order_byte_for_byte() -> None:
    made = message(Date="Fri, 09 Mar 2018 15:04:05 +0700")
    made.add_attachment(b"%PDF-1", maintype="application", subtype="pdf", filename="Công văn số 12.pdf")
    made.add_attachment(b"\x00\xff", maintype="image", subtype="jpeg", filename="trang 2.jpg")
    found = mails.read(made.as_bytes())
    assert [(one.name, one.content) for one in found.files] == [("Công văn số 12.pdf", b"%PDF-1"), ("trang 2.jpg", b"\x00\xff")]
    assert (found.key, found.subject, found.trouble) == ("<1@qn>", "Về Chỉ số PAR Index", "")
    assert found.sender == "VP UBND tỉnh <vp@quangninh.gov.vn>"
    assert found.sent_at is not None
    assert found.sent_at.isoformat() == "2018-03-09T15:04:05+07:00"
    assert found.body.strip() == "Kính gửi UBND huyện Bình Liêu"


def test_thirty_attachments_are_thirty_files() -> None:
    made = message()
    for number in range(30):
        made.add_attachment(bytes([number]), maintype="application", subtype="pdf", filename=f"{number}.pdf")
    assert [one.content[0] for one in mails.read(made.as_bytes()).files] == list(range(30))


def test_a_message_without_attachment_brings_its_text() -> None:
    (one,) = mails.read(message().as_bytes()).files
    assert (one.name, one.content.decode().strip()) == (mails.BODY_NAME, "Kính gửi UBND huyện Bình Liêu")


def test_an_attachment_without_a_name_gets_one_by_its_type() -> None:
    made = message()
    made.add_attachment(b"%PDF-1", maintype="application", subtype="pdf")
    assert [one.name for one in mails.read(made.as_bytes()).files] == ["tệp 1.pdf"]


def test_a_message_that_was_forwarded_whole_is_one_file() -> None:
    made = message()
    inner = message(Subject="Bên trong")
    inner.add_attachment(b"x", maintype="application", subtype="pdf", filename="trong.pdf")
    made.add_attachment(inner)
    (one,) = mails.read(made.as_bytes()).files
    assert one.name == "tệp 1.eml"
    assert [file.name for file in mails.read(one.content).files] == ["trong.pdf"]


def test_without_a_message_id_the_bytes_tell_whether_it_is_the_same() -> None:
    plain = b"Subject: A\r\n\r\nx"
    assert mails.read(plain).key == mails.read(plain).key != mails.read(plain + b"y").key


@pytest.mark.parametrize(
    ("body", "trouble"),
    [
        (b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nx', mails.BROKEN),
        (b"Content-Type: multipart/mixed\r\n\r\nx", mails.BROKEN),
        (
            b"Content-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0xLj%%%Q=!",
            mails.BROKEN,
        ),
        (b"", mails.NOTHING),
        (b"Content-Type: text/html\r\n\r\n<p>", mails.NOTHING),
    ],
)
def test_what_is_broken_is_said_and_what_can_be_read_is_read(body: bytes, trouble: str) -> None:
    found = mails.read(b"Subject: Hong\r\n" + body)
    assert (found.subject, trouble in found.trouble) == ("Hong", True)


def test_a_message_nested_a_thousand_times_ends() -> None:
    inner = b"\r\n".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d' % (number, number) for number in range(1_500)
    )
    assert mails.NESTED in mails.read(b"Subject: Long\r\n" + inner + b"\r\n\r\nx").trouble


@pytest.mark.parametrize("depth", [25, 300])
def test_of_parts_inside_each_other_the_outer_ones_are_read(depth: int) -> None:
    marks = [b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (number, number) for number in range(depth)]
    found = mails.read(b"Subject: Long\r\n" + b"".join(marks) + b"\r\nx")
    assert (found.subject, found.files, mails.NESTED in found.trouble) == ("Long", (), True)


def test_a_message_forwarded_hundreds_of_times_is_said_to_be_nested() -> None:
    found = mails.read(b"Subject: Chuyen\r\n" + b"Content-Type: message/rfc822\r\n\r\n" * 400 + b"x")
    assert (found.subject, found.trouble) == ("Chuyen", mails.NESTED)


@pytest.mark.parametrize(
    "header",
    [
        b"Content-Disposition: attachment; a*0*", b"Content-Type: application/pdf; a*0*",
        b"Content-Disposition: attachment; filename*" + b"9" * 5000 + b"=x",
    ],
)  # fmt: skip
def test_a_header_that_breaks_the_parser_costs_neither_the_subject_nor_the_file(header: bytes) -> None:
    found = mails.read(b"Subject: =?utf-8?b?VuG7gSBjaOG7iSBz4buR?=\r\n" + header + b"\r\n\r\n%PDF-1")
    assert (found.subject, [one.content for one in found.files]) == ("Về chỉ số", [b"%PDF-1"])


@pytest.mark.parametrize("charset", [b"khong-co", b"a\0b", b"idna", b"undefined", b"hex"])
def test_a_text_of_a_charset_that_is_none_is_read_as_unicode(charset: bytes) -> None:
    found = mails.read(b"Content-Type: text/plain; charset=" + charset + b"\r\n\r\n" + "Về".encode())
    assert found.body == "Về"


def test_encoded_headers_of_any_charset_are_read_or_left_out() -> None:
    assert mails.read(b"Subject: =?utf-8?b?VuG7gSBjaOG7iSBz4buR?=\r\n\r\nx").subject == "Về chỉ số"
    assert mails.read(b"Subject: =?khong-co?q?a=ff?=\r\n\r\nx").subject != "", "as it stands"
    assert mails.read(b"Subject: V\xe1\xbb\x81\r\nDate: 30/02\r\n\r\nx").sent_at is None
    assert mails.read(b"Content-Type: text/plain; charset=khong-co\r\n\r\nabc").body == "abc"


@given(st.binary(max_size=400))
@example(b"Content-Disposition: attachment; filename*=utf-8''%E1%BB%0\r\n\r\nx")
@example(b'From: "=?utf-8?q?=E2=80=AE?=" <a\r\nContent-Type: message/rfc822\r\n\r\n')
@example(b"Message-ID: <[>\r\n\r\n")
@example(b"Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!!")
def test_no_bytes_whatever_are_too_much(data: bytes) -> None:
    found = mails.read(data)
    assert found.key
    found.subject.encode()
    found.sender.encode()
    assert all(one.name.encode() and isinstance(one.content, bytes) for one in found.files)
