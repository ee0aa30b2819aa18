"""Planted violations of `tools.messages`: words outside a tag, no English text, other facts, a stale file."""

from __future__ import annotations

import ast
import gettext
from pathlib import Path

import pytest

from tests.house.plant import write
from tools import messages, messages_filled

ROOM = "lienthong/doors/portal"
PAGE = f"{ROOM}/templates/portal/page.html"
HEAD = "{# Trang. Không có biến. #}\n"


def translated(folder: Path, **texts: str) -> list[str]:
    """List the messages of a small house, give the first ones their English texts, compile; return the faults."""
    messages.write(folder)
    path = folder / messages.CATALOGUE
    known = path.read_text(encoding="utf-8")
    for text, english in texts.items():
        known = known.replace(f'msgid "{text}"\nmsgstr ""', f'msgid "{text}"\nmsgstr "{english}"')
    path.write_text(known, encoding="utf-8")
    messages.write(folder)
    return messages.faults(folder)


@pytest.mark.parametrize(
    "source",
    [
        "<p>Tra cứu</p>",
        '<p aria-label="Tra cứu"></p>',
        '<input placeholder="{{ x }} hồ sơ">',
        "<title>Tra cứu · Liên Thông</title>",
        '{% empty "Chưa có hồ sơ" %}',
        '{{ x|default:"chưa rõ" }}',
        "{% if x %}đã xong{% endif %}",
        "{% block title %}Tra cứu{% endblock %}",
    ],
)
def test_vietnamese_words_outside_a_tag_are_found(tmp_path: Path, source: str) -> None:
    write(tmp_path, PAGE, HEAD + source)

    assert [fault for fault in messages.faults(tmp_path) if "stands outside" in fault]


@pytest.mark.parametrize(
    "source",
    [
        '<p>{% translate "Tra cứu" %}</p>',
        '<p aria-label="{% translate "Tra cứu" %}">1 · Liên Thông</p>',
        "{% blocktranslate trimmed %}Tra cứu{% endblocktranslate %}",
        '{% empty _("Tra cứu") %}',
        '<p lang="vi">Tiếng Việt</p>{# chú thích #}{% translate "Tra cứu" %}',
    ],
)
def test_words_in_a_tag_with_an_english_text_are_fine(tmp_path: Path, source: str) -> None:
    write(tmp_path, PAGE, HEAD + source)

    assert messages.faults(tmp_path) != [], "until it is translated"
    assert translated(tmp_path, **{"Tra cứu": "Look up"}) == []


def test_a_page_of_another_room_may_be_vietnamese_alone(tmp_path: Path) -> None:
    write(tmp_path, "lienthong/rooms/other/templates/page.html", HEAD + "<p>Tra cứu</p>")
    translated(tmp_path)

    assert messages.faults(tmp_path) == []


@pytest.mark.parametrize(
    ("file", "source"),
    [
        (f"{ROOM}/web/page.py", 'WORDS = "Hồ sơ"\n'),
        (f"{ROOM}/errors.py", 'class No(Refusal):\n    reason = "Hồ sơ"\n'),
        (f"{ROOM}/static/portal/page.js", 'say("Hồ sơ"); // chú thích'),
        ("lienthong/casework/ratings/rules.py", 'FACES = {"x": "Hồ sơ"}\nOTHER = "không ai đọc"\n'),
        ("lienthong/casework/queue/errors.py", 'class GroupUnknown(Refusal):\n    reason = "Hồ sơ"\n'),
        (
            "lienthong/casework/trips/services/planning.py",
            'def gather():\n    act = "Hồ sơ"\n',
        ),
    ],
)
def test_every_text_that_somebody_may_read_needs_an_english_one(tmp_path: Path, file: str, source: str) -> None:
    write(tmp_path, file, source)

    assert translated(tmp_path) == ["no English text for «Hồ sơ»"]
    assert translated(tmp_path, **{"Hồ sơ": "Dossier"}) == []


def test_what_nobody_reads_on_a_page_needs_none(tmp_path: Path) -> None:
    source = (
        '"""Hồ sơ."""\n\n\n@open_to_public("ai cũng xem được")\ndef page() -> None:\n    """Hồ sơ."""\n    re.sub("đ$", "", "")\n'
    )
    write(tmp_path, f"{ROOM}/web/page.py", source)
    write(tmp_path, f"{ROOM}/tests/test_page.py", 'WORDS = "Hồ sơ"\n')
    write(tmp_path, f"{ROOM}/models.py", 'NAME = "hồ sơ"\n')

    assert translated(tmp_path) == []


