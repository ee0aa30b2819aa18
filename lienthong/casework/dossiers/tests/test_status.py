"""Statuses: every pair of domain.md 1.5, allowed or refused."""

from __future__ import annotations

from itertools import product

import pytest

from lienthong.casework.dossiers.rules.status import (
    FINAL,
    FINISHED,
    FOLLOWERS,
    NAMES,
    OPEN,
    PAUSED,
    RUNNING,
    Status,
    may_follow,
)

ALLOWED = {1: {2, 3, 7}, 2: {4, 5, 7}, 4: {5, 6, 7, 8, 9}, 5: {2, 3, 4, 7}, 6: {4, 8}, 8: {4, 7}, 9: {10}}
"""As the handbook writes it: 1->2,3,7 · 2->4,5,7 · 4->5,6,7,8,9 · 5->2,4,3,7 · 6->4,8 · 8->4,7 · 9->10."""

NATIONAL = {
    1: "Mới đăng ký",
    2: "Được tiếp nhận",
    3: "Không được tiếp nhận",
    4: "Đang xử lý",
    5: "Yêu cầu bổ sung giấy tờ",
    6: "Yêu cầu thực hiện nghĩa vụ tài chính",
    7: "Công dân yêu cầu rút hồ sơ",
    8: "Dừng xử lý",
    9: "Đã xử lý xong",
    10: "Đã trả kết quả",
}


@pytest.mark.parametrize(("now", "then"), list(product(Status, Status)), ids=lambda status: str(int(status)))
def test_a_status_follows_another_exactly_where_the_handbook_says(now: Status, then: Status) -> None:
    assert may_follow(now, then) is (int(then) in ALLOWED.get(int(now), set()))


def test_the_codes_are_those_of_the_national_portal() -> None:
    assert {int(status): NAMES[status] for status in Status} == NATIONAL


def test_final_statuses_have_no_follower_and_only_they() -> None:
    assert {status for status in Status if not FOLLOWERS[status]} == FINAL
    assert {int(status) for status in FINAL} == {3, 7, 10}


def test_no_status_follows_itself() -> None:
    assert not [status for status in Status if may_follow(status, status)]


def test_the_clock_runs_stands_or_has_ended_never_two_of_them() -> None:
    clocks = [RUNNING, PAUSED, FINAL | FINISHED, {Status.REGISTERED}]

    assert sorted(status for clock in clocks for status in clock) == sorted(Status)
    assert OPEN == RUNNING | PAUSED


def test_every_status_is_reached_from_the_first() -> None:
    reached, edge = {Status.REGISTERED}, {Status.REGISTERED}
    while edge:
        edge = {then for now in edge for then in FOLLOWERS[now]} - reached
        reached |= edge

    assert reached == set(Status)


def test_from_every_status_an_end_can_be_reached() -> None:
    ending = set(FINAL)
    while more := {now for now in Status if FOLLOWERS[now] & ending} - ending:
        ending |= more

    assert ending == set(Status)
