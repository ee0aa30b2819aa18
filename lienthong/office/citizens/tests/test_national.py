"""The national identity: only a fresh answer of the provider, signed by its key, to us and this attempt, opens an account."""

from __future__ import annotations

import json
import time
from base64 import urlsafe_b64encode
from collections.abc import Generator
from datetime import datetime, timedelta
from typing import Any

import pytest

from lienthong.office.citizens import public as citizens
from lienthong.office.citizens import rules
from lienthong.office.citizens.services import tokens
from lienthong.office.citizens.testing import BACK, CLIENT, SECRET, Provider, a_provider, an_rsa_key
from lienthong.toolkit import clock

pytestmark = pytest.mark.django_db
SEN = "022185000123"


@pytest.fixture
def provider(settings: Any) -> Generator[Provider]:
    with a_provider(settings) as provider:
        yield provider


def now() -> datetime:
    return clock.real_now()


def finished(provider: Provider, **changes: Any) -> citizens.Identity:
    target, attempt = citizens.begin_national(back_to=BACK)
    answer = {"attempt": attempt, "at": now(), "back_to": BACK, **provider.agreed(target), **changes}
    return citizens.finish_national(**answer)


def refused(provider: Provider, **changes: Any) -> str:
    with pytest.raises(citizens.NationalMismatch) as no:
        finished(provider, **changes)
    assert "Chưa đăng nhập được bằng định danh quốc gia" in no.value.message
    return str(no.value.facts["why"])


# --- what is believed ----------------------------------------------------------------------------------------------------


def test_a_fresh_answer_says_who_it_is(provider: Provider) -> None:
    assert finished(provider) == citizens.Identity(SEN, "Hoàng Thị Sen")


def test_the_browser_is_sent_with_state_nonce_and_a_challenge_of_its_own_each_time(provider: Provider) -> None:
    provider.described = {"authorization_endpoint": f"{provider.issuer}/auth?realm=vn"}
    (one, first), (other, second) = (citizens.begin_national(back_to=BACK) for _ in range(2))

    assert one.startswith(f"{provider.issuer}/auth?realm=vn&response_type=code&client_id={CLIENT}")
    assert "code_challenge_method=S256" in one
    assert first.verifier not in one, "the verifier stays here"
    assert len({first.state, second.state, first.nonce, second.nonce, first.verifier, second.verifier}) == 6
    assert one != other


def test_a_wrong_or_missing_state_is_refused_before_anything_is_asked(provider: Provider) -> None:
    assert refused(provider, state="khác") == rules.WRONG_STATE
    assert refused(provider, state="") == rules.WRONG_STATE
    assert refused(provider, attempt=None) == rules.WRONG_STATE
    assert len(provider.codes) == 3, "no code was redeemed"


def test_who_did_not_agree_and_a_code_that_was_used_are_refused(provider: Provider) -> None:
    assert refused(provider, code="") == rules.NOT_AGREED
    target, attempt = citizens.begin_national(back_to=BACK)
    answer = provider.agreed(target)
    citizens.finish_national(attempt=attempt, at=now(), back_to=BACK, **answer)

    with pytest.raises(citizens.NationalMismatch) as no:
        citizens.finish_national(attempt=attempt, at=now(), back_to=BACK, **answer)
    assert no.value.facts["why"] == rules.NOT_AGREED


def test_a_code_that_another_browser_began_is_good_for_nothing(provider: Provider) -> None:
    target, _ = citizens.begin_national(back_to=BACK)
    stolen = provider.agreed(target)["code"]

    assert refused(provider, code=stolen) == rules.NOT_AGREED, "it does not fit the verifier of this attempt"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"nonce": "khác"}, rules.WRONG_NONCE),
        ({"aud": "he-thong-khac"}, rules.WRONG_AUDIENCE),
        ({"aud": [CLIENT, "he-thong-khac"]}, rules.WRONG_AUDIENCE),
        ({"aud": None}, rules.WRONG_AUDIENCE),
        ({"azp": "he-thong-khac"}, rules.WRONG_AUDIENCE),
        ({"iss": "https://gia-mao.vn"}, rules.WRONG_ISSUER),
        ({"exp": 1_500_000_000}, rules.TOO_OLD),
        ({"exp": "mai"}, rules.TOO_OLD),
        ({"iat": 4_000_000_000}, rules.TOO_OLD),
    ],
)
def test_what_is_not_for_us_here_and_now_is_refused_with_its_reason(provider: Provider, change: dict[str, Any], why: str) -> None:
    provider.change = lambda claims: claims.update(change)

    assert refused(provider) == why


