"""From the text of a procedure file to a Definition, or every fault of it at once.  Format: data/library/README.md."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lienthong.casework.procedures.errors import DefinitionFaults, Fault
from lienthong.casework.procedures.rules import vocabulary as words
from lienthong.casework.procedures.rules.definition import (
    Case,
    Decision,
    Definition,
    Document,
    Edge,
    Leg,
    LegalBasis,
    LimitRow,
    LimitSpec,
    Node,
    Online,
    Outgoing,
    Paper,
    Result,
)
from lienthong.casework.procedures.rules.fees import Exemption, Fee, Rate, Tier
from lienthong.casework.procedures.rules.form_reading import check_form, form_page
from lienthong.casework.procedures.rules.reading import CLOCK, CODE, KEY, RESULT_CODE, Branch, Notes
from lienthong.casework.procedures.rules.references import check_references
from lienthong.casework.procedures.rules.soundness import check_soundness
from lienthong.casework.procedures.rules.text_tree import read_tree
from lienthong.toolkit.quantities import Dong
from lienthong.toolkit.sentences import Sentence

_NO_LIMIT = LimitSpec(1, words.Unit.WORKING_DAY, words.Start.NEXT_DAY)


@dataclass(frozen=True)
class Reading:
    """A definition with the place (line, column) of every field of its text."""

    definition: Definition
    notes: Notes

    def fault(self, field: str, message: str) -> Fault:
        """Return a fault of that field at its place in the text."""
        return Fault(*self.notes.at(field), field, message)


def parse(source: str | bytes) -> Definition:
    """Return the definition that the text describes, normalised to NFC, with a sound graph.

    Raises DefinitionFaults with every fault found: line, column, field and a sentence that says what to do.
    """
    return read(source).definition


def read(source: str | bytes) -> Reading:
    """Do as `parse`, and keep the places of the fields for later checks (publishing)."""
    tree, faults = read_tree(source)
    notes = Notes(faults)
    definition = _definition(Branch(tree, "", notes))
    if not faults:
        for finding in (*check_references(definition), *check_form(definition.form)):
            notes.fault(finding.field, finding.message)
    if not faults:
        for finding in check_soundness(definition):
            notes.fault(finding.field, finding.message)
    if faults:
        raise DefinitionFaults(tuple(faults))
    return Reading(definition, notes)


def _definition(root: Branch) -> Definition:
    since, until = _effective(root.branch("effective", required=True))
    start, nodes = _steps(root.branch("steps", required=True))
    definition = Definition(
        code=root.matching("procedure", CODE, '"1.001193"'),
        name=root.text("name", required=True, limit=1000),
        field=root.text("field", required=True, limit=200),
        level=root.choice("level", words.LEVELS, required=True),
        kind=root.choice("kind", words.KINDS, required=True),
        document=_document(root.branch("document", required=True)),
        since=since,
        until=until,
        verified=root.flag("verified", default=False),
        cases=tuple(_case(branch) for branch in root.branches("cases", required=True)),
        start=start,
        nodes=nodes,
        audience=root.words("audience", words.AUDIENCES),
        channels=_channels(root),
        decision=_decision(root.branch("decision")),
        legal_basis=tuple(_legal_basis(branch) for branch in root.branches("legal_basis")),
        results=tuple(_result(branch) for branch in root.branches("results")),
        papers=tuple(_paper(branch) for branch in root.branches("papers")),
        fees=tuple(_fee(branch) for branch in root.branches("fees")),
        note=root.text("note"),
        form=tuple(form_page(branch) for branch in root.branches("form")),
        online=_online(root.branch("online")),
        form_basis=_form_basis(root.branch("form_basis")),
    )
    root.done()
    return definition


def _effective(branch: Branch | None) -> tuple[date, date | None]:
    if branch is None:
        return date.min, None
    since, until = branch.day("from", required=True), branch.day("to")
    if since and until and until <= since:
        branch.fault("to", "Ngày hết hiệu lực phải sau ngày bắt đầu; sửa «from» hoặc «to».")
    branch.done()
    return since or date.min, until


def _document(branch: Branch | None) -> Document:
    if branch is None:
        return Document("", 1)
    document = Document(
        code=branch.text("code", required=True, limit=60),
        issue=_whole(branch, "issue", low=1),
        drafted_by=branch.text("drafted_by", limit=200),
        reviewed_by=branch.text("reviewed_by", limit=200),
        approved_by=branch.text("approved_by", limit=200),
    )
    branch.done()
    return document


def _decision(branch: Branch | None) -> Decision | None:
    if branch is None:
        return None
    decision = Decision(branch.text("number", required=True, limit=100), branch.day("date"), branch.choice("mark", words.MARKS))
    branch.done()
    return decision


def _online(branch: Branch | None) -> Online | None:
    if branch is None:
        return None
    told = Online(branch.choice("level", words.ONLINE_NAMES, required=True), branch.choice("mark", words.MARKS, default="M"))
    branch.done()
    return told


def _legal_basis(branch: Branch) -> LegalBasis:
    basis = LegalBasis(branch.text("text", required=True, limit=500), branch.text("article"), branch.choice("mark", words.MARKS))
    branch.done()
    return basis


def _form_basis(branch: Branch | None) -> LegalBasis | None:
    return _legal_basis(branch) if branch else None


def _result(branch: Branch) -> Result:
    result = Result(
        key=branch.matching("key", KEY, "certificate"),
        name=branch.text("name", required=True, limit=1000),
        code=branch.matching("code", RESULT_CODE, "KQ.G15.000031", required=False),
        outgoing=_outgoing(branch.branch("outgoing")),
    )
    branch.done()
    return result


def _outgoing(branch: Branch | None) -> Outgoing | None:
    if branch is None:
        return None
    told = Outgoing(
        type=branch.text("type", required=True, limit=40),
        mark=branch.choice("mark", words.MARKS, required=True),
        body=branch.text("body", limit=40) or "people_committee",
    )
    branch.done()
    return told


def _paper(branch: Branch) -> Paper:
    paper = Paper(
        key=branch.matching("key", KEY, "declaration"),
        name=branch.text("name", required=True),
        originals=branch.integer("originals", default=0, high=100) or 0,
        copies=branch.integer("copies", default=0, high=100) or 0,
        required=branch.flag("required", default=True),
        action=branch.choice("action", words.PAPER_ACTIONS, default="submit"),
        form=branch.text("form", limit=500),
        cases=branch.words("cases"),
        condition=branch.text("condition"),
        by_form=branch.flag("by_form", default=False),
    )
    branch.done()
    return paper


def _fee(branch: Branch) -> Fee:
    fee = Fee(
        key=branch.matching("key", KEY, "late_fee"),
        kind=branch.choice("kind", words.FEE_KINDS, required=True),
        name=branch.text("name", required=True, limit=300),
        per=branch.text("per", limit=60),
        amount=_money(branch, "amount"),
        tiers=tuple(_tier(tier) for tier in branch.branches("tiers")),
        cap=_money(branch, "cap"),
        cap_per=branch.text("cap_per", limit=60),
        moment=branch.choice("moment", words.FEE_MOMENTS, default="before"),
        text=branch.text("text"),
        cases=branch.words("cases"),
        exemptions=tuple(_exemption(one) for one in branch.branches("exemptions", short="ground")),
        mark=branch.choice("mark", words.MARKS),
        by_channel=tuple(_rate(rate) for rate in branch.branches("by_channel")),
    )
    branch.done()
    return fee


def _rate(branch: Branch) -> Rate:
    rate = Rate(
        channels=_channels(branch),
        amount=_money(branch, "amount"),
        tiers=tuple(_tier(tier) for tier in branch.branches("tiers")),
        cap=_money(branch, "cap"),
        text=branch.text("text"),
        mark=branch.choice("mark", words.MARKS),
    )
    branch.done()
    return rate


def _exemption(branch: Branch) -> Exemption:
    exemption = Exemption(
        ground=branch.text("ground", required=True, limit=300),
        basis=branch.text("basis", limit=500),
        pays=branch.integer("pays", default=0, high=99) or 0,
        mark=branch.choice("mark", words.MARKS),
    )
    branch.done()
    return exemption


def _tier(branch: Branch) -> Tier:
    if not branch.has("amount"):
        branch.fault("amount", "Bậc biểu phí thiếu «amount»; ghi số đồng của bậc.")
    tier = Tier(_money(branch, "amount") or Dong(0), branch.integer("up_to", low=1))
    branch.done()
    return tier


def _channels(branch: Branch) -> tuple[words.Channel, ...]:
    return tuple(words.Channel(word) for word in branch.words("channels", list(words.Channel)))


def _money(branch: Branch, field: str) -> Dong | None:
    value = branch.integer(field)
    return None if value is None else Dong(value)


def _case(branch: Branch) -> Case:
    case = Case(
        key=branch.matching("key", KEY, "default"),
        name=branch.text("name", required=True, limit=1000),
        limits=tuple(_limit_row(row) for row in branch.branches("limits")),
        immediate=branch.flag("immediate", default=False),
        after_supplement=branch.choice("after_supplement", words.AFTER_SUPPLEMENT),
        condition=branch.text("condition"),
    )
    branch.done()
    return case


def _limit_row(branch: Branch) -> LimitRow:
    legal = _limit(branch.branch("legal", required=True)) or _NO_LIMIT
    area = branch.branch("area_extra")
    row = LimitRow(
        legal=legal,
        committed=_limit(branch.branch("committed")) or legal,
        channels=_channels(branch),
        area_extra={name: _whole(area, name, low=1, high=3650) for name in words.AREA_CLASSES if _known(area, name)}
        if area
        else {},
        mark=branch.choice("mark", words.MARKS),
    )
    if area:
        area.done()
    branch.done()
    return row


def _known(branch: Branch, field: str) -> bool:
    if not branch.has(field):
        branch.integer(field)
    return branch.has(field)


def _limit(branch: Branch | None) -> LimitSpec | None:
    if branch is None:
        return None
    value = _whole(branch, "value", low=1, high=3650)
    unit = words.Unit(branch.choice("unit", list(words.Unit), required=True, default="working_day"))
    usual = words.Start.NEXT_MOMENT if unit is words.Unit.WORKING_HOUR else words.Start.NEXT_DAY
    start = words.Start(branch.choice("start", list(words.Start), default=usual))
    cutoff = branch.matching("cutoff", CLOCK, '"15:00"', required=False)
    if start is words.Start.SAME_DAY and unit is not words.Unit.WORKING_DAY:
        branch.fault("start", "«same_day» chỉ dùng với ngày làm việc; đổi «unit» thành working_day hoặc bỏ «start».")
    branch.done()
    return LimitSpec(value, unit, start, cutoff or None)


def _whole(branch: Branch, field: str, *, low: int, high: int = 10**6) -> int:
    if not branch.has(field):
        branch.fault(
            field, Sentence("Thiếu trường «%(field)s»; ghi thêm một số nguyên từ %(low)s trở lên.", field=field, low=low)
        )
    return branch.integer(field, default=low, low=low, high=high) or low


def _steps(branch: Branch | None) -> tuple[str, tuple[Node, ...]]:
    if branch is None:
        return "", ()
    start = branch.text("start", required=True)
    nodes = tuple(_node(key, node) for key, node in branch.named_branches("nodes"))
    branch.done()
    return start, nodes


def _node(key: str, branch: Branch) -> Node:
    kind = words.NodeKind(branch.choice("kind", list(words.NodeKind), required=True, default="task"))
    works = kind in (words.NodeKind.TASK, words.NodeKind.WAIT, words.NodeKind.RETURN)
    cause = branch.choice("cause", list(words.Cause), required=kind is words.NodeKind.WAIT)
    is_fork = kind is words.NodeKind.FORK
    node = Node(
        key=key,
        kind=kind,
        name=branch.text("name", required=True, limit=300),
        at=branch.choice("at", words.PLACES, required=works),
        duty=branch.choice("duty", words.DUTIES, required=works),
        share=branch.integer("share", default=0, high=100) or 0,
        limit=_limit(branch.branch("limit")),
        cause=words.Cause(cause) if cause else None,
        pauses=branch.flag("pauses", default=False),
        lasts=_limit(branch.branch("lasts")),
        legs=tuple(_leg(name, leg) for name, leg in branch.named_branches("legs")) if is_fork else (),
        join=branch.text("join", required=True) if is_fork else "",
        silent_consent=branch.flag("silent_consent", default=False),
        silent_basis=branch.text("silent_basis", limit=300),
        papers=branch.words("papers"),
        edges=tuple(_edge(edge) for edge in branch.branches("next")),
    )
    branch.done()
    return node


def _leg(key: str, branch: Branch) -> Leg:
    leg = Leg(
        key=key,
        name=branch.text("name", required=True, limit=300),
        at=branch.choice("at", words.PLACES, required=True),
        start=branch.text("start", required=True),
        limit=_limit(branch.branch("limit")),
        due_is_hard=branch.flag("due_is_hard", default=False),
        papers=branch.words("papers"),
        limit_by_share=branch.flag("limit_by_share", default=False),
        brings_result=branch.flag("brings_result", default=False),
    )
    branch.done()
    return leg


def _edge(branch: Branch) -> Edge:
    edge = Edge(
        outcome=branch.matching("outcome", KEY, "done"),
        label=branch.text("label", required=True, limit=200),
        to=branch.text("to", required=True),
        back=branch.flag("back", default=False),
        needs=branch.words("needs", words.NEEDS),
    )
    branch.done()
    return edge
