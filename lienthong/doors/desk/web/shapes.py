"""How dossiers and tasks look on the pages: states, paths, events in plain words.  No query, no clock."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.procedures import public as procedures
from lienthong.casework.tasks import public as tasks
from lienthong.office.files import public as files
from lienthong.office.worktime import public as worktime
from lienthong.toolkit.formats import pages
from lienthong.toolkit.languages import LANGUAGES
from lienthong.toolkit.sentences import Several
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.parts import Happening, Leg, PathStep, StepState

ENDED = {
    dossiers.Status.RETURNED: "returned",
    dossiers.Status.COMPLETED: "completed",
    dossiers.Status.REFUSED: "refused",
    dossiers.Status.WITHDRAWN: "withdrawn",
}
CAUSES = {
    "supplement": "chờ công dân bổ sung giấy tờ",
    "citizen": "chờ công dân",
    "payment": "chờ nộp tiền",
    "stopped": "dừng xử lý",
    "public_posting": "niêm yết công khai",
    "other_agency": "chờ cơ quan khác",
    "change_of_mind": "chờ thay đổi ý kiến",
    "sender": "chờ nơi gửi",
}
CHANNELS = {"direct": "Trực tiếp", "online": "Trực tuyến", "post": "Bưu chính công ích"}
LANGUAGE_NAMES = dict(zip(LANGUAGES, ("Tiếng Việt", "Tiếng Anh"), strict=True))
"""In which language somebody is told."""
DELIVERY = {"counter": "Tại bộ phận một cửa", "post": "Qua bưu chính công ích", "online": "Trực tuyến"}
METHODS = {"cash": "Tiền mặt", "transfer": "Chuyển khoản", "online": "Trực tuyến"}


def state_of(row: dossiers.DossierRow) -> str:
    """Return the name of the look of a dossier's clock."""
    if row.status is dossiers.Status.REGISTERED:
        return "registered"
    if row.state is tasks.DueState.DONE:
        return ENDED.get(row.status, "completed")
    if row.state is tasks.DueState.IN_TIME and row.minutes_left is None:
        return "no_limit"
    return str(row.state)


def accepted(page: dossiers.DossierPage) -> bool:
    """Return whether somebody took the dossier in and promised its date; one that was refused before never was."""
    return any(mark.reason == "received" for mark in page.due_dates)


PICTURES = frozenset({"image/jpeg", "image/png", "image/webp"})
"""Pictures that every browser draws; a TIFF is opened by another program."""


@dataclass(frozen=True)
class Scan:
    """A file of a paper: a picture or a PDF is looked at in place (a PDF in the browser's own viewer), the rest is saved."""

    uid: UUID
    picture: bool
    opens: bool


@dataclass(frozen=True)
class PaperShown:
    """A paper of a dossier with its scans, in order."""

    paper: Any
    scans: tuple[Scan, ...]


def scans_of(page: dossiers.DossierPage) -> list[UUID]:
    """Return the uids of all scans of a dossier's papers."""
    return [UUID(str(uid)) for paper in page.papers for uid in (paper.file_uid, *paper.more_files) if uid]


def papers_of(page: dossiers.DossierPage, known: Mapping[UUID, files.FileRow]) -> list[PaperShown]:
    """Return the papers with what can be done with their scans; `known`: the files that the actor may see."""
    return [PaperShown(paper, tuple(_scans(paper, known))) for paper in page.papers]


def _scans(paper: Any, known: Mapping[UUID, files.FileRow]) -> Iterator[Scan]:
    for uid in (UUID(str(one)) for one in (paper.file_uid, *paper.more_files) if one):
        mime = known[uid].mime if uid in known else ""
        yield Scan(uid, mime in PICTURES, opens=mime == "application/pdf")


@dataclass(frozen=True)
class Shares:
    """Office minutes of the promise: used, paused, left; all 0 when there is no promise."""

    used: int = 0
    paused: int = 0
    left: int = 0


def shares_of(page: dossiers.DossierPage, at: datetime) -> Shares:
    """Return how the time of a dossier was spent so far, in office minutes of its own calendar; none before it is accepted."""
    dossier = page.dossier
    if not accepted(page):
        return Shares()
    calendar = worktime.calendar(dossier.calendar)
    end = dossier.ended_at or max(at, dossier.received_at)
    gone = max(worktime.between(dossier.received_at, end, calendar), 0)
    paused, since = 0, None
    for mark in page.due_dates:
        if mark.reason.startswith("paused:"):
            since = mark.since
        elif since is not None:
            paused, since = paused + max(worktime.between(since, mark.since, calendar), 0), None
    if since is not None:
        paused += max(worktime.between(since, end, calendar), 0)
    return Shares(max(gone - paused, 0), paused, max(page.row.minutes_left or 0, 0))


