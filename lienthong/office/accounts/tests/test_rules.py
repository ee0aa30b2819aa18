"""Pure decisions of the accounts: names, waits, what of a form is kept, when a session ends, what a password must not be."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from lienthong.office.accounts import rules
from lienthong.office.accounts.rules import Allowance

HOUSE = [rules.ACCOUNT, rules.DEVICE, rules.SOURCE, rules.EVERYBODY, rules.KEEPING]


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Mai.HT", "mai.ht"),
        ("  mai.ht\t", "mai.ht"),
        ("\uff4d\uff41\uff49\uff0e\uff48\uff54", "mai.ht"),  # full-width letters of an input method
        ("MAI_HT-2", "mai_ht-2"),
    ],
)
def test_a_user_name_is_compared_without_case_width_and_spaces_around(typed: str, stored: str) -> None:
    assert rules.bare_username(typed) == stored


def test_a_user_name_typed_with_marks_is_another_name_however_it_is_composed() -> None:
    assert rules.bare_username("hoa\u0300ng") == rules.bare_username("hoàng")
    assert not rules.is_username(rules.bare_username("hoàng"))


@pytest.mark.parametrize("name", ["abc", "1ab", "a" * 60, "mai.ht", "ubnd-hoanh_mo.2"])
def test_three_to_sixty_plain_letters_make_a_user_name(name: str) -> None:
    assert rules.is_username(name)


@pytest.mark.parametrize("name", ["", "ab", "a" * 61, ".mai", "-mai", "_mai", "Mai", "mai ht", "mai@ht", "mai\n", "đào"])
def test_other_letters_lengths_and_beginnings_make_none(name: str) -> None:
    assert not rules.is_username(name)


@given(some.text())
def test_a_bare_user_name_stays_as_it_is(text: str) -> None:
    bare = rules.bare_username(text)

    assert bare == bare.strip()
    if rules.is_username(bare):
        assert rules.bare_username(bare) == bare


@given(some.floats(0, 0.999), some.sampled_from(HOUSE))
def test_the_wait_that_is_said_is_long_enough_and_not_a_second_too_long(tokens: float, allowance: Allowance) -> None:
    wait = rules.seconds_to_wait(tokens, allowance)

    assert tokens + wait / allowance.every_seconds >= 1 - 1e-9
    assert wait == 1 or tokens + (wait - 1) / allowance.every_seconds < 1 + 1e-9


@pytest.mark.parametrize(("tokens", "seconds"), [(0.0, 30), (0.5, 15), (0.99, 1), (0.999999, 1)])
def test_nobody_waits_longer_than_half_a_minute_for_an_account(tokens: float, seconds: int) -> None:
    assert rules.seconds_to_wait(tokens, rules.ACCOUNT) == seconds


def test_a_browser_that_is_known_has_more_attempts_than_strangers_and_a_source_more_than_an_account() -> None:
    assert rules.DEVICE.capacity > rules.ACCOUNT.capacity
    assert rules.DEVICE.every_seconds < rules.ACCOUNT.every_seconds
    assert rules.ACCOUNT.capacity < rules.SOURCE.capacity < rules.EVERYBODY.capacity
    assert len({one.kind for one in HOUSE}) == len(HOUSE), "two allowances of one kind would share their buckets"


@pytest.mark.parametrize(
    "name",
    [
        *("password", "new_password1", "oldPassword", "mat_khau", "mat-khau-moi", "matkhau"),
        *("csrfmiddlewaretoken", "credential", "otp", "otp_token", "code", "CODE"),
    ],
)
def test_a_secret_is_never_kept_with_a_form(name: str) -> None:
    assert rules.keepable([(name, "bí mật"), ("owner", "Chíu Sếch Và")]) == [("owner", "Chíu Sếch Và")]


@pytest.mark.parametrize("name", ["postcode", "code_of_procedure", "ma_ho_so", "owner-name", "paper-have_1"])
def test_what_only_looks_a_little_like_a_secret_is_kept(name: str) -> None:
    assert rules.keepable([(name, "x")]) == [(name, "x")]


def test_fields_are_kept_in_order_with_their_repetitions() -> None:
    fields = [("papers", "2"), ("owner", "Và"), ("papers", "1"), ("papers", "2")]

    assert rules.keepable(fields) == fields


def test_a_form_of_half_a_megabyte_is_kept_and_one_byte_more_is_not() -> None:
    room = rules.KEPT_FORM_BYTES - len("note")

    assert rules.keepable([("note", "x" * room)]) is not None
    assert rules.keepable([("note", "x" * (room + 1))]) is None
    assert rules.keepable([("note", "ề" * (room // 2))]) is None, "bytes are counted, not letters"


def test_five_thousand_fields_are_kept_and_one_more_is_not() -> None:
    assert rules.keepable([("a", "")] * rules.KEPT_FORM_FIELDS) is not None
    assert rules.keepable([("a", "")] * (rules.KEPT_FORM_FIELDS + 1)) is None


def test_a_form_of_secrets_alone_leaves_nothing_to_keep() -> None:
    assert rules.keepable([("password", "x"), ("csrfmiddlewaretoken", "y")]) is None
    assert rules.keepable([]) is None


def test_a_session_is_idle_only_after_the_whole_of_its_minutes() -> None:
    assert not rules.idle_for_too_long(1000.0, 1000.0 + 30 * 60, 30)
    assert rules.idle_for_too_long(1000.0, 1000.0 + 30 * 60 + 1, 30)
    assert not rules.idle_for_too_long(1000.0, 900.0, 30), "a clock that runs back ends no session"


def test_a_session_is_too_old_only_after_its_whole_life() -> None:
    assert not rules.too_old(0.0, 12 * 3600.0, 12 * 3600)
    assert rules.too_old(0.0, 12 * 3600.0 + 1, 12 * 3600)


@pytest.mark.parametrize(
    "password",
    [
        "",
        "aaaaaaaaaaaa",
        "ruộngruộngruộng",
        "abababababab",
        "abcdabcdabcd",
        "abcdefghijklmnop",
        "ponmlkjihgfedcba",
        "mai.mai.mai.",
    ],
)
def test_a_password_that_repeats_or_runs_is_monotonous(password: str) -> None:
    assert rules.is_monotonous(password)


@pytest.mark.parametrize("password", ["ruộng bậc thang", "con suối chảy qua bản", "abcdefghijkz", "abcdabcdabcd!"])
def test_a_password_that_breaks_its_pattern_is_not(password: str) -> None:
    assert not rules.is_monotonous(password)


@pytest.mark.parametrize(
    "password", ["MatKhau@123456", "mật khẩu", "Mật.Khẩu.2018!", "BìnhLiêu#2018", "bình_liêu", "admin!!!!!!!!", "123456789012"]
)
def test_words_that_everybody_here_would_try_are_common_with_marks_digits_and_signs_too(password: str) -> None:
    assert rules.is_common_here(password)


@pytest.mark.parametrize("password", ["bình liêu mùa hoa sở", "mật khẩu của riêng tôi", "!!!!!!!!!!!!", "1234567890!a"])
def test_a_common_word_inside_a_sentence_is_not_common(password: str) -> None:
    assert not rules.is_common_here(password)


@pytest.mark.parametrize("password", ["mai.ht.2018", "Mai.HT", "mai.htmai.htmai.ht", "2018mai.ht!"])
def test_a_password_of_which_little_is_left_without_the_name_says_the_name(password: str) -> None:
    assert rules.says_the_name(password, "mai.ht")


@pytest.mark.parametrize(("password", "username"), [("mai.ht qua suối", "mai.ht"), ("ngắn", "mai.ht"), ("ngắn", ""), ("abc", "")])
def test_a_password_with_enough_besides_the_name_or_without_it_does_not(password: str, username: str) -> None:
    assert not rules.says_the_name(password, username)


WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36"


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (WINDOWS, "Chrome trên Windows"),
        (f"{WINDOWS} Edg/126.0.0.0", "Edge trên Windows"),
        (f"{WINDOWS} OPR/112.0.0.0", "Opera trên Windows"),
        (WINDOWS.replace("Chrome/", "coc_coc_browser/126.0.0 Chrome/"), "Cốc Cốc trên Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0", "Firefox trên Linux"),
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0.0.0 Mobile Safari/537.36", "Chrome trên Android"),
        ("Mozilla/5.0 (Linux; Android 13) SamsungBrowser/25.0 Chrome/121.0.0.0 Safari/537.36", "Samsung Internet trên Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Mobile Safari/604.1", "Safari trên iPhone"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/17.5 Safari/605.1.15", "Safari trên macOS"),
        ("curl/8.5.0", "Trình duyệt lạ trên máy lạ"),
        ("", "Trình duyệt lạ trên máy lạ"),
    ],
)
def test_a_browser_is_called_as_people_call_it(header: str, name: str) -> None:
    assert " trên ".join(rules.browser_and_machine(header)) == name


def test_what_is_kept_over_a_sign_in_lives_as_long_as_a_session() -> None:
    assert timedelta(hours=12) == rules.KEPT_FORM_LIFE
