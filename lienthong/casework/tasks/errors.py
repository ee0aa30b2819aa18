"""How the task list says no."""

from __future__ import annotations

from lienthong.toolkit.errors import Refusal


class TaskGone(Refusal):
    """The task was closed, or never existed, or belongs to somebody whom the actor may not see."""

    code = "tasks.gone"
    reason = "Việc này không còn trong danh sách: có thể người khác vừa xử lý xong. Tải lại hộp việc để xem tình trạng mới."
    status = 404


class HeldByAnother(Refusal):
    """Somebody else took the task."""

    code = "tasks.held_by_another"
    reason = "Việc «%(title)s» đang do %(holder)s giữ; nhờ người đó chuyển giao hoặc chờ lãnh đạo phân công lại."


class NotYours(Refusal):
    """The task asks for a duty that the actor's post does not carry, or lies in another unit."""

    code = "tasks.not_yours"
    reason = (
        "Việc «%(title)s» cần nhiệm vụ «%(duty)s» tại %(unit)s; hãy chọn đúng chức vụ đang dùng hoặc chuyển cho người phụ trách."
    )
    status = 403


class CannotHold(Refusal):
    """The person to whom the task should go does not hold its duty there and then."""

    code = "tasks.cannot_hold"
    reason = "%(person)s không giữ nhiệm vụ «%(duty)s» tại đơn vị này vào lúc này; hãy chọn người khác."
