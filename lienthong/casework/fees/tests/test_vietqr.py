"""The QR code of a bank transfer, read back by a decoder and a parser that are not ours."""

from __future__ import annotations

import binascii
import io
from datetime import date

import pytest
import segno
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from lienthong.casework.fees.rules.signing import is_signed, signature
from lienthong.casework.fees.rules.vietqr import OFFERED_FROM, CannotOffer, codes_in, crc16, payload, purpose_of
from lienthong.casework.fees.services.gateways import GATEWAY, Order
from lienthong.toolkit.quantities import Dong

ACCOUNT = {"bank_bin": "970415", "account": "113366668888"}


def parsed(text: str) -> dict[str, str]:
    """Parse tag-length-value text, written anew for the test."""
    found: dict[str, str] = {}
    rest = text
    while rest:
        tag, length = rest[:2], int(rest[2:4])
        assert len(rest) >= 4 + length, rest
        assert tag not in found
        found[tag], rest = rest[4 : 4 + length], rest[4 + length :]
    return found


def test_a_bank_s_scanner_reads_account_amount_and_purpose_from_the_picture() -> None:
    text = GATEWAY.offer(Order("970415", "113366668888", Dong(75_000), "H49.16.14-260105-0001"))
    assert text is not None
    picture = io.BytesIO()
    segno.make_qr(text, error="m").save(picture, kind="png", scale=4, border=4)
    (seen,) = zxingcpp.read_barcodes(Image.open(picture).convert("L"))
    told = parsed(seen.text)
    merchant = parsed(told["38"])
    assert list(told) == ["00", "01", "38", "53", "54", "58", "62", "63"]
    assert (told["00"], told["01"], told["53"], told["54"], told["58"]) == ("01", "12", "704", "75000", "VN")
    assert (merchant["00"], merchant["02"]) == ("A000000727", "QRIBFTTA")
    assert parsed(merchant["01"]) == {"00": "970415", "01": "113366668888"}
    assert parsed(told["62"]) == {"08": "H49161426010500" + "01"}
    assert told["63"] == f"{binascii.crc_hqx(seen.text[:-4].encode(), 0xFFFF):04X}"


def test_the_checksum_is_the_one_of_the_catalogue() -> None:
    assert crc16(b"123456789") == 0x29B1


@settings(max_examples=60)
@given(st.binary(max_size=80))
def test_the_checksum_agrees_with_the_one_of_the_standard_library(data: bytes) -> None:
    assert crc16(data) == binascii.crc_hqx(data, 0xFFFF)


@pytest.mark.parametrize(
    "facts",
    [
        {"bank_bin": "97041"}, {"account": ""}, {"account": "1" * 20}, {"account": "113-366"}, {"amount": 0}, {"amount": -5},
        {"purpose": ""}, {"purpose": "Lệ phí"}, {"purpose": "A" * 26},
    ],
)  # fmt: skip
def test_what_does_not_fit_into_a_code_is_not_offered(facts: dict[str, object]) -> None:
    told = {**ACCOUNT, "amount": 75_000, "purpose": "H4916142601050001", **facts}
    with pytest.raises(CannotOffer):
        payload(**told)  # type: ignore[arg-type]  # wrong on purpose


def test_a_dossier_whose_code_is_too_long_is_offered_no_code() -> None:
    assert GATEWAY.offer(Order("970415", "1133", Dong(5), "000.00.16.H49.000.00.16-260105-0001")) is None


@pytest.mark.parametrize(
    "content",
    [
        "H4916142601050001", "MBVCB.1234.H4916142601050001.CT tu 0011", "h49.16.14-260105-0001 nop phi",
        "H49 16 14 260105 0001 FT26005", "NOP PHI H49-16-14-260105-0001",
    ],
)  # fmt: skip
def test_a_code_is_found_however_a_bank_has_mangled_it(content: str) -> None:
    assert codes_in(content, ["H49.16.14"]) == ("H49.16.14-260105-0001",)


@pytest.mark.parametrize("content", ["", "nop phi", "H49.16.15-260105-0001", "XH4916142601050001", "H49.16.14-260105-01"])
def test_no_code_is_read_into_other_words(content: str) -> None:
    assert codes_in(content, ["H49.16.14"]) == ()


def test_two_codes_in_one_text_are_both_told() -> None:
    assert len(codes_in("H4916142601050001, H4916142601050002", ["H49.16.14"])) == 2
    assert purpose_of("H49.16.14-260105-0001") == "H4916142601050001"
    assert date(2026, 1, 1) == OFFERED_FROM


def test_a_message_is_signed_for_five_minutes_with_one_secret() -> None:
    good = signature("khoa", "1000", b"{}")
    assert is_signed("khoa", "1000", b"{}", good, now=1300)
    for secret, timestamp, body, now in (
        ("khac", "1000", b"{}", 1000), ("khoa", "1001", b"{}", 1000), ("khoa", "1000", b"[]", 1000),
        ("khoa", "1000", b"{}", 1301), ("khoa", "1000", b"{}", 699), ("", "1000", b"{}", 1000),
    ):  # fmt: skip
        assert not is_signed(secret, timestamp, body, good, now=now)
    assert not is_signed("khoa", "1e3", b"{}", signature("khoa", "1e3", b"{}"), now=1000)
    assert not is_signed("", "1000", b"{}", signature("", "1000", b"{}"), now=1000)
