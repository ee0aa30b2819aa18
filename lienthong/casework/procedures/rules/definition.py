"""What one version of a procedure says, as frozen values.  Source of the fields: domain.md 1.10, 1.11, 6."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from lienthong.casework.procedures.rules.fees import Fee
from lienthong.casework.procedures.rules.form import DEFAULT, FormPage
from lienthong.casework.procedures.rules.vocabulary import PARENT, VERTICAL, Cause, Channel, NodeKind, Start, Unit


@dataclass(frozen=True)
class LimitSpec:
    """A limit as written: value, unit, start rule, optional cut-off `HH:MM`, extra for the area in the same unit."""

    value: int
    unit: Unit
    start: Start
    cutoff: str | None = None
    area_extra: int = 0


@dataclass(frozen=True)
class LimitRow:
    """The limits of a case for some channels (none named = all): what the law gives and what the office promises."""

    legal: LimitSpec
    committed: LimitSpec
    channels: tuple[Channel, ...] = ()
    area_extra: Mapping[str, int] = field(default_factory=dict)
    mark: str = ""


@dataclass(frozen=True)
class Case:
    """A case (trường hợp) of the procedure: its limits, and whether the result is given at once (no slip then)."""

    key: str
    name: str
    limits: tuple[LimitRow, ...]
    immediate: bool = False
    after_supplement: str = ""
    condition: str = ""


@dataclass(frozen=True)
class Paper:
    """A component of the dossier (thành phần hồ sơ): how many originals and copies, handed in or only shown.

    by_form  the version's own form is this paper when it is filled in online: nobody sends it besides.
    """

    key: str
    name: str
    originals: int = 0
    copies: int = 0
    required: bool = True
    action: str = "submit"
    form: str = ""
    cases: tuple[str, ...] = ()
    condition: str = ""
    by_form: bool = False


@dataclass(frozen=True)
class Outgoing:
    """That a result stands in the outgoing register: as which type of document, of which body; mark: how well that is known."""

    type: str
    mark: str
    body: str = "people_committee"


@dataclass(frozen=True)
class Result:
    """A result document with its national type code `KQ.<agency>.<6 digits>` (may be unknown: empty).

    outgoing  it is a document of the outgoing register; None: it has a book of its own, or its number is typed.
    """

    key: str
    name: str
    code: str = ""
    outgoing: Outgoing | None = None


@dataclass(frozen=True)
class Edge:
    """An exit of a step: the outcome, the words on its button, where it leads, what it needs."""

    outcome: str
    label: str
    to: str
    back: bool = False
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Leg:
    """A leg of a fork: whose it is, where it starts, its own limit (hard = the law's own date), which papers go with it.

    limit_by_share  no limit of its own: it has the fork's share of what was promised for the whole, whatever case and area.
    brings_result   what the agency makes is the result of the whole: its number becomes the dossier's.
    papers          keys of the papers that the agency gets when it is another unit; none named = all that were handed in.
    """

    key: str
    name: str
    at: str
    start: str
    limit: LimitSpec | None = None
    due_is_hard: bool = False
    papers: tuple[str, ...] = ()
    limit_by_share: bool = False
    brings_result: bool = False


@dataclass(frozen=True)
class Node:
    """A step of the graph.  `share` = per cent of the committed limit; `pauses` = a wait that stops the clock.

    silent_consent   another unit is asked for its opinion; no answer within `limit` counts as agreed, by `silent_basis` of law.
    papers           what the unit that is asked gets; none named = all that were handed in.
    """

    key: str
    kind: NodeKind
    name: str
    at: str = ""
    duty: str = ""
    share: int = 0
    limit: LimitSpec | None = None
    cause: Cause | None = None
    pauses: bool = False
    lasts: LimitSpec | None = None
    legs: tuple[Leg, ...] = ()
    join: str = ""
    silent_consent: bool = False
    silent_basis: str = ""
    papers: tuple[str, ...] = ()
    edges: tuple[Edge, ...] = ()

    def edge(self, outcome: str) -> Edge:
        """Return the exit with that outcome; KeyError when the step has none."""
        for edge in self.edges:
            if edge.outcome == outcome:
                return edge
        raise KeyError(outcome)


@dataclass(frozen=True)
class Document:
    """The version as a controlled document (ISO 9001): code, issue number, who drafted, reviewed and approved."""

    code: str
    issue: int
    drafted_by: str = ""
    reviewed_by: str = ""
    approved_by: str = ""


@dataclass(frozen=True)
class Decision:
    """The decision that published the procedure (quyết định công bố) and how sure we are of it (V I M P)."""

    number: str
    on: date | None
    mark: str = ""


@dataclass(frozen=True)
class LegalBasis:
    """A legal text and article that the procedure stands on, with its mark (V I M P)."""

    text: str
    article: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Online:
    """How far a citizen gets online: whole, partial, information; with its mark (V I M P).  Source: law:nd-42-2022 [V]."""

    level: str
    mark: str = "M"


@dataclass(frozen=True)
class Definition:
    """One version of a procedure, whole: what the file says, nothing added.

    form_basis  the declaration that the form's questions are taken from, and how sure we are of them (V I M P).
    """

    code: str
    name: str
    field: str
    level: str
    kind: str
    document: Document
    since: date
    until: date | None
    verified: bool
    cases: tuple[Case, ...]
    start: str
    nodes: tuple[Node, ...]
    audience: tuple[str, ...] = ()
    channels: tuple[Channel, ...] = ()
    decision: Decision | None = None
    legal_basis: tuple[LegalBasis, ...] = ()
    results: tuple[Result, ...] = ()
    papers: tuple[Paper, ...] = ()
    fees: tuple[Fee, ...] = ()
    note: str = ""
    form: tuple[FormPage, ...] = ()
    online: Online | None = None
    form_basis: LegalBasis | None = None

    @property
    def online_form(self) -> tuple[FormPage, ...]:
        """Return the pages that are filled in online: the version's own, or the plain question that any procedure asks."""
        return self.form or DEFAULT

    @property
    def interlinked(self) -> bool:
        """Return whether another level or a vertical sector takes part (liên thông)."""
        places = {node.at for node in self.nodes} | {leg.at for node in self.nodes for leg in node.legs}
        return any(node.kind is NodeKind.FORK for node in self.nodes) or not places.isdisjoint({PARENT, *VERTICAL})

    def node(self, key: str) -> Node:
        """Return the step `key`; KeyError when there is none."""
        for node in self.nodes:
            if node.key == key:
                return node
        raise KeyError(key)

    def case(self, key: str) -> Case:
        """Return the case `key`; KeyError when there is none."""
        for case in self.cases:
            if case.key == key:
                return case
        raise KeyError(key)

    def limit_row(self, case_key: str, channel: str) -> LimitRow | None:
        """Return the first row of limits of a case that fits the channel; None = the case has no due date there."""
        return next((row for row in self.case(case_key).limits if not row.channels or channel in row.channels), None)

    def limit_for(self, case_key: str, channel: str, area_class: str = "normal") -> tuple[LimitSpec, LimitSpec] | None:
        """Return (legal, committed) of the first row that fits the channel; None = the case has no due date there.

        area_class   normal | mountain | remote; its extra stands in `area_extra` of both, in their own unit.
        """
        row = self.limit_row(case_key, channel)
        if row is None:
            return None
        extra = row.area_extra.get(area_class, 0)
        return replace(row.legal, area_extra=extra), replace(row.committed, area_extra=extra)

    def papers_for(self, case_key: str) -> tuple[Paper, ...]:
        """Return the papers of the case, in the order of the file."""
        return tuple(paper for paper in self.papers if not paper.cases or case_key in paper.cases)

    def fees_for(self, case_key: str, channel: str = "") -> tuple[Fee, ...]:
        """Return the fees of the case, in the order of the file, priced as on the channel; no channel = the usual price."""
        return tuple(fee.on(channel) for fee in self.fees if not fee.cases or case_key in fee.cases)

    @property
    def priced_by_channel(self) -> bool:
        """Return whether some fee depends on how the dossier comes in."""
        return any(fee.by_channel for fee in self.fees)

    def main_line(self) -> tuple[Node, ...]:
        """Return the steps met by always taking the first exit, from start to return; a fork leads to its join."""
        return self._line(self.start, stop="")

    def leg_line(self, leg: Leg) -> tuple[Node, ...]:
        """Return the steps of the leg met by always taking the first exit, without the join."""
        for node in self.nodes:
            if leg in node.legs:
                return self._line(leg.start, stop=node.join)
        raise KeyError(leg.key)

    def leg(self, key: str) -> tuple[Node, Leg]:
        """Return the fork that has the leg `key`, and the leg; KeyError when there is none."""
        for node in self.nodes:
            for leg in node.legs:
                if leg.key == key:
                    return node, leg
        raise KeyError(key)

    def fork_of(self, join_key: str) -> Node:
        """Return the fork whose legs meet in the join `join_key`; KeyError when there is none."""
        for node in self.nodes:
            if node.kind is NodeKind.FORK and node.join == join_key:
                return node
        raise KeyError(join_key)

    def _line(self, key: str, *, stop: str) -> tuple[Node, ...]:
        by_key = {node.key: node for node in self.nodes}
        line: dict[str, Node] = {}
        while key != stop and key in by_key and key not in line:
            node = line[key] = by_key[key]
            key = node.join if node.kind is NodeKind.FORK else node.edges[0].to if node.edges else ""
        return tuple(line.values())
