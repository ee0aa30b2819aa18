"""Vietnamese words of queries and services: messages, sentences, or named here as stored, printed or told to machines.

What a query or a service writes may reach a page: by a row, by the facts of a refusal, by a list.  So every Vietnamese text there
is a message, and none is filled in by an f-string, `format`, `%`, `+` or `join`: they leave plain Vietnamese behind, which a
`toolkit.sentences` does not.  What no page shows, or what is Vietnamese in every language, stands in KEPT with the reason.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from lienthong.toolkit.ui.tongues import VIETNAMESE
from tools import house

ROOMS = {"queries", "services", "access", "handlers"}
"""Rooms of an app whose words may reach a page."""
UNSPOKEN = {"open_to_public", "_entrance"}
"""Calls whose text is a reason for readers of the code."""
SQL_LABEL = re.compile(r"\b(?:THEN|ELSE) '([^']+)'")
"""A word that SQL writes into a cell or before a line of a report."""
STORED, PRINTED, BY_COMMAND = "stored as it was said", "official papers", "told by the command line"
BY_NAME = {"checking.py": BY_COMMAND, "printing.py": PRINTED}
"""Modules of queries that say the same in every app."""
KEPT: dict[str, dict[str, str]] = {
    # module: the functions, classes and constants whose words stay Vietnamese ("" for all of them), and why
    "lienthong/casework/approval/services/attesting.py": {"": "names of files, and the reason in a signature"},
    "lienthong/casework/approval/services/closings.py": {"": "names of files, what stands on the paper"},
    "lienthong/casework/approval/services/issuing.py": {"": "names of files, the reason in a signature, a register's line"},
    "lienthong/casework/approval/services/papers.py": {"": "names of files"},
    "lienthong/casework/approval/services/reviewing.py": {"WITHDRAWN": STORED},
    "lienthong/casework/approval/services/sealing.py": {"": "the reason in a signature, what stands on the paper"},
    "lienthong/casework/approval/services/signing.py": {"": "names of files, what stands on the paper"},
    "lienthong/casework/approval/services/submitting.py": {"submit": "the name of a file"},
    "lienthong/casework/agenda/queries/feeding.py": {"": "iCalendar is read by programs"},
    "lienthong/casework/certification/services/certifying.py": {"_subject": STORED, "_entry": STORED},
    "lienthong/casework/delivery/services/copying.py": {"": "the last page of a copy, and its line in the register"},
    "lienthong/casework/dossiers/queries/notices.py": {"": PRINTED},
    "lienthong/casework/dossiers/queries/papers.py": {"": PRINTED},
    "lienthong/casework/dossiers/queries/report.py": {"ReportRow": "faults that tests compare with the report of the pages"},
    "lienthong/casework/dossiers/services/linking.py": {"TITLES": STORED},
    "lienthong/casework/drafting/queries/papers.py": {"": PRINTED},
    "lienthong/casework/drafting/queries/wording.py": {"": PRINTED},
    "lienthong/casework/drafting/queries/templates.py": {"place_of": PRINTED},
    "lienthong/casework/fees/services/banking.py": {"": STORED},
    "lienthong/casework/fees/services/closing.py": {"": STORED},
    "lienthong/casework/forms/queries/trying.py": {"": PRINTED},
    "lienthong/casework/monthly/queries/figures.py": {"written": "the prose of the report, frozen as it is signed"},
    "lienthong/casework/monthly/queries/reading.py": {"": PRINTED},
    "lienthong/casework/notices/queries/log.py": {"": BY_COMMAND},
    "lienthong/casework/notices/queries/templates.py": {"": BY_COMMAND},
    "lienthong/casework/notices/services/by_folder.py": {"": STORED},
    "lienthong/casework/notices/services/by_gateway.py": {"": STORED},
    "lienthong/casework/notices/services/by_mail.py": {"": STORED},
    "lienthong/casework/notices/services/sending.py": {"": STORED},
    "lienthong/casework/notices/services/telling.py": {"": "notices, in the language of each, and what the log stores"},
    "lienthong/casework/procedures/services/loading.py": {"": BY_COMMAND},
    "lienthong/casework/queue/queries/board.py": {"_call": "spoken in the hall, in Vietnamese"},
    "lienthong/casework/reorganisation/services/settling.py": {"TAKEN_BACK": STORED},
    "lienthong/casework/results/services.py": {"record": "the name of a file"},
    "lienthong/casework/staffing/services.py": {"BY_COMMAND": STORED},
    "lienthong/casework/workfiles/services/filling.py": {"put_letter": STORED, "put_dossier": STORED, "put_draft": STORED},
    "lienthong/office/citizens/services/sending.py": {"": "mails and messages with a code"},
    "lienthong/office/citizens/services/telling.py": {"": "mails and messages"},
    "lienthong/office/ledger/services/erasing.py": {"": BY_COMMAND},
    "lienthong/office/ledger/services/verifying.py": {"": BY_COMMAND},
    "lienthong/office/org/services/inventing.py": {"": "names of people of the demonstration"},
    "lienthong/office/org/services/loading.py": {"": BY_COMMAND},
    "lienthong/office/org/services/reforms.py": {"": BY_COMMAND},
    "lienthong/office/worktime/queries.py": {"": BY_COMMAND},
    "lienthong/office/worktime/services.py": {"": BY_COMMAND},
}


def unsaid(root: Path, said: set[str]) -> list[str]:
    """Return the texts of queries and services that are no message, and those with something filled in; said: every message."""
    found = []
    for path in house.python_files(root, "lienthong"):
        name = path.relative_to(root).as_posix()
        if house.room_of(path, root) in ROOMS and path.name not in BY_NAME and "" not in KEPT.get(name, {}):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            for text, line, why in _unsaid(tree, KEPT.get(name, {}), said):
                found.append(f"{name}:{line}: «{text[:60]}» {why}; build a Sentence, or name it in {Path(__file__).name}")
    return found


def needless(root: Path) -> list[str]:
    """Return the entries of KEPT that keep nothing: the module or the name is gone, or says no Vietnamese any more."""
    found = []
    for name, kept in KEPT.items():
        tree = ast.parse((root / name).read_text(encoding="utf-8")) if (root / name).is_file() else ast.Module([], [])
        for one in kept:
            chosen = ast.Module([node for node in tree.body if not one or one in targets(node)], [])
            if not list(_unsaid(chosen, {}, set())):
                found.append(f"{name}: {one}")
    return found


def _unsaid(tree: ast.Module, kept: dict[str, str], said: set[str]) -> Iterator[tuple[str, int, str]]:
    """Yield text, line and fault of what pages could not say in English, but for what is kept."""
    waiting: list[ast.AST] = [node for node in tree.body if not targets(node).intersection(kept)]
    while waiting:
        node = waiting.pop()
        if is_docstring(node) or (isinstance(node, ast.Call) and is_unspoken(node.func)):
            continue
        filled = _filled_words(node)
        if filled:
            yield filled, getattr(node, "lineno", 0), "is filled in"
            continue
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Figure":
            waiting += node.args[1:]  # how a figure is written in Vietnamese
        elif isinstance(node, ast.Constant):
            text = _vietnamese(node)
            if text and text not in said:
                yield text, node.lineno, "is no message"
        else:
            waiting += ast.iter_child_nodes(node)


def _filled_words(node: ast.AST) -> str:
    """Return the Vietnamese words into which an expression fills something, or that it joins; empty when it does neither."""
    match node:
        case ast.JoinedStr():
            return _vietnamese(*ast.walk(node))
        case ast.BinOp(op=ast.Mod(), left=left):
            return _vietnamese(left)
        case ast.BinOp(op=ast.Add(), left=left, right=right):
            return _vietnamese(left, right)
        case ast.Call(func=ast.Attribute(value=words, attr="format")):
            return _vietnamese(words)
        case ast.Call(func=ast.Attribute(value=ast.Constant() as sign, attr="join"), args=args):
            return _vietnamese(sign, *(one for arg in args for one in ast.walk(arg)))
    return ""


def _vietnamese(*nodes: ast.AST) -> str:
    """Return the first literal text among nodes that holds a Vietnamese letter, empty for none; labels of SQL are messages."""
    for node in nodes:
        text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
        if len(text) > 1 and VIETNAMESE.search(SQL_LABEL.sub("", text)):
            return text
    return ""


# --- what readers of messages share -----------------------------------------------------------------------------------


def is_docstring(node: ast.AST) -> bool:
    """Return whether a statement is a text that nobody uses: a docstring."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def is_unspoken(called: ast.expr) -> bool:
    """Return whether a call takes reasons for readers of the code, or patterns."""
    if isinstance(called, ast.Attribute):
        return isinstance(called.value, ast.Name) and called.value.id == "re"
    return isinstance(called, ast.Name) and called.id in UNSPOKEN


def targets(node: ast.stmt) -> set[str]:
    """Return the names that a statement of a module gives: of a class, a function, constants."""
    if isinstance(node, ast.ClassDef | ast.FunctionDef):
        return {node.name}
    given = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    flat = [one for target in given for one in (target.elts if isinstance(target, ast.Tuple) else [target])]
    return {target.id for target in flat if isinstance(target, ast.Name)}
