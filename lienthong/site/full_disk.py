"""When the disk of the database is full, whoever pressed a button reads what to do, and what was typed stays in the form."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import psycopg.errors
from django.db import OperationalError, connection
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from lienthong.toolkit.errors import Refusal

logger = logging.getLogger(__name__)


class DatabaseFull(Refusal):
    """PostgreSQL finds no room to write; the transaction was rolled back."""

    code = "site.database_full"
    reason = (
        "Máy chủ hết chỗ lưu nên việc vừa bấm chưa được ghi; những gì đã lưu vẫn còn nguyên. Báo người quản trị hệ thống dọn "
        "ổ đĩa, rồi bấm lại."
    )
    status = 507


class FullDisk:
    """Turn PostgreSQL's `disk_full` (SQLSTATE 53100) into a refusal while a page is answered.

    Only of pages: what the worker cannot write it tries again later, as after any other fault of the server.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with connection.execute_wrapper(_told):
            return self.get_response(request)


def _told(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    try:
        return execute(sql, params, many, context)
    except OperationalError as fault:
        if not isinstance(fault.__cause__, psycopg.errors.DiskFull):
            raise
        logger.error("the disk of the database is full: %s", fault)
        raise DatabaseFull from fault