def path_of(page: dossiers.DossierPage) -> list[PathStep]:
    """Return the path as the component draws it: parallel legs side by side inside one step."""
    ended = page.dossier.status in dossiers.FINAL
    drawn: list[PathStep] = []
    for is_main, group in groupby(_walked(page), key=lambda step: step.leg == "main"):
        steps = list(group)
        if is_main:
            drawn += [_step(step, page, ended) for step in steps]
            continue
        legs = [
            Leg(name or key, [_step(step, page, ended) for step in part])
            for (key, name), part in groupby(steps, key=lambda step: (step.leg, step.leg_name))
        ]
        drawn.append(PathStep("Làm song song", _together([step for leg in legs for step in leg.steps]), legs=legs))
    return drawn


def _walked(page: dossiers.DossierPage) -> list[dossiers.PathStep]:
    """Return the steps without those beside the usual way that nobody has entered."""
    definition = page.definition
    usual = {node.key for node in definition.main_line()}
    usual |= {node.key for fork in definition.nodes for leg in fork.legs for node in definition.leg_line(leg)}
    return [step for step in page.path if step.key in usual or step.times]


def _together(steps: Sequence[PathStep]) -> StepState:
    states = {step.state for step in steps}
    if states <= {StepState.DONE, StepState.SKIPPED}:
        return StepState.DONE if StepState.DONE in states else StepState.SKIPPED
    return StepState.TODO if states == {StepState.TODO} else StepState.NOW


def _step(step: dossiers.PathStep, page: dossiers.DossierPage, ended: bool) -> PathStep:
    state = {"done": StepState.DONE, "now": StepState.NOW, "waiting": StepState.NOW}.get(step.state, StepState.TODO)
    if state is StepState.TODO and ended:
        state = StepState.SKIPPED
    again = tongues.told("lần %(times)s", times=step.times) if step.times > 1 else ""
    who = tongues.joined(" · ", (step.unit, step.person, again))
    cause = CAUSES.get(page.dossier.pause_cause, "tạm dừng") if step.state == "waiting" else ""
    return PathStep(
        step.name, state, who,
        pages.work_span(step.planned_minutes) if step.planned_minutes else "",
        pages.work_span(step.used_minutes) if step.times else "",
        cause,
    )  # fmt: skip


PLAIN = {
    ("registered", "offered"): "Nộp hồ sơ, chờ tiếp nhận",
    ("received", "started"): "Tiếp nhận hồ sơ",
    ("supplement", "suspended"): "Yêu cầu bổ sung giấy tờ, đồng hồ dừng",
    ("supplement", "resumed"): "Nhận đủ giấy tờ bổ sung, đồng hồ chạy tiếp",
    ("payment", "suspended"): "Yêu cầu nộp tiền, đồng hồ dừng",
    ("payment", "resumed"): "Đã nộp tiền, đồng hồ chạy tiếp",
    ("stopped", "suspended"): "Dừng xử lý",
    ("stopped", "resumed"): "Cho xử lý tiếp",
    ("refused", "completed"): "Không tiếp nhận giải quyết",
    ("withdrawn", "completed"): "Trả lại hồ sơ theo yêu cầu rút",
    ("fee_paid", "completed"): "Thu phí, lệ phí",
    ("fee_returned", "completed"): "Hoàn trả phí, lệ phí",
    ("settled", "started"): "Người có thẩm quyền ký, vào sổ tại quầy",
    ("settled", "completed"): "Xong kết quả tại quầy",
    ("shelved", "completed"): "Ghi nơi để hồ sơ giấy",
    ("supplement_sent", "completed"): "Công dân gửi giấy tờ bổ sung trực tuyến",
    ("scanned", "completed"): "Thêm bản quét giấy tờ",
    ("result_signed", "completed"): "Ký số kết quả",
    ("result_entered", "completed"): "Vào sổ văn bản đi",
    ("reused", "completed"): "Dùng lại giấy đã ký số, không phải nộp lại",
    ("version_changed", "completed"): "Chuyển sang phiên bản thủ tục mới",
    ("unit_succeeded", "completed"): "Chuyển sang đơn vị kế thừa theo quyết định sắp xếp đơn vị",
    ("unit_succession_undone", "completed"): "Hoàn tác việc chuyển đơn vị",
    ("reopened", "resumed"): "Mở lại hồ sơ",
    ("apology", "started"): "Thảo thư xin lỗi, chờ lãnh đạo ký",
    ("apology", "resumed"): "Hủy thảo thư xin lỗi",
    ("apology", "completed"): "Ký thư xin lỗi, hẹn lại ngày trả",
    ("apology_sent", "completed"): "Gửi thư xin lỗi",
    ("due_recalculated", "completed"): "Tính lại hạn trả theo lịch làm việc mới",
    ("leg_taken", "claimed"): "Cơ quan giải quyết nhận chặng",
    ("leg_asks", "suspended"): "Chặng yêu cầu bổ sung, hoàn thiện",
    ("leg_given_back", "suspended"): "Chặng bị trả lại nơi gửi",
    ("leg_refused", "suspended"): "Chặng bị từ chối",
    ("leg_refused", "completed"): "Từ chối giải quyết chặng",
    ("leg_recalled", "completed"): "Nơi gửi rút chặng",
    ("leg_decided", "resumed"): "Quyết định về chặng",
    ("sender", "suspended"): "Yêu cầu nơi gửi hoàn thiện, đồng hồ của chặng dừng",
    ("sender", "resumed"): "Nơi gửi đã bổ sung, đồng hồ của chặng chạy tiếp",
}