def test_an_answer_is_too_old_a_minute_after_it_ended(provider: Provider) -> None:
    assert finished(provider, at=now() + timedelta(minutes=5, seconds=30)).number == SEN

    assert refused(provider, at=now() + timedelta(minutes=6, seconds=2)) == rules.TOO_OLD


def test_a_list_of_readers_may_name_us_when_it_says_who_asked(provider: Provider) -> None:
    provider.change = lambda claims: claims.update(aud=[CLIENT, "kho-du-lieu"], azp=CLIENT)

    assert finished(provider).number == SEN


def reheaded(token: str, **head: str) -> str:
    raw = urlsafe_b64encode(json.dumps(head).encode()).rstrip(b"=").decode()
    return f"{raw}.{token.split('.')[1]}.{token.split('.')[2]}"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda token: token[:-8] + "AAAAAAAA",
        lambda token: reheaded(token, alg="none", kid="k1"),
        lambda token: reheaded(token, alg="HS256", kid="k1"),
        lambda token: reheaded(token, alg="RS256", kid="k9"),
        lambda token: reheaded(token, alg="RS256", kid="k0"),
        lambda token: token.rpartition(".")[0] + ".",
        lambda token: "WyJhIl0.WyJhIl0.",
        lambda token: "không phải token",
        lambda token: "a.b.c",
    ],
)
def test_a_token_that_the_key_did_not_sign_as_it_stands_is_refused(provider: Provider, spoil: Any) -> None:
    provider.spoil = spoil

    assert refused(provider) == rules.WRONG_SIGNATURE


def test_a_forgers_key_is_refused(provider: Provider) -> None:
    provider.key = an_rsa_key()

    assert refused(provider) == rules.WRONG_SIGNATURE


def test_a_provider_that_calls_itself_otherwise_is_refused(provider: Provider) -> None:
    provider.described = {"issuer": "https://gia-mao.vn"}

    with pytest.raises(citizens.NationalMismatch) as no:
        citizens.begin_national(back_to=BACK)
    assert no.value.facts["why"] == rules.WRONG_ISSUER


@pytest.mark.parametrize("described", [{"token_endpoint": "ftp://127.0.0.1/"}, {"jwks_uri": None}])
def test_a_provider_that_cannot_be_talked_to_is_told_as_silent(provider: Provider, described: dict[str, Any]) -> None:
    provider.described = described

    with pytest.raises(citizens.NationalSilent):
        citizens.begin_national(back_to=BACK)


def test_a_provider_that_is_down_or_gone_is_told_as_silent(provider: Provider, settings: Any) -> None:
    provider.down = 503
    with pytest.raises(citizens.NationalSilent):
        citizens.begin_national(back_to=BACK)
    settings.CITIZENS_OIDC_ISSUER = "http://127.0.0.1:9"
    with pytest.raises(citizens.NationalSilent):
        citizens.begin_national(back_to=BACK)


@pytest.mark.parametrize("claim", [{"personal_number": "12345"}, {"personal_number": 22185000123}, {"name": " "}])
def test_without_a_verified_number_and_name_nobody_is_let_in(provider: Provider, claim: dict[str, Any]) -> None:
    provider.who = provider.who | claim

    with pytest.raises(citizens.NationalWithoutNumber):
        finished(provider)


DESCRIPTION = "/.well-known/openid-configuration"


