"""A definition written as a file, stored or hashed is the same definition; the same content has the same digest."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lienthong.casework.procedures import public as procedures
from lienthong.casework.procedures.testing import SMALL, a_definition, a_library_text, library_files
from lienthong.casework.procedures.tests.graphs import definitions, texts

few = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
FILES = [str(path.relative_to(procedures.LIBRARY)) for path in library_files()]


@few
@given(definitions())
def test_what_is_written_is_read_back_equal(definition: procedures.Definition) -> None:
    assert procedures.parse(procedures.write(definition)) == definition


@few
@given(definitions())
def test_what_is_stored_is_read_back_equal_through_json(definition: procedures.Definition) -> None:
    stored = json.loads(json.dumps(procedures.to_json(definition)))

    assert procedures.from_json(stored) == definition


@few
@given(definitions(), definitions())
def test_digests_are_equal_exactly_when_the_contents_are(one: procedures.Definition, other: procedures.Definition) -> None:
    assert procedures.digest(one) == procedures.digest(procedures.parse(procedures.write(one)))
    assert (procedures.digest(one) == procedures.digest(other)) is (one == other)


@few
@given(definitions(), texts())
def test_a_changed_word_changes_the_digest(definition: procedures.Definition, note: str) -> None:
    assert procedures.digest(replace(definition, note=definition.note + note)) != procedures.digest(definition)


@settings(few, max_examples=15)
@given(st.sampled_from(FILES), st.randoms(use_true_random=False))
def test_the_order_of_the_fields_in_a_file_says_nothing(name: str, chance: object) -> None:
    text = a_library_text(name)
    fields = list(yaml.load(text, Loader=yaml.CBaseLoader).items())
    chance.shuffle(fields)  # type: ignore[attr-defined]  # random.Random, given by hypothesis
    again = yaml.dump(dict(fields), allow_unicode=True, sort_keys=False, Dumper=yaml.CSafeDumper)

    assert procedures.digest(procedures.parse(again)) == procedures.digest(procedures.parse(text))


@settings(few, max_examples=15)
@given(st.sampled_from(FILES), st.sampled_from(["NFC", "NFD"]))
def test_composed_or_not_a_file_says_the_same(name: str, form: str) -> None:
    text = a_library_text(name)

    assert procedures.parse(unicodedata.normalize(form, text)) == procedures.parse(text)  # type: ignore[arg-type]


@few
@given(st.lists(st.sampled_from(["# lời dặn", "", "   "]), min_size=1, max_size=4), st.integers(0, SMALL.count("\n")))
def test_comments_and_blank_lines_change_nothing(lines: list[str], place: int) -> None:
    text = SMALL.split("\n")

    assert procedures.parse("\n".join([*text[:place], *lines, *text[place:]])) == a_definition()