def happenings_of(page: dossiers.DossierPage, names: Mapping[UUID, str]) -> list[Happening]:
    """Return the ledger of a dossier in plain words, the latest first."""
    return [_happening(event, page.definition, names) for event in reversed(page.events)]


def _happening(event: Any, definition: procedures.Definition, names: Mapping[UUID, str]) -> Happening:
    body: dict[str, Any] = event.facts.get("body", event.facts)
    who = names.get(event.person_uid, "") if event.person_uid else "Hệ thống"
    late = body.get("late_entry")
    return Happening(
        event.occurred_at, _words(event, body, definition, names), who, _detail(body),
        mend=bool(late) or event.activity == "reopened",
    )  # fmt: skip


def _words(event: Any, body: dict[str, Any], definition: procedures.Definition, names: Mapping[UUID, str]) -> str:
    plain = PLAIN.get((event.activity, str(event.lifecycle)))
    if event.activity == "received" and body.get("sender"):
        return tongues.told("%(sender)s gửi chặng, tiếp nhận điện tử", sender=body["sender"])
    if plain:
        return _with_leg(plain, event, definition)
    if event.activity in ("leg_sent", "leg_ended"):
        words = "Gửi chặng" if event.activity == "leg_sent" else "Chặng đã có kết quả"
        words = "Chặng quá hạn không trả lời, coi như đồng ý" if body.get("silent_consent") else words
        return _with_leg(words, event, definition)
    title = _title(definition, event.step or event.activity)
    match str(event.lifecycle):
        case "claimed":
            return tongues.told("Nhận việc «%(step)s»", step=title)
        case "offered":
            taker = names.get(UUID(str(body["to"])), "") if body.get("to") else ""
            words = "Giao việc «%(step)s» cho %(taker)s" if taker else "Giao việc «%(step)s»"
            return tongues.told(words, step=title, taker=taker)
        case "completed" if body.get("outcome") == "returned":
            return "Trả kết quả cho người nộp"
        case "completed":
            outcome = _outcome(definition, event.step, str(body.get("outcome", "")))
            return tongues.told("Xong bước «%(step)s»: %(outcome)s", step=title, outcome=outcome)
    return title


def _with_leg(words: str, event: Any, definition: procedures.Definition) -> str:
    """Return the words with the name of the leg of which an event of its parent tells."""
    if not event.activity.startswith("leg_") or event.leg == "main":
        return words
    names = {leg.key: leg.name for node in definition.nodes for leg in node.legs}
    return tongues.joined(": ", (words, names.get(event.leg) or _title(definition, event.leg)))


def _title(definition: procedures.Definition, step: str) -> str:
    try:
        return definition.node(step).name
    except KeyError:
        return step


def _outcome(definition: procedures.Definition, step: str, outcome: str) -> str:
    if outcome == "sent_back":
        return "trả lại bước trước"
    try:
        label = tongues.translated(definition.node(step).edge(outcome).label)
    except KeyError:
        return outcome or "chuyển bước"
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


def _detail(body: dict[str, Any]) -> str:
    late = body.get("late_entry") or {}
    told = {
        "Giấy tờ: %(fact)s": Several("; ", map(str, body["papers"])) if _asks(body) else "",
        "Nhập muộn: %(fact)s": late.get("reason"),
        "Số kết quả %(fact)s": body.get("result_number"),
        "Căn cứ %(fact)s": body.get("silent_consent"),
        "Mã chặng %(fact)s": body.get("code") if body.get("state") else "",
        "Nơi để: %(fact)s": body.get("shelf"),
    }
    parts = [str(body[name]) for name in ("reason", "note") if body.get(name)]
    parts += [tongues.told(words, fact=fact) for words, fact in told.items() if fact]
    parts += [_money(body)] if body.get("amount") else []
    return tongues.joined(" · ", parts)


def _money(body: dict[str, Any]) -> str:
    taken = tongues.translated("%(amount)s đồng", amount=pages.amount(int(body["amount"])))
    method = METHODS.get(body.get("method", ""), "")
    return f"{taken}, {tongues.translated(method).lower()}" if method else taken


def _asks(body: dict[str, Any]) -> bool:
    papers: list[Any] = body.get("papers") or []
    return bool(papers) and all(isinstance(paper, str) for paper in papers)


DUE_REASONS = {
    "received": "Khi tiếp nhận",
    "resumed": "Đồng hồ chạy tiếp",
    "paused:supplement": "Tạm dừng: chờ bổ sung",
    "paused:citizen": "Tạm dừng: chờ công dân",
    "paused:payment": "Tạm dừng: chờ nộp tiền",
    "paused:stopped": "Tạm dừng: dừng xử lý",
    "refused": "Kết thúc: không tiếp nhận giải quyết",
    "withdrawn": "Kết thúc: rút hồ sơ",
    "reopened": "Mở lại",
}
"""Reasons of a change of the promised date, in words."""
