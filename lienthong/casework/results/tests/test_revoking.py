"""Keys that were called back sign nothing; results say what the lists say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from lienthong.casework.dossiers import testing as given
from lienthong.casework.results import jobs, rules, services
from lienthong.casework.results import public as results
from lienthong.casework.results.testing import decided, lay, own_keys, signed
from lienthong.toolkit.signing import SampleKeyring, State

PROCEDURES = (given.BIRTH,)


@pytest.fixture
def ring(world: given.World, settings: Any, tmp_path: Path) -> SampleKeyring:
    signed(world, decided(world))  # makes the keys that are copied
    return own_keys(settings, tmp_path)


def test_a_revoked_key_signs_nothing(world: given.World, ring: SampleKeyring) -> None:
    lay(ring, rules.person_key(world.head.person_uid))

    with pytest.raises(results.CertificateRevoked) as no:
        signed(world, decided(world))

    assert no.value.facts["whose"] == world.head.name


def test_a_result_that_a_revoked_key_had_signed_is_not_used_again(world: given.World, ring: SampleKeyring) -> None:
    row = signed(world, decided(world))
    lay(ring, rules.person_key(world.head.person_uid))

    checked = results.checked(results.content(row))

    assert (checked.whole, checked.changed) == (False, False)
    assert [one.state for one in checked.signatures] == [State.REVOKED, State.GOOD]


def test_a_result_carries_the_lists_so_that_others_need_none(world: given.World, ring: SampleKeyring) -> None:
    lay(ring)
    row = signed(world, decided(world))
    asked = results.checked(results.content(row)).lists_of
    (ring.folder / "crls" / "mau.crl").unlink()

    checked = results.checked(results.content(row))

    assert checked.whole
    assert checked.lists_of == asked is not None
    assert b"/DSS" in results.content(row)


def test_without_a_list_nobody_was_asked(world: given.World, ring: SampleKeyring) -> None:
    assert results.checked(results.content(signed(world, decided(world)))).lists_of is None


def test_lists_that_are_long_stay_out_of_the_files(
    world: given.World, ring: SampleKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(ring)
    monkeypatch.setattr(services, "MOST_LISTS", len(ring.lists[0]) - 1)

    content = results.content(signed(world, decided(world)))

    assert b"/DSS" not in content
    assert results.checked(content).lists_of is not None, "ours answers"


def test_nothing_is_fetched_unless_a_setting_allows_it(world: given.World, ring: SampleKeyring, settings: Any) -> None:
    assert not settings.SIGNING_FETCH_CRLS
    assert jobs.fetch_lists(0) == 0
    settings.SIGNING_FETCH_CRLS = True

    assert jobs.fetch_lists(0) == 0, "sample certificates name no place"
