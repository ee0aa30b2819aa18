"""The national identity: only a fresh answer of the provider, signed by its key, to us and this attempt, opens an account."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from collections.abc import Generator
from datetime import datetime, timedelta
from typing import Any

import pytest

from lienthong.office.citizens import public as citizens
from lienthong.office.citizens import rules
from lienthong.office.citizens.models import Citizen
from lienthong.office.citizens.testing import BACK, CLIENT, PASSWORD, Provider, a_citizen, a_provider, an_rsa_key
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


# --- which account -------------------------------------------------------------------------------------------------------


def entered(number: str = SEN) -> citizens.Opened | None:
    return citizens.enter_national(identity=citizens.Identity(number, "Hoàng Thị Sen"), at=now())


def test_the_first_sign_in_makes_the_account_and_the_next_one_opens_the_same() -> None:
    first, again = entered(), entered()

    assert first is not None
    assert again is not None
    assert first.citizen_uid == again.citizen_uid
    who = citizens.resume(first.token, at=now())
    assert who is not None
    assert (who.name, who.id_type, who.id_number, who.email) == ("Hoàng Thị Sen", "cccd", SEN, "")
    with pytest.raises(citizens.WrongSignIn):
        citizens.begin_sign_in(login="", password="", at=now())


def test_an_older_account_with_the_number_is_joined_by_its_password_and_by_nothing_else() -> None:
    sen, identity = a_citizen(), citizens.Identity(SEN, "Hoàng Thị Sen")

    assert entered() is None
    with pytest.raises(citizens.WrongSignIn):
        citizens.link_national(identity=identity, password="sai rồi nhé bạn", at=now())
    linked = citizens.link_national(identity=identity, password=PASSWORD, at=now())

    assert linked.citizen_uid == sen.uid
    after = entered()
    assert after is not None
    assert after.citizen_uid == sen.uid
    with pytest.raises(citizens.WrongSignIn):
        citizens.link_national(identity=identity, password=PASSWORD, at=now())


def test_who_typed_the_number_of_somebody_else_does_not_get_in_nor_keep_its_owner_out() -> None:
    thief = a_citizen("Kẻ Gian", email="gian@thu.vn", phone="")
    identity = citizens.Identity(SEN, "Hoàng Thị Sen")

    mine = citizens.open_national(identity=identity, at=now())
    again = citizens.open_national(identity=identity, at=now())

    assert mine.citizen_uid == again.citizen_uid != thief.uid
    with citizens.seeing(thief.uid):
        assert Citizen.objects.get().proved_number == ""


def test_without_an_issuer_nothing_is_offered(settings: Any) -> None:
    settings.CITIZENS_OIDC_ISSUER = ""

    assert not citizens.offers_national()


def test_a_claim_of_time_is_read_with_a_minute_to_spare() -> None:
    base = {"iss": "i", "aud": "c", "nonce": "n", "iat": 1000, "exp": 1300}

    def fault(at: float) -> str:
        return rules.claims_fault(base, issuer="i", client="c", nonce="n", now=at)

    assert [fault(at) for at in (940, 1000, 1359.9)] == ["", "", ""]
    assert [fault(at) for at in (939, 1360)] == [rules.TOO_OLD] * 2
