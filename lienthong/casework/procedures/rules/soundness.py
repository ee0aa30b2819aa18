"""Is the step graph sound, exactly: the graph is a workflow net, and every marking it can reach is looked at.

A marking is the set of tokens on the net; a token is (step, path), where the path names the forks and legs it stands in.
Sound = every step can be reached; from every marking the return can still be reached; when the return is reached
nothing is left behind.  Forks and joins nest, so a token has one path per step; that is checked first, by structure.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from lienthong.casework.procedures.rules.definition import Definition, LimitSpec, Node
from lienthong.casework.procedures.rules.references import Finding
from lienthong.casework.procedures.rules.vocabulary import Channel, NodeKind, Unit
from lienthong.toolkit.sentences import Sentence

Path = tuple[tuple[str, str], ...]
Token = tuple[str, Path]
Marking = frozenset[Token]

MAX_MARKINGS = 20_000
WORKING_DAYS_OF = {Unit.WORKING_HOUR: 1 / 8, Unit.WORKING_DAY: 1.0, Unit.CALENDAR_DAY: 5 / 7, Unit.MONTH: 21.0}


def check_soundness(definition: Definition) -> list[Finding]:
    """Return every reason why the graph or its figures are not sound; references must have been checked before."""
    return [*check_graph(definition), *check_shares(definition), *check_limits(definition)]


def check_graph(definition: Definition) -> list[Finding]:
    """Return the faults of the graph: unreachable steps, no way to the return, bad nesting, things left behind."""
    findings = [*_labels(definition), *_nesting(definition)]
    if findings:
        return findings
    return [*_markings(definition)]


def check_shares(definition: Definition) -> list[Finding]:
    """Return a finding for the main line and for each leg whose shares do not sum to 100 per cent."""
    findings = list(_line_sum("steps.nodes", "luồng chính", definition.main_line()))
    on_line = {node.key for node in definition.main_line()}
    for node in definition.nodes:
        for leg in node.legs:
            line = definition.leg_line(leg)
            on_line |= {step.key for step in line}
            findings += _line_sum(f"steps.nodes.{node.key}.legs.{leg.key}", Sentence("nhánh «%(name)s»", name=leg.name), line)
    for node in definition.nodes:
        if node.share and node.key not in on_line:
            findings.append(
                Finding(
                    f"steps.nodes.{node.key}.share",
                    Sentence(
                        "Bước «%(name)s» nằm ngoài luồng chính nên không có tỷ lệ thời gian; để 0 hoặc ghi «limit» riêng.",
                        name=node.name,
                    ),
                )
            )
    return findings


def check_limits(definition: Definition) -> list[Finding]:
    """Return a finding for each limit row that promises longer than the law allows."""
    return [
        Finding(
            f"cases[{number}].limits[{row_number}].committed",
            "Thời hạn cam kết dài hơn thời hạn theo luật; rút ngắn cam kết hoặc sửa thời hạn theo luật.",
        )
        for number, case in enumerate(definition.cases, 1)
        for row_number, row in enumerate(case.limits, 1)
        if _longer(row.committed, row.legal)
    ]


def _longer(one: LimitSpec, other: LimitSpec) -> bool:
    if one.unit is other.unit:
        return one.value > other.value
    return one.value * WORKING_DAYS_OF[one.unit] > other.value * WORKING_DAYS_OF[other.unit] + 1e-9


def _line_sum(field: str, what: str, line: tuple[Node, ...]) -> Iterator[Finding]:
    total = sum(node.share for node in line)
    if total != 100:
        parts = " + ".join(f"{node.key} {node.share}" for node in line)
        yield Finding(
            field,
            Sentence(
                "Tổng tỷ lệ thời gian của %(what)s là %(total)s %%, phải bằng 100 %% (%(parts)s); sửa «share».",
                what=what,
                total=total,
                parts=parts,
            ),
        )


def _labels(definition: Definition) -> Iterator[Finding]:
    for node in definition.nodes:
        for number, edge in enumerate(node.edges, 1):
            if not edge.label.strip():
                yield Finding(
                    f"steps.nodes.{node.key}.next[{number}].label", "Lối ra chưa có nhãn; ghi chữ sẽ hiện trên nút bấm."
                )


def _moves(node: Node, path: Path) -> tuple[Token, ...]:
    """Return the tokens that may follow a token on `node` by one exit (all legs of a fork together)."""
    if node.kind is NodeKind.FORK:
        return tuple((leg.start, (*path, (node.key, leg.key))) for leg in node.legs)
    if node.kind is NodeKind.JOIN:
        return tuple((edge.to, path[:-1]) for edge in node.edges)
    return tuple((edge.to, path) for edge in node.edges)


def _nesting(definition: Definition) -> Iterator[Finding]:
    """Walk every token by itself: each step must have one path, each join must close the fork its token came from."""
    paths: dict[str, Path] = {}
    queue: deque[Token] = deque([(definition.start, ())])
    while queue:
        key, path = queue.popleft()
        node, field = definition.node(key), f"steps.nodes.{key}"
        at_join = node.kind is NodeKind.JOIN
        if at_join:
            if not path or definition.node(path[-1][0]).join != key:
                yield Finding(
                    field, Sentence("Tới điểm gộp «%(key)s» mà không đi từ bước «fork» của nó; sửa lối ra dẫn tới đây.", key=key)
                )
                return
            path = path[:-1]
        if key in paths:
            if paths[key] != path:
                yield Finding(
                    field,
                    Sentence(
                        "Bước «%(key)s» vừa thuộc nhánh song song vừa ở ngoài nhánh đó; tách thành hai bước riêng.", key=key
                    ),
                )
                return
            continue
        paths[key] = path
        queue.extend(_moves(node, (*path, ("", ""))) if at_join else _moves(node, path))
    yield from (
        Finding(
            f"steps.nodes.{node.key}",
            Sentence("Không có đường nào dẫn tới bước «%(key)s»; thêm lối ra dẫn tới hoặc bỏ bước.", key=node.key),
        )
        for node in definition.nodes
        if node.key not in paths and node.kind is not NodeKind.JOIN and node.kind is not NodeKind.RETURN
    )


def _markings(definition: Definition) -> Iterator[Finding]:
    """Explore every marking; then look backwards from the clean end."""
    nodes = {node.key: node for node in definition.nodes}
    first: Marking = frozenset({(definition.start, ())})
    before: dict[Marking, list[Marking]] = {first: []}
    queue = deque([first])
    while queue:
        marking = queue.popleft()
        for following in _fire(marking, nodes):
            if following not in before:
                before[following] = []
                queue.append(following)
            before[following].append(marking)
        if len(before) > MAX_MARKINGS:
            yield Finding("steps.nodes", "Các nhánh song song quá phức tạp để kiểm tra; giảm số nhánh hoặc số bước trong nhánh.")
            return
    ends = [marking for marking in before if any(nodes[key].kind is NodeKind.RETURN for key, _ in marking)]
    for end in ends:
        if len(end) > 1:
            left = ", ".join(sorted(key for key, _ in end if nodes[key].kind is not NodeKind.RETURN))
            yield Finding(
                "steps.nodes", Sentence("Khi trả kết quả vẫn còn bước đang mở: %(left)s; cho các nhánh gộp lại trước.", left=left)
            )
            return
    yield from _dead_ends(definition, before, ends)


def _dead_ends(definition: Definition, before: dict[Marking, list[Marking]], ends: list[Marking]) -> Iterator[Finding]:
    alive, queue = set(ends), deque(ends)
    while queue:
        for earlier in before[queue.popleft()]:
            if earlier not in alive:
                alive.add(earlier)
                queue.append(earlier)
    seen = {key for marking in before for key, _ in marking}
    living = {key for marking in alive for key, _ in marking}
    for node in definition.nodes:
        path = f"steps.nodes.{node.key}"
        if node.key in seen and node.key not in living:
            yield Finding(
                path,
                Sentence(
                    "Từ bước «%(key)s» không có đường tới bước trả kết quả (vòng lặp không lối ra); thêm lối ra.", key=node.key
                ),
            )
        elif node.key not in seen:
            yield Finding(path, Sentence("Không bao giờ tới được bước «%(key)s»; kiểm tra các lối ra phía trước.", key=node.key))


def _fire(marking: Marking, nodes: dict[str, Node]) -> Iterator[Marking]:
    """Yield every marking one act away: a step taken by one exit, a fork split, a join whose legs have all come."""
    for token in marking:
        key, path = token
        node = nodes[key]
        rest = marking - {token}
        if node.kind is NodeKind.FORK:
            yield rest | set(_moves(node, path))
        elif node.kind is NodeKind.JOIN:
            fork = nodes[path[-1][0]]
            waiting = {(key, (*path[:-1], (fork.key, leg.key))) for leg in fork.legs}
            if waiting <= marking:
                yield (marking - waiting) | {(node.edges[0].to, path[:-1])}
        else:
            for moved in _moves(node, path):
                yield rest | {moved}


def channel_gaps(definition: Definition) -> list[tuple[str, Channel]]:
    """Return (case, channel) for which the case has limits but none of its rows fits the channel."""
    return [
        (case.key, channel)
        for case in definition.cases
        for channel in definition.channels
        if case.limits and definition.limit_for(case.key, channel) is None
    ]