@pytest.mark.parametrize(
    ("file", "source"),
    [(f"{ROOM}/web/page.py", 'WORDS = f"Hồ sơ {code}"\n'), (f"{ROOM}/static/portal/page.js", "say(`Hồ sơ ${code}`);")],
)
def test_a_text_with_its_facts_filled_in_cannot_be_looked_up(tmp_path: Path, file: str, source: str) -> None:
    write(tmp_path, file, source)

    assert ["Hồ sơ" in fault for fault in translated(tmp_path)] == [True]


BUILT = "lienthong/casework/trips/rules/telling.py"


def test_a_sentence_that_rules_of_any_app_build_needs_an_english_text(tmp_path: Path) -> None:
    write(tmp_path, BUILT, 'x = Sentence("Hồ sơ %(code)s", code=1)\ny = Several(" và ", z)\nw = Several("; ", z)\n')

    assert translated(tmp_path) == ["no English text for « và »", "no English text for «Hồ sơ %(code)s»"]
    assert translated(tmp_path, **{" và ": " and ", "Hồ sơ %(code)s": "Dossier %(code)s"}) == []


def test_what_is_counted_needs_an_english_text_for_one_too(tmp_path: Path) -> None:
    write(tmp_path, BUILT, 'x = Counted("%(count)s tệp", 1)\n')

    assert len(translated(tmp_path)) == 2
    assert len(translated(tmp_path, **{"%(count)s tệp": "%(count)s file"})) == 0, "both were given the same text"


@pytest.mark.parametrize("file", [BUILT, "lienthong/office/ledger/rules.py"])
def test_rules_fill_no_facts_into_vietnamese_words(tmp_path: Path, file: str) -> None:
    write(tmp_path, file, 'x = f"Hồ sơ {code}"\ny = Figure(f"{n} ngày làm việc", n, "amount")\n')

    assert translated(tmp_path) == [f"{file}:1: «Hồ sơ » is an f-string; build a Sentence"]


def test_what_only_papers_print_may_be_filled_in_by_rules(tmp_path: Path) -> None:
    write(tmp_path, next(iter(messages.SILENT)), 'x = f"Hồ sơ {code}"\n')

    assert translated(tmp_path) == []
    assert all((messages.house.ROOT / name).is_file() for name in messages.SILENT), "no reason outlives its module"


def test_whose_words_are_named_is_there_and_says_something() -> None:
    trees = {name: ast.parse((messages.house.ROOT / name).read_text(encoding="utf-8")) for name in messages.DATA}

    silent = [
        (name, one) for name, names in messages.DATA.items() for one in names or ("",)
        if not list(messages._texts_of(trees[name], (one,) if one else ()))
    ]  # fmt: skip
    assert silent == []


@pytest.mark.parametrize("room", ["queries/telling.py", "services/telling.py", "services.py", "access.py", "handlers.py"])
@pytest.mark.parametrize(
    "source",
    [
        'x = f"Hồ sơ {code}"',
        "x = f\"{code or 'chưa rõ'}\"",
        'x = "Hồ sơ {}".format(code)',
        'x = "Hồ sơ %s" % code',
        'x = "Hồ sơ " + code',
        'x = ", ".join(["Hồ sơ", code])',
        'x = "và ".join(codes)',
        'x = "Hồ sơ"',
    ],
)
def test_a_query_or_a_service_fills_nothing_in_and_says_nothing_untranslated(tmp_path: Path, room: str, source: str) -> None:
    file = f"lienthong/casework/trips/{room}"
    write(tmp_path, file, f"{source}\n")

    found = translated(tmp_path)
    assert [fault.startswith(f"{file}:1: ") for fault in found] == [True]
    assert found[0].endswith("build a Sentence, or name it in messages_filled.py")


