"""What a version must pass before it may be published.  Source: domain.md 6.5 [P]."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from lienthong.casework.procedures.rules.definition import Definition
from lienthong.casework.procedures.rules.references import Finding, check_references
from lienthong.casework.procedures.rules.soundness import channel_gaps, check_soundness
from lienthong.casework.procedures.rules.vocabulary import DUTY_NAMES, Channel, NodeKind
from lienthong.toolkit.sentences import Sentence


def check_publishing(definition: Definition, *, duties_held: Collection[str] | None = None) -> list[Finding]:
    """Return every reason why the version may not be published.

    duties_held   the duties that some post carries; None = the posts are not known yet (first load), not checked.
    Overlap with other versions is checked by the service, under a lock, and by the database.
    """
    findings = check_references(definition) or check_soundness(definition)
    findings += [
        *_document(definition),
        *_papers_and_fees(definition),
        *_legs(definition),
        *_channels(definition),
        *_form(definition),
    ]
    if duties_held is not None:
        findings += _duties(definition, duties_held)
    return findings


def _document(definition: Definition) -> Iterator[Finding]:
    decision = definition.decision
    if decision is None or not decision.number or decision.on is None:
        yield Finding("decision", "Chưa có số và ngày quyết định công bố; ghi «decision: {number: …, date: …}».")
    if not definition.results:
        yield Finding("results", "Chưa có kết quả nào; ghi ít nhất một kết quả trong «results».")
    document = definition.document
    if not (document.drafted_by and document.reviewed_by and document.approved_by):
        yield Finding("document", "Chưa ghi đủ đơn vị soạn, soát xét, phê duyệt; điền drafted_by, reviewed_by, approved_by.")
    elif document.drafted_by == document.approved_by:
        yield Finding("document.approved_by", "Người phê duyệt trùng với đơn vị soạn; ghi người khác.")


def _papers_and_fees(definition: Definition) -> Iterator[Finding]:
    for number, paper in enumerate(definition.papers, 1):
        if paper.originals + paper.copies < 1:
            yield Finding(
                f"papers[{number}]",
                Sentence("Giấy tờ «%(name)s» chưa có số lượng; ghi originals hoặc copies từ 1.", name=paper.name),
            )
    for number, fee in enumerate(definition.fees, 1):
        if fee.amount is None and not fee.tiers and not fee.text:
            yield Finding(
                f"fees[{number}].text",
                Sentence("Khoản «%(name)s» chưa có số tiền; ghi «amount», hoặc ghi «text» ai quy định.", name=fee.name),
            )


def _form(definition: Definition) -> Iterator[Finding]:
    basis = definition.form_basis
    if definition.form and (basis is None or not basis.mark):
        yield Finding(
            "form_basis", "Bản khai chưa ghi soạn theo mẫu nào; ghi «form_basis: {text: …, mark: …}», chưa đối chiếu thì mark M."
        )


def _legs(definition: Definition) -> Iterator[Finding]:
    for node in definition.nodes:
        for leg in node.legs:
            field, name = f"steps.nodes.{node.key}.legs.{leg.key}", leg.name
            if leg.limit is None and not leg.limit_by_share:
                yield Finding(f"{field}.limit", Sentence("Nhánh «%(name)s» chưa có thời hạn; ghi «limit».", name=name))
            elif leg.limit_by_share and (leg.limit is not None or not node.share):
                said = "Nhánh «%(name)s» lấy phần của bước tách làm thời hạn; bỏ «limit», ghi «share» cho bước «%(step)s»."
                yield Finding(f"{field}.limit_by_share", Sentence(said, name=name, step=node.name))
            elif leg.limit_by_share and not all(case.limits for case in definition.cases):
                said = "Nhánh «%(name)s» lấy phần thời hạn của cả hồ sơ mà có trường hợp không có thời hạn; ghi «limit» riêng."
                yield Finding(f"{field}.limit_by_share", Sentence(said, name=name))


def _channels(definition: Definition) -> Iterator[Finding]:
    if definition.online and definition.online.level in ("whole", "partial") and Channel.ONLINE not in definition.channels:
        yield Finding(
            "online.level", "Thủ tục không nhận trực tuyến; thêm «online» vào «channels», hoặc ghi «level: information»."
        )
    for case, channel in channel_gaps(definition):
        number = [item.key for item in definition.cases].index(case) + 1
        yield Finding(
            f"cases[{number}].limits",
            Sentence("Trường hợp «%(case)s» chưa có thời hạn cho kênh «%(channel)s»; thêm một dòng.", case=case, channel=channel),
        )


def _duties(definition: Definition, held: Collection[str]) -> Iterator[Finding]:
    for node in definition.nodes:
        works = node.kind in (NodeKind.TASK, NodeKind.WAIT, NodeKind.RETURN)
        if works and node.duty not in held:
            name = DUTY_NAMES.get(node.duty, node.duty)
            yield Finding(
                f"steps.nodes.{node.key}.duty",
                Sentence("Chưa vị trí nào được giao việc «%(name)s»; giao việc hoặc đổi «duty».", name=name),
            )
