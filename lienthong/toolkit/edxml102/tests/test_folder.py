"""The folder transport loses nothing and carries nothing twice, wherever its process is killed."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lienthong.toolkit.edxml102 import StatusCode, read, write
from lienthong.toolkit.edxml102.errors import AgenciesUnreadable, NotWaiting, NotXml
from lienthong.toolkit.edxml102.folder import FOLDERS, FolderTransport
from lienthong.toolkit.edxml102.limits import MAX_PACKET
from lienthong.toolkit.edxml102.tests.packets import a_packet, a_status, new
from lienthong.toolkit.edxml102.transport import Agency, Delivery, Transport

PACKET = write(a_packet())
MOST_STEPS = 100


@pytest.fixture
def transport(tmp_path: Path) -> FolderTransport:
    return FolderTransport(tmp_path)


def _names(transport: FolderTransport, folder: str) -> list[str]:
    return sorted(path.name for path in (transport.folder / folder).iterdir())


def _bring(transport: FolderTransport, data: bytes, name: str = "a.edxml") -> Path:
    """Bring a packet as a carrier should."""
    begun, path = transport.folder / "in" / f".{name}", transport.folder / "in" / name
    begun.write_bytes(data)
    begun.rename(path)
    return path


def _carried(transport: FolderTransport) -> list[bytes]:
    """Carry away what lies in out/."""
    found = sorted((transport.folder / "out").glob("*.edxml"))
    contents = [path.read_bytes() for path in found]
    for path in found:
        path.unlink()
    return contents


def test_it_fills_the_port(transport: FolderTransport) -> None:
    port: Transport = transport
    assert port.received() == port.sent() == port.agencies() == []
    assert set(FOLDERS) <= {path.name for path in transport.folder.iterdir()}


def test_what_is_sent_lies_in_out_and_is_remembered(transport: FolderTransport) -> None:
    packet_id = transport.send_document(PACKET)
    assert _names(transport, "out") == [f"{packet_id}.edxml"]
    assert _carried(transport) == [PACKET]
    assert transport.sent() == [packet_id]
    assert _names(transport, "staged") == []


def test_the_same_packet_is_not_sent_again_though_it_was_carried_away(transport: FolderTransport) -> None:
    first = transport.send_document(PACKET)
    assert _carried(transport) == [PACKET]
    assert transport.send_document(PACKET) == first
    assert FolderTransport(transport.folder).send_document(PACKET) == first
    assert _carried(transport) == []


def test_a_carrier_who_changes_his_copy_does_not_change_ours(transport: FolderTransport) -> None:
    packet_id = transport.send_document(PACKET)
    (transport.folder / "out" / f"{packet_id}.edxml").write_bytes(b"x")
    assert (transport.folder / "sent" / f"{packet_id}.edxml").read_bytes() == PACKET


def test_a_packet_that_we_would_refuse_is_not_sent(transport: FolderTransport) -> None:
    with pytest.raises(NotXml):
        transport.send_document(PACKET[:-1])
    assert _names(transport, "out") == _names(transport, "staged") == _names(transport, "sent") == []


def test_what_came_waits_until_it_is_taken_over(transport: FolderTransport) -> None:
    _bring(transport, PACKET)
    (waiting,) = transport.received()
    assert waiting.size == len(PACKET)
    assert transport.document(waiting.packet_id) == PACKET
    assert transport.received() == [waiting]
    transport.update_status(waiting.packet_id, Delivery.DONE)
    transport.update_status(waiting.packet_id, Delivery.DONE)
    assert transport.received() == []
    assert (transport.folder / "taken" / f"{waiting.packet_id}.edxml").read_bytes() == PACKET
    with pytest.raises(NotWaiting):
        transport.document(waiting.packet_id)


def test_the_same_packet_comes_once_whatever_it_is_called(transport: FolderTransport) -> None:
    _bring(transport, PACKET, "a.edxml")
    _bring(transport, PACKET, "b.edxml")
    (waiting,) = transport.received()
    assert _names(transport, "in") == []
    transport.update_status(waiting.packet_id, Delivery.DONE)
    _bring(transport, PACKET, "c.edxml")
    assert transport.received() == []
    assert _names(transport, "in") == []


def test_different_packets_come_in_the_order_of_their_age(transport: FolderTransport) -> None:
    for number, code in enumerate((StatusCode.COMPLETED, StatusCode.ARRIVED, StatusCode.ACCEPTED)):
        path = _bring(transport, write(a_status(code)), f"{9 - number}.edxml")
        os.utime(path, (1000 + number, 1000 + number))
    packets = [read(transport.document(waiting.packet_id)) for waiting in transport.received()]
    assert packets == [a_status(StatusCode.COMPLETED), a_status(StatusCode.ARRIVED), a_status(StatusCode.ACCEPTED)]


def test_a_wrong_packet_is_put_aside_with_the_reason_and_stops_no_other(transport: FolderTransport) -> None:
    wrong = b"1212" + PACKET
    _bring(transport, wrong, "0 sai.edxml")
    _bring(transport, PACKET, "1.edxml")
    (waiting,) = transport.received()
    assert transport.document(waiting.packet_id) == PACKET
    packet, reason = _names(transport, "refused")
    assert (transport.folder / "refused" / packet).read_bytes() == wrong
    assert reason == packet.replace(".edxml", ".json")
    told = json.loads((transport.folder / "refused" / reason).read_text(encoding="utf-8"))
    assert told["code"] == "edxml.bytes_before_xml"
    assert told["facts"] == {"count": 4}
    assert told["name"] == "0 sai.edxml"
    assert told["message"].startswith("Trước phần mở đầu XML của gói tin có 4 byte thừa")


def test_a_packet_that_is_too_large_is_not_read(transport: FolderTransport) -> None:
    path = transport.folder / "in" / "lon.edxml"
    with path.open("wb") as target:
        target.truncate(MAX_PACKET + 1)
    assert transport.received() == []
    (reason,) = (transport.folder / "refused").glob("*.json")
    assert json.loads(reason.read_text(encoding="utf-8"))["code"] == "edxml.packet_too_large"


def test_what_could_not_be_taken_over_is_put_aside_with_the_words_of_who_tried(transport: FolderTransport) -> None:
    _bring(transport, PACKET)
    (waiting,) = transport.received()
    transport.update_status(waiting.packet_id, Delivery.FAIL, "Không đúng nơi nhận")
    transport.update_status(waiting.packet_id, Delivery.FAIL, "lần hai")
    (reason,) = (transport.folder / "refused").glob("*.json")
    assert json.loads(reason.read_text(encoding="utf-8"))["message"] == "Không đúng nơi nhận"
    assert transport.received() == []


def test_what_was_refused_is_tried_again_when_it_comes_again(transport: FolderTransport) -> None:
    _bring(transport, PACKET)
    (waiting,) = transport.received()
    transport.update_status(waiting.packet_id, Delivery.FAIL, "Hệ thống bận")
    _bring(transport, PACKET)
    assert transport.received()[0].packet_id == waiting.packet_id
    transport.update_status(waiting.packet_id, Delivery.DONE)
    assert transport.received() == []


def test_what_is_still_being_written_or_is_no_file_is_let_alone(transport: FolderTransport) -> None:
    inbox = transport.folder / "in"
    (inbox / ".a.edxml").write_bytes(PACKET[:100])
    (inbox / "a.edxml.part").write_bytes(PACKET[:100])
    (inbox / "thu muc.edxml").mkdir()
    (inbox / "lien ket.edxml").symlink_to("/etc/passwd")
    assert transport.received() == []
    assert len(_names(transport, "in")) == 4


@pytest.mark.parametrize("packet_id", ["", "../../etc/passwd", "a" * 64, "x" * 64, "A" * 64])
def test_an_id_that_does_not_wait_is_refused(transport: FolderTransport, packet_id: str) -> None:
    for act in (transport.document, lambda one: transport.update_status(one, Delivery.DONE)):
        with pytest.raises(NotWaiting):
            act(packet_id)


def test_agencies_are_read_from_a_file_that_people_keep(transport: FolderTransport) -> None:
    path = transport.folder / "agencies.csv"
    path.write_text(
        '\ufefforgan_id,name\n000.08.12.H49,UBND xã Lục Hồn\n\n000.00.12.H49," UBND huyện, Bình Liêu"\n', encoding="utf-8"
    )
    assert transport.agencies() == [
        Agency("000.08.12.H49", "UBND xã Lục Hồn"),
        Agency("000.00.12.H49", "UBND huyện, Bình Liêu"),
    ]


@pytest.mark.parametrize(
    ("text", "line"), [("", 1), ("ma,ten\n", 1), ("organ_id,name\n1,a\n2\n", 3), ("organ_id,name\n1, \n", 2)]
)
def test_a_broken_list_of_agencies_is_refused_with_its_line(transport: FolderTransport, text: str, line: int) -> None:
    (transport.folder / "agencies.csv").write_text(text, encoding="utf-8")
    with pytest.raises(AgenciesUnreadable) as refused:
        transport.agencies()
    assert refused.value.facts == {"line": line}


def _killed_at(step: int, act: Callable[[], object]) -> bool:
    """Run `act` in a child that is killed before its `step`-th opening, renaming or removing of a file; return whether it was."""
    pid = os.fork()
    if not pid:
        left = [step]

        def watch(event: str, _: Any) -> None:
            if event in {"open", "os.rename", "os.remove"}:
                left[0] -= 1
                if not left[0]:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(watch)
        try:
            act()
            os._exit(0)
        finally:
            os._exit(3)
    status = os.waitpid(pid, 0)[1]
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def _every_step(
    folder: Path, prepare: Callable[[FolderTransport], object], act: Callable[[FolderTransport], object]
) -> list[FolderTransport]:
    """Return a transport for each place at which the act can be killed, after it was."""
    killed: list[FolderTransport] = []
    for step in range(1, MOST_STEPS):
        transport = FolderTransport(folder / str(step))
        prepare(transport)
        if not _killed_at(step, lambda: act(transport)):  # noqa: B023 - called at once
            assert len(killed) == step - 1
            return killed
        killed.append(transport)
    raise AssertionError("The act never came to its end.")


@pytest.mark.parametrize("is_carried_between", [False, True])
def test_a_sender_killed_anywhere_sends_exactly_once(tmp_path: Path, is_carried_between: bool) -> None:
    killed = _every_step(tmp_path, lambda _: None, lambda transport: transport.send_document(PACKET))
    assert len(killed) > 8
    for transport in killed:
        carried = _carried(transport) if is_carried_between else []
        FolderTransport(transport.folder).send_document(PACKET)
        carried += _carried(transport)
        transport.send_document(PACKET)
        carried += _carried(transport)
        assert carried == [PACKET]
        assert len(transport.sent()) == 1
        assert _names(transport, "staged") == []


def test_a_sender_killed_after_staging_is_finished_by_whoever_comes_next(tmp_path: Path) -> None:
    killed = _every_step(tmp_path, lambda _: None, lambda transport: transport.send_document(PACKET))
    for transport in killed:
        transport.received()
        assert _carried(transport) == [PACKET] * len(transport.sent())


def test_half_a_file_of_a_power_cut_is_never_sent(transport: FolderTransport) -> None:
    (transport.folder / "staged" / f".{'a' * 64}.edxml").write_bytes(PACKET[:50])
    transport.send_document(PACKET)
    assert _carried(transport) == [PACKET]
    assert _names(transport, "staged") == []


def test_a_receiver_killed_anywhere_loses_and_doubles_nothing(tmp_path: Path) -> None:
    def prepare(transport: FolderTransport) -> None:
        _bring(transport, PACKET, "a.edxml")
        _bring(transport, PACKET, "b.edxml")
        _bring(transport, new()[:-20], "c.edxml")

    killed = _every_step(tmp_path, prepare, lambda transport: transport.received())
    assert len(killed) > 8
    for transport in killed:
        (waiting,) = transport.received()
        assert transport.document(waiting.packet_id) == PACKET
        assert _names(transport, "in") == []
        packet, reason = _names(transport, "refused")
        assert (transport.folder / "refused" / packet).read_bytes() == new()[:-20]
        assert json.loads((transport.folder / "refused" / reason).read_text(encoding="utf-8"))["code"] == "edxml.not_xml"


@pytest.mark.parametrize("delivery", Delivery)
def test_a_take_over_killed_anywhere_is_done_or_still_to_do(tmp_path: Path, delivery: Delivery) -> None:
    def act(transport: FolderTransport) -> None:
        for waiting in transport.received():
            transport.update_status(waiting.packet_id, delivery, "vì sao")

    killed = _every_step(tmp_path, lambda transport: _bring(transport, PACKET), act)
    place = "taken" if delivery is Delivery.DONE else "refused"
    for transport in killed:
        act(transport)
        assert transport.received() == []
        (path,) = (transport.folder / place).glob("*.edxml")
        assert path.read_bytes() == PACKET
        assert all(not _names(transport, name) for name in ("in", "waiting", "out"))


def _send_often(folder: Path) -> None:
    for _ in range(5):
        FolderTransport(folder).send_document(PACKET)


def test_several_senders_at_once_send_once(transport: FolderTransport) -> None:
    context = multiprocessing.get_context("fork")
    senders = [context.Process(target=_send_often, args=(transport.folder,)) for _ in range(4)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert [sender.exitcode for sender in senders] == [0] * 4
    assert _carried(transport) == [PACKET]