def test_what_a_query_says_by_sentences_is_fine(tmp_path: Path) -> None:
    source = (
        '"""Hồ sơ."""\n\nx = Sentence("Hồ sơ %(code)s", code=1)\ny = Several(" và ", [x])\nz = Figure(f"{n} ngày", n, "amount")\n'
        """SQL = f"CASE {a} WHEN 'good' THEN 'Hài lòng' END"\ny = ", ".join(codes)\nre.sub("đ$", "", "")\n"""
    )
    write(tmp_path, "lienthong/casework/trips/queries/telling.py", source)

    translated(tmp_path)
    english = {" và ": " and ", "Hồ sơ %(code)s": "Dossier %(code)s", "Hài lòng": "Content"}
    assert translated(tmp_path, **english) == []


def test_what_is_kept_vietnamese_is_named_by_module_or_by_function(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = "lienthong/casework/trips/services/telling.py"
    monkeypatch.setitem(messages_filled.KEPT, file, {"kept": "stored"})
    write(tmp_path, file, 'def kept(): return f"Hồ sơ {code}"\n\n\ndef told(): return f"Đơn {code}"\n')
    write(tmp_path, "lienthong/casework/trips/queries/checking.py", 'x = f"Hồ sơ {code}"\n')

    assert [fault.partition(";")[0] for fault in translated(tmp_path)] == [f"{file}:4: «Đơn » is filled in"]
    monkeypatch.setitem(messages_filled.KEPT, file, {"": "stored"})
    assert translated(tmp_path) == []


def test_nothing_is_kept_vietnamese_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert messages_filled.needless(messages.house.ROOT) == []

    monkeypatch.setattr(messages_filled, "KEPT", {"a.py": {"gone": "x"}, "b.py": {"": "x", "x": "x"}, "c.py": {"": "x"}})
    write(tmp_path, "a.py", 'here = "Hồ sơ"\n')
    write(tmp_path, "b.py", 'x = "Hồ sơ"\n')
    assert messages_filled.needless(tmp_path) == ["a.py: gone", "c.py: "]


def test_the_template_of_a_sentence_is_a_literal_text(tmp_path: Path) -> None:
    write(tmp_path, "lienthong/casework/trips/queries/telling.py", 'x = Sentence(WORDS, code=1)\ny = Sentence(f"Hồ sơ {code}")\n')

    found = [fault.rsplit(": ", 1)[1] for fault in translated(tmp_path) if "no literal text" in fault]
    assert found == ["the template of a sentence is no literal text"] * 2


def a_procedure(form: str) -> str:
    """Return a procedure of the library, with an online form or without one."""
    cases = "cases:\n  - {key: a, name: Khai sinh}\n  - {key: b, name: Quá hạn}\npapers:\n  - {name: Đơn, condition: Nếu có}\n"
    way = "steps:\n  nodes:\n    sign: {name: Trình, next: [{label: Ký}], legs: [{name: Thuế}]}\n    send: {name: Khai sinh}\n"
    return f"name: Khai sinh\n{cases}{form}results:\n  - {{name: Giấy phép}}\n{way}"


def needed(tmp_path: Path, source: str) -> list[str]:
    """Return the words of a procedure that need an English text."""
    write(tmp_path, "lienthong/casework/procedures/data/library/ho-tich/1.yaml", source)
    return [fault.removeprefix("no English text for ") for fault in translated(tmp_path)]


def test_what_a_form_asks_needs_an_english_text_its_examples_and_the_name_of_the_procedure_none(tmp_path: Path) -> None:
    field = "{label: Họ tên, help: Như giấy tờ, example: Sển, options: [{value: x, label: Nữ}]}"

    said = needed(tmp_path, a_procedure(f"form:\n  - title: Ai?\n    fields:\n      - {field}\n"))

    asked = ["«Ai?»", "«Họ tên»", "«Như giấy tờ»", "«Nếu có»", "«Nữ»", "«Quá hạn»"]
    assert sorted(said) == sorted([*asked, "«Trình»", "«Ký»", "«Thuế»", "«Đơn»", "«Giấy phép»"])


def test_steps_and_papers_of_a_procedure_without_an_online_form_stay_vietnamese(tmp_path: Path) -> None:
    assert needed(tmp_path, a_procedure("")) == ["«Nếu có»", "«Quá hạn»"]


def test_the_heads_and_the_words_that_sql_writes_into_cells_need_an_english_text(tmp_path: Path) -> None:
    source = """x = reports.Shown("at", "Nhận lúc", "moment")\ny = f"CASE {a} WHEN 'good' THEN 'Hài lòng' ELSE '' END -- xóa"\n"""
    write(tmp_path, "lienthong/casework/scores/jobs.py", source)

    assert translated(tmp_path) == ["no English text for «Hài lòng»", "no English text for «Nhận lúc»"]


def test_what_somebody_wanted_to_do_needs_an_english_text(tmp_path: Path) -> None:
    write(tmp_path, "lienthong/casework/trips/jobs.py", 'raise No(act="hoàn tác", note="không ai đọc")\n')

    assert translated(tmp_path) == ["no English text for «hoàn tác»"]


def test_names_in_files_of_data_need_an_english_text_in_both_cases(tmp_path: Path) -> None:
    rows = '- {day: 2018-02-14, reason: "Nghỉ Tết", mark: I}\n- {day: 2018-12-29, reason: "Nghỉ hoán đổi, làm bù 05/01/2019"}\n'
    write(tmp_path, "lienthong/office/worktime/data/vn-state.yaml", rows)

    assert translated(tmp_path) == ["no English text for «Nghỉ Tết»", "no English text for «nghỉ Tết»"]


@pytest.mark.parametrize("english", ["The file", "%(title)s of the file", "%(name)s của the file"])
def test_an_english_text_has_the_same_facts_and_no_vietnamese_letter(tmp_path: Path, english: str) -> None:
    write(tmp_path, f"{ROOM}/web/page.py", 'WORDS = "Tệp %(name)s"\n')

    assert len(translated(tmp_path, **{"Tệp %(name)s": english})) == 1


def test_the_same_word_may_have_two_english_texts(tmp_path: Path) -> None:
    write(tmp_path, PAGE, HEAD + '{% translate "Tệp" %}{% translate "Tệp" context "nhiều" %}')
    translated(tmp_path, Tệp="File")
    path = tmp_path / messages.CATALOGUE
    path.write_text(path.read_text(encoding="utf-8").replace('msgstr "File"', 'msgstr "Files"', 1), encoding="utf-8")
    messages.write(tmp_path)

    with path.with_suffix(".mo").open("rb") as compiled:
        known = gettext.GNUTranslations(compiled)
    assert {known.gettext("Tệp"), known.pgettext("nhiều", "Tệp")} == {"File", "Files"}


def test_a_stale_catalogue_compiled_file_or_script_is_found(tmp_path: Path) -> None:
    page = write(tmp_path, PAGE, HEAD + '{% translate "Hồ sơ" %}')
    write(tmp_path, f"{ROOM}/static/portal/page.js", 'say("Hồ sơ");')
    assert translated(tmp_path, **{"Hồ sơ": "Dossier"}) == []
    assert '"Hồ sơ": "Dossier"' in (tmp_path / messages.SCRIPT).read_text(encoding="utf-8")

    write(tmp_path, messages.SCRIPT, "window.ltEnglish = {};\n")
    compiled = (tmp_path / messages.CATALOGUE).with_suffix(".mo")
    compiled.write_bytes(compiled.read_bytes() + b"x")
    write(tmp_path, f"{ROOM}/static/portal/page.js", "")
    page.write_text(HEAD, encoding="utf-8")
    found = messages.faults(tmp_path)

    assert len([fault for fault in found if "run `make messages`" in fault]) == 3
    messages.write(tmp_path)
    assert messages.faults(tmp_path) == []


def test_writing_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    write(tmp_path, PAGE, HEAD + '{% translate "Hồ sơ" %}{% translate "Đơn" %}')
    translated(tmp_path, **{"Hồ sơ": "Dossier", "Đơn": "Form"})
    folder = (tmp_path / messages.CATALOGUE).parent
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    messages.write(tmp_path)

    assert {path.name: path.read_bytes() for path in folder.iterdir()} == first


@pytest.mark.thorough
def test_the_finished_rooms_of_this_house_are_held_to_it() -> None:
    assert messages.faults() == []
    assert len(messages._catalogue(messages.house.ROOT)) > 600, "the catalogue is read, not missed"


def test_in_a_module_whose_every_text_is_a_message_a_template_may_stand_in_a_table(tmp_path: Path) -> None:
    write(tmp_path, "lienthong/casework/forms/rules/telling.py", 'SAID = ("Hồ sơ %(x)s",)\nx = Sentence(SAID[0], x=1)\n')

    assert translated(tmp_path) == ["no English text for «Hồ sơ %(x)s»"]
