"""Do the parts of a definition fit each other: keys once, references that lead somewhere, steps of the right shape."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lienthong.casework.procedures.rules.definition import Definition, Node
from lienthong.casework.procedures.rules.fees import Fee, Rate
from lienthong.casework.procedures.rules.reading import suggestion
from lienthong.casework.procedures.rules.vocabulary import NodeKind
from lienthong.toolkit.sentences import Sentence

MAX_STEPS = 200


@dataclass(frozen=True)
class Finding:
    """What is wrong with one field, as a Vietnamese sentence that says what to do."""

    field: str
    message: str


def check_references(definition: Definition) -> list[Finding]:
    """Return every fault of keys and references, in the order of the file."""
    return [
        *_once(definition),
        *_cases_named(definition),
        *_limit_rows(definition),
        *(finding for number, fee in enumerate(definition.fees, 1) for finding in _fee(definition, fee, f"fees[{number}]")),
        *_steps(definition),
    ]


def _once(definition: Definition) -> Iterator[Finding]:
    groups: dict[str, Iterable[str]] = {
        "cases": [case.key for case in definition.cases],
        "results": [result.key for result in definition.results],
        "papers": [paper.key for paper in definition.papers],
        "fees": [fee.key for fee in definition.fees],
    }
    for group, keys in groups.items():
        seen: dict[str, int] = {}
        for number, key in enumerate(keys, 1):
            if key in seen:
                yield Finding(
                    f"{group}[{number}].key",
                    Sentence("Khóa «%(key)s» đã dùng ở mục %(seen)s; đặt khóa khác.", key=key, seen=seen[key]),
                )
            seen.setdefault(key, number)
    codes = Counter(result.code for result in definition.results if result.code)
    for number, result in enumerate(definition.results, 1):
        if codes[result.code] > 1:
            yield Finding(
                f"results[{number}].code",
                Sentence("Mã kết quả «%(code)s» ghi %(codes)s lần; mỗi mã một lần.", code=result.code, codes=codes[result.code]),
            )


def _cases_named(definition: Definition) -> Iterator[Finding]:
    known = [case.key for case in definition.cases]
    if not known:
        yield Finding("cases", "Chưa có trường hợp nào; ghi ít nhất một, thường là «default».")
    groups: tuple[tuple[str, list[tuple[str, ...]]], ...] = (
        ("papers", [paper.cases for paper in definition.papers]),
        ("fees", [fee.cases for fee in definition.fees]),
    )
    for group, items in groups:
        for number, cases in enumerate(items, 1):
            for case in cases:
                if case not in known:
                    hint = suggestion(case, known)
                    yield Finding(
                        f"{group}[{number}].cases",
                        Sentence("Không có trường hợp «%(case)s»%(hint)s; sửa hoặc thêm vào «cases».", case=case, hint=hint),
                    )


def _limit_rows(definition: Definition) -> Iterator[Finding]:
    for number, case in enumerate(definition.cases, 1):
        taken: set[str] = set()
        for row_number, row in enumerate(case.limits, 1):
            path = f"cases[{number}].limits[{row_number}]"
            if taken and (taken == {"*"} or taken.issuperset(row.channels or definition.channels or {"?"})):
                yield Finding(path, "Dòng thời hạn này không bao giờ được dùng: các dòng trên đã nhận hết kênh; bỏ hoặc đổi chỗ.")
            taken |= set(row.channels) or {"*"}
            taken = {"*"} if "*" in taken else taken
            yield from _channels_taken(definition, row.channels, path)


def _fee(definition: Definition, fee: Fee, path: str) -> Iterator[Finding]:
    yield from _price(fee, path)
    if fee.by_channel and fee.moment == "free":
        yield Finding(f"{path}.by_channel", "Khoản «moment: free» không thu ở kênh nào; bỏ «by_channel» hoặc đổi «moment».")
    priced: set[str] = set()
    for number, rate in enumerate(fee.by_channel, 1):
        place = f"{path}.by_channel[{number}]"
        yield from _price(rate, place)
        yield from _channels_taken(definition, rate.channels, place)
        if not rate.channels:
            yield Finding(f"{place}.channels", "Mức thu riêng phải nói của kênh nào; ghi «channels: [online]».")
        if rate.amount is None and not rate.tiers and not rate.text:
            yield Finding(place, "Mức thu riêng này chưa có số tiền; ghi «amount», «tiers», hoặc «text» ai quy định.")
        for channel in rate.channels:
            if channel in priced:
                yield Finding(
                    f"{place}.channels",
                    Sentence("Kênh «%(channel)s» đã có mức thu riêng ở dòng trên; chỉ giữ một.", channel=channel),
                )
        priced |= set(rate.channels)
    seen: set[str] = set()
    for number, exemption in enumerate(fee.exemptions, 1):
        if exemption.ground in seen:
            yield Finding(
                f"{path}.exemptions[{number}]", Sentence("Căn cứ «%(ground)s» ghi hai lần; bỏ một.", ground=exemption.ground)
            )
        seen.add(exemption.ground)


def _price(priced: Fee | Rate, path: str) -> Iterator[Finding]:
    tiers = priced.tiers
    if tiers and priced.amount is not None:
        yield Finding(f"{path}.amount", "Chỉ ghi «amount» hoặc «tiers», không ghi cả hai.")
    ends = [tier.up_to for tier in tiers]
    numbers = [end for end in ends if end is not None]
    if tiers and (ends[-1] is not None or None in ends[:-1] or numbers != sorted(set(numbers))):
        yield Finding(f"{path}.tiers", "Các bậc phải có «up_to» tăng dần, riêng bậc cuối không ghi «up_to».")


def _channels_taken(definition: Definition, channels: Iterable[str], path: str) -> Iterator[Finding]:
    for channel in channels:
        if definition.channels and channel not in definition.channels:
            yield Finding(
                f"{path}.channels",
                Sentence("Thủ tục không nhận qua kênh «%(channel)s»; thêm vào «channels» hoặc bỏ ở đây.", channel=channel),
            )


def _steps(definition: Definition) -> Iterator[Finding]:
    keys = [node.key for node in definition.nodes]
    if len(keys) > MAX_STEPS:
        yield Finding(
            "steps.nodes",
            Sentence(
                "Quy trình có %(count)s bước, quá %(max_steps)s; chia thành nhiều quy trình.",
                count=len(keys),
                max_steps=MAX_STEPS,
            ),
        )
    yield from _target("steps.start", definition.start, keys)
    returns = [node for node in definition.nodes if node.kind is NodeKind.RETURN]
    if not returns:
        yield Finding("steps.nodes", "Chưa có bước trả kết quả; thêm đúng một bước «kind: return».")
    for node in returns[1:]:
        yield Finding(
            f"steps.nodes.{node.key}.kind",
            Sentence("Đã có bước trả kết quả «%(key)s»; chỉ giữ một bước «kind: return».", key=returns[0].key),
        )
    for node in definition.nodes:
        yield from _step(definition, node, keys)


def _step(definition: Definition, node: Node, keys: list[str]) -> Iterator[Finding]:
    path = f"steps.nodes.{node.key}"
    yield from _exits(node, path)
    for number, edge in enumerate(node.edges, 1):
        yield from _target(f"{path}.next[{number}].to", edge.to, keys)
    outcomes = Counter(edge.outcome for edge in node.edges)
    for number, edge in enumerate(node.edges, 1):
        if outcomes[edge.outcome] > 1:
            yield Finding(
                f"{path}.next[{number}].outcome",
                Sentence("Kết cục «%(outcome)s» trùng trong bước này; đặt tên khác nhau.", outcome=edge.outcome),
            )
    yield from _fork(definition, node, path, keys)
    if node.kind is not NodeKind.WAIT and (node.pauses or node.lasts or node.cause):
        yield Finding(path, "«cause», «pauses», «lasts» chỉ dùng cho bước «kind: wait»; bỏ hoặc đổi loại bước.")
    if node.silent_consent and (node.kind is not NodeKind.TASK or node.limit is None):
        yield Finding(f"{path}.silent_consent", "«silent_consent» chỉ dùng cho bước «task» có «limit»; thêm thời hạn hoặc bỏ.")
    yield from _asked(definition, node, path)


def _asked(definition: Definition, node: Node, path: str) -> Iterator[Finding]:
    """What an agency that is asked gets, and by which law its silence agrees."""
    if node.silent_consent and not node.silent_basis:
        yield Finding(
            f"{path}.silent_basis", "Im lặng là đồng ý phải có căn cứ; ghi «silent_basis»: văn bản, điều, khoản cho phép."
        )
    if node.silent_basis and not node.silent_consent:
        yield Finding(f"{path}.silent_basis", "«silent_basis» chỉ đi với «silent_consent: true»; thêm cờ ấy hoặc bỏ căn cứ.")
    if node.papers and not node.silent_consent:
        yield Finding(f"{path}.papers", "«papers» ở bước chỉ dùng khi hỏi ý kiến («silent_consent»); với nhánh thì ghi ở nhánh.")
    papers = [paper.key for paper in definition.papers]
    named = [(path, node.papers), *((f"{path}.legs.{leg.key}", leg.papers) for leg in node.legs)]
    for place, keys in named:
        for key in keys:
            if key not in papers:
                yield Finding(
                    f"{place}.papers",
                    Sentence(
                        "Không có giấy tờ «%(key)s»%(suggestion)s; chọn khóa trong danh sách «papers».",
                        key=key,
                        suggestion=suggestion(key, papers),
                    ),
                )


def _exits(node: Node, path: str) -> Iterator[Finding]:
    count = len(node.edges)
    if node.kind in (NodeKind.RETURN, NodeKind.FORK) and count:
        yield Finding(f"{path}.next", Sentence("Bước «%(kind)s» không có «next»; bỏ trường này.", kind=node.kind))
    elif node.kind is NodeKind.JOIN and count != 1:
        yield Finding(f"{path}.next", "Bước «join» đi tiếp theo đúng một lối; ghi một mục trong «next».")
    elif node.kind in (NodeKind.TASK, NodeKind.WAIT) and not count:
        yield Finding(f"{path}.next", "Bước này không đi đâu cả; ghi ít nhất một lối ra trong «next».")


def _fork(definition: Definition, node: Node, path: str, keys: list[str]) -> Iterator[Finding]:
    if node.kind is NodeKind.JOIN:
        forks = [fork.key for fork in definition.nodes if fork.join == node.key]
        if len(forks) != 1:
            yield Finding(
                path,
                Sentence(
                    "Bước «join» này phải thuộc đúng một bước «fork», hiện có %(count)s; sửa trường «join» của fork.",
                    count=len(forks),
                ),
            )
    if node.kind is not NodeKind.FORK:
        return
    yield from _target(f"{path}.join", node.join, keys)
    if node.join in keys and definition.node(node.join).kind is not NodeKind.JOIN:
        yield Finding(
            f"{path}.join", Sentence("Bước «%(join)s» không phải loại «join»; trỏ tới bước «kind: join».", join=node.join)
        )
    if not node.legs:
        yield Finding(f"{path}.legs", "Bước «fork» cần ít nhất một nhánh; thêm nhánh hoặc dùng bước «task».")
    for leg in node.legs:
        yield from _target(f"{path}.legs.{leg.key}.start", leg.start, keys)


def _target(field: str, key: str, keys: list[str]) -> Iterator[Finding]:
    if key not in keys:
        yield Finding(
            field,
            Sentence(
                "Không có bước «%(key)s»%(suggestion)s; sửa hoặc thêm bước vào «nodes».",
                key=key,
                suggestion=suggestion(key, keys),
            ),
        )
