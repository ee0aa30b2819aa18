"""The table of tasks: one row for each place where somebody must do something by some time."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from lienthong.casework.tasks.rules import TaskState
from lienthong.toolkit.identity import new_uid


class Task(models.Model):
    """Who must do what by when: a step of a dossier, a petition; a letter or an instruction later.

    `token` tells the tasks of one object apart (the number of the workflow token).  `due_at` is empty while
    the clock stands still; `remaining_minutes` then holds what is left.
    """

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    object_type = models.CharField("loại đối tượng", max_length=30)
    object_uid = models.UUIDField("đối tượng")
    token = models.IntegerField("số nhánh việc")
    kind = models.CharField("kiểu việc", max_length=10, default="task")
    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", db_index=False, verbose_name="đơn vị")
    duty = models.CharField("nhiệm vụ", max_length=40)
    leg = models.CharField("chặng", max_length=40, default="main")
    step = models.CharField("mã bước", max_length=60)
    title = models.CharField("tên bước", max_length=200)
    code = models.CharField("mã hồ sơ", max_length=60)
    subject = models.CharField("nội dung", max_length=300)
    owner_label = models.CharField("chủ hồ sơ", max_length=200)
    state = models.CharField("trạng thái", max_length=10, default=TaskState.OFFERED)
    holder_uid = models.UUIDField("người giữ việc", null=True)
    holder_name = models.CharField("tên người giữ việc", max_length=200, default="", blank=True)
    handed_by = models.CharField("người giao", max_length=200, default="", blank=True)
    from_unit_id = models.BigIntegerField("đơn vị giao", null=True)
    calendar = models.CharField("lịch làm việc", max_length=40)
    opened_at = models.DateTimeField("lúc giao")
    claimed_at = models.DateTimeField("lúc nhận", null=True)
    due_at = models.DateTimeField("hạn xử lý", null=True)
    planned_minutes = models.IntegerField("thời gian dự kiến (phút làm việc)")
    remaining_minutes = models.IntegerField("thời gian còn lại khi tạm dừng (phút làm việc)", null=True)
    closed_at = models.DateTimeField("lúc xong", null=True)
    outcome = models.CharField("kết quả bước", max_length=60, default="", blank=True)

    class Meta:
        verbose_name = "công việc"
        verbose_name_plural = "công việc"
        indexes = [
            models.Index(fields=["unit", "duty", "due_at"], condition=Q(closed_at=None), name="task_inbox"),
            models.Index(fields=["holder_uid", "due_at"], condition=Q(closed_at=None), name="task_holder"),
            models.Index(fields=["object_uid", "id"], name="task_object"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["object_uid", "token"], condition=Q(closed_at=None), name="task_one_open_per_token"),
            models.CheckConstraint(condition=Q(state__in=[state.value for state in TaskState]), name="task_known_state"),
            models.CheckConstraint(
                condition=Q(state=TaskState.CLOSED, closed_at__isnull=False) | (~Q(state=TaskState.CLOSED) & Q(closed_at=None)),
                name="task_closed_with_its_time",
            ),
            models.CheckConstraint(condition=Q(planned_minutes__gte=0), name="task_planned_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.code} · {self.title}"
