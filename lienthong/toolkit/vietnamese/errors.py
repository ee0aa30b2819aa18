"""Why a name is not taken."""

from __future__ import annotations

from lienthong.toolkit.errors import Refusal


class NameTooLong(Refusal):
    """More than the limit after cleaning."""

    code = "toolkit.name_too_long"
    reason = "Tên dài %(length)s ký tự, quá giới hạn %(limit)s ký tự; rút gọn rồi nhập lại."


class NameHasNoLetters(Refusal):
    """Empty, or only digits and punctuation."""

    code = "toolkit.name_has_no_letters"
    reason = "Tên phải có ít nhất một chữ cái; nhập họ và tên như trên giấy tờ."


class NameHasSymbols(Refusal):
    """Emoji, pictographs, or marks heaped on a letter."""

    code = "toolkit.name_has_symbols"
    reason = "Tên có ký hiệu không dùng trên giấy tờ («%(symbol)s»); xóa ký hiệu đó rồi lưu lại."


class NameMixesScripts(Refusal):
    """A letter of another alphabet that looks like a Latin one."""

    code = "toolkit.name_mixes_scripts"
    reason = (
        "Chữ «%(letter)s» trong tên không phải chữ cái tiếng Việt mà chỉ giống; xóa chữ đó và gõ lại bằng bàn phím tiếng Việt."
    )