def test_description_and_keys_are_asked_for_once_an_hour(provider: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        finished(provider)
    assert provider.asked == [DESCRIPTION, "/keys"]

    monkeypatch.setattr(tokens, "FRESH_SECONDS", 0.0)
    tokens.forget()
    finished(provider)
    assert provider.asked[2:] == [DESCRIPTION, DESCRIPTION, "/keys"]
    finished(provider)
    assert provider.asked[5:] == [DESCRIPTION, DESCRIPTION, "/keys"], "an hour later both are asked for again"


def test_a_key_that_was_not_there_before_is_asked_for_at_once(provider: Provider) -> None:
    finished(provider)
    provider.key = provider.listed = an_rsa_key()
    provider.kid = "k2"

    assert finished(provider).number == SEN
    assert provider.asked == [DESCRIPTION, "/keys", "/keys"]


def test_a_key_that_is_not_there_is_asked_for_once_a_minute(provider: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    provider.spoil = lambda token: reheaded(token, alg="RS256", kid="k9")
    for _ in range(4):
        assert refused(provider) == rules.WRONG_SIGNATURE
    assert provider.asked == [DESCRIPTION, "/keys", "/keys"], "first for whatever keys there are, then once more for this one"

    later = time.monotonic() + tokens.AGAIN_SECONDS
    monkeypatch.setattr(time, "monotonic", lambda: later)
    assert refused(provider) == rules.WRONG_SIGNATURE
    assert provider.asked[3:] == ["/keys"]


def test_a_signature_that_does_not_hold_asks_for_no_key_again(provider: Provider) -> None:
    finished(provider)
    provider.spoil = lambda token: token[:-8] + "AAAAAAAA"

    assert [refused(provider) for _ in range(3)] == [rules.WRONG_SIGNATURE] * 3
    assert provider.asked == [DESCRIPTION, "/keys"]


@pytest.mark.parametrize("ways", [None, ["client_secret_basic"], ["private_key_jwt", "client_secret_post"]])
def test_we_show_who_we_are_the_way_the_provider_offers(provider: Provider, ways: list[str] | None) -> None:
    if ways:
        provider.described = {"token_endpoint_auth_methods_supported": ways}

    assert finished(provider).number == SEN


def test_a_client_that_the_provider_does_not_know_is_no_fault_of_the_citizen(
    provider: Provider, caplog: pytest.LogCaptureFixture
) -> None:
    provider.secret = "khóa mới mà ta chưa khai báo"

    with pytest.raises(citizens.NationalSilent):
        finished(provider)

    assert "invalid_client" in caplog.text
    assert SECRET not in caplog.text


def test_the_log_tells_which_fault_kept_the_provider_silent(settings: Any, caplog: pytest.LogCaptureFixture) -> None:
    settings.CITIZENS_OIDC_ISSUER = "http://127.0.0.1:9"

    with pytest.raises(citizens.NationalSilent):
        citizens.begin_national(back_to=BACK)

    assert "ConnectionRefusedError" in caplog.text


@pytest.mark.parametrize(
    "described",
    [
        {"issuer": ...},
        {"token_endpoint": "http://127.0.0.1:cổng/"},
        {"token_endpoint": "http://127.0.0.1:99999/"},
        {"token_endpoint": "http://[::1/"},
        {"jwks_uri": "http:///keys"},
        {"authorization_endpoint": "https://dinh.danh.vn/\r\nSet-Cookie: a=b"},
        {"authorization_endpoint": "https://định.danh.vn/"},
    ],
)
def test_a_description_that_cannot_be_used_is_told_as_silent(provider: Provider, described: dict[str, Any]) -> None:
    provider.described = described

    with pytest.raises(citizens.NationalSilent):
        citizens.begin_national(back_to=BACK)


@pytest.mark.parametrize("issuer", ["http://127.0.0.1:cong", "http://[::1", "http://127.0.0.1:99999"])
def test_an_issuer_that_is_no_address_is_told_as_silent(settings: Any, issuer: str) -> None:
    settings.CITIZENS_OIDC_ISSUER = issuer

    with pytest.raises(citizens.NationalSilent):
        citizens.begin_national(back_to=BACK)


@pytest.mark.parametrize("keys", ["k1", None, {"k1": {}}])
def test_a_key_set_that_is_none_is_told_as_silent(provider: Provider, keys: Any) -> None:
    provider.shown = {"keys": keys}

    with pytest.raises(citizens.NationalSilent):
        finished(provider)


@pytest.mark.parametrize("keys", [["k1", 7, None], [{"kty": "RSA", "kid": "k1", "n": 7, "e": []}], []])
def test_a_key_set_without_the_key_holds_no_signature(provider: Provider, keys: Any) -> None:
    provider.shown = {"keys": keys}

    assert refused(provider) == rules.WRONG_SIGNATURE


def test_a_claim_of_time_is_read_with_a_minute_to_spare() -> None:
    base = {"iss": "i", "aud": "c", "nonce": "n", "iat": 1000, "exp": 1300}

    def fault(at: float) -> str:
        return rules.claims_fault(base, issuer="i", client="c", nonce="n", now=at)

    assert [fault(at) for at in (940, 1000, 1359.9)] == ["", "", ""]
    assert [fault(at) for at in (939, 1360)] == [rules.TOO_OLD] * 2
