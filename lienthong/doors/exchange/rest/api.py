"""The API object: title, errors as refusals, routers."""

from __future__ import annotations

from typing import Any

from django.db import DataError
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Status
from ninja.errors import AuthenticationError, ValidationError

from lienthong import __version__
from lienthong.casework.dossiers import public as dossiers
from lienthong.doors.exchange.rest import payments, reading
from lienthong.doors.exchange.rest import schemas as wire
from lienthong.doors.exchange.rest.entry import Bearer
from lienthong.office.accounts import public as accounts
from lienthong.toolkit import clock
from lienthong.toolkit.errors import Refusal

api = NinjaAPI(
    title="Liên Thông",
    version=__version__,
    description="Cùng thao tác, cùng quyền, cùng lời từ chối như trên trang. Lệnh ghi cần tiêu đề Idempotency-Key.",
    auth=Bearer(),
    docs_url=None,
    urls_namespace="api-v1",
    openapi_extra={"openapi": "3.1.0"},
)
api.add_router("", reading.router)
api.add_router("", payments.router)


@api.get("/lookup", response={200: wire.LookupOut, 404: wire.Problem}, auth=None, tags=["public"], summary="Tra cứu công khai")
@accounts.open_to_public("người dân tra cứu bằng mã và khóa trên giấy tiếp nhận")
def lookup(request: HttpRequest, code: str, key: str) -> Any:
    """Return the masked standing of a dossier by its code and look-up key; slowed down per source."""
    source = request.META.get("REMOTE_ADDR", "")
    accounts.take([(accounts.SOURCE, f"lookup:{source}")], at=clock.real_now())
    found = dossiers.public_lookup(code, key)
    if found is None:
        return Status(
            404, {"code": "portal.not_found", "message": "Không có hồ sơ nào khớp mã và khóa tra cứu này.", "facts": {}}
        )
    return Status(200, found)


@api.exception_handler(Refusal)
def refused(request: HttpRequest, no: Refusal) -> HttpResponse:
    """Answer a refusal of the trade with its status, code, sentence and facts."""
    response = api.create_response(request, no.as_dict(), status=no.status)
    if "seconds" in no.facts:
        response["Retry-After"] = str(no.facts["seconds"])
    return response


@api.exception_handler(AuthenticationError)
def unknown(request: HttpRequest, fault: AuthenticationError) -> HttpResponse:
    """Answer a missing token as a refused one is answered."""
    return refused(request, accounts.TokenRefused())


@api.exception_handler(DataError)
def unstorable(request: HttpRequest, fault: DataError) -> HttpResponse:
    """Answer an address or a query that holds what no column can hold (NUL, a number out of range); nothing was done."""
    body = {
        "code": "exchange.malformed",
        "message": "Địa chỉ hoặc tham số chứa giá trị không lưu được. Sửa rồi gửi lại.",
        "facts": {},
    }
    return api.create_response(request, body, status=422)


@api.exception_handler(ValidationError)
def malformed(request: HttpRequest, fault: ValidationError) -> HttpResponse:
    """Name the fields that are wrong; nothing was done."""
    faults = [{"field": ".".join(str(part) for part in one["loc"][1:]), "problem": one["type"]} for one in fault.errors]
    fields = ", ".join(one["field"] for one in faults)
    body = {
        "code": "exchange.malformed",
        "message": f"Dữ liệu gửi lên sai ở: {fields}. Sửa rồi gửi lại.",
        "facts": {"faults": faults},
    }
    return api.create_response(request, body, status=422)
