"""Addresses of workfiles at the desk; `web.urls` takes them in."""

from __future__ import annotations

from django.urls import path

from lienthong.doors.desk.web.workfiles import archive, destroying, lists, plans, sheet

_FILES, _PLANS = "ho-so-cong-viec/", "ho-so-cong-viec/danh-muc/"
_PLAN, _FILE, _HAND_IN, _DESTRUCTION = (
    f"{_PLANS}<uuid:uid>", f"{_FILES}<uuid:uid>", f"{_FILES}nop-luu/<uuid:uid>", f"{_FILES}tieu-huy/<uuid:uid>",
)  # fmt: skip
urlpatterns = [
    path(_FILES, lists.files, name="work_files"),
    path(f"{_FILES}danh-sach.xlsx", lists.files_xlsx, name="work_files_xlsx"),
    path(f"{_FILES}mo/", lists.open_file, name="open_work_file"),
    path(f"{_FILES}van-ban/<uuid:uid>/", lists.put_letter, name="put_letter"),
    path(_PLANS, plans.plans, name="file_plans"),
    path(f"{_PLAN}/", plans.plan, name="file_plan"),
    path(f"{_PLAN}.pdf", plans.plan_pdf, name="file_plan_pdf"),
    path(f"{_PLAN}.xlsx", plans.plan_xlsx, name="file_plan_xlsx"),
    path(f"{_PLAN}/dong/", plans.line, name="add_plan_line"),
    path(f"{_PLAN}/dong/<uuid:line>/", plans.line, name="plan_line"),
    path(f"{_PLAN}/dong/<uuid:line>/bo/", plans.drop, name="drop_plan_line"),
    path(f"{_PLAN}/bang/", plans.table, name="plan_table"),
    path(f"{_PLAN}/ban-hanh/", plans.issue, name="issue_file_plan"),
    path(f"{_FILES}nop-luu/", archive.hand_ins, name="hand_ins"),
    path(f"{_FILES}nop-luu/moi/<str:store>/", archive.give, name="give_files"),
    path(f"{_HAND_IN}/", archive.hand_in, name="hand_in"),
    path(f"{_HAND_IN}.pdf", archive.hand_in_pdf, name="hand_in_pdf"),
    path(f"{_HAND_IN}/nhan/", archive.take, name="take_hand_in"),
    path(f"{_HAND_IN}/tra-lai/", archive.refuse, name="refuse_hand_in"),
    path(f"{_FILES}tieu-huy/", destroying.destructions, name="destructions"),
    path(f"{_FILES}tieu-huy/moi/", destroying.make, name="make_destruction"),
    path(f"{_DESTRUCTION}/", destroying.destruction, name="destruction"),
    path(f"{_DESTRUCTION}.pdf", destroying.destruction_pdf, name="destruction_pdf"),
    path(f"{_DESTRUCTION}/quyet-dinh/", destroying.settle, name="settle_destruction"),
    path(f"{_FILE}/", sheet.file, name="work_file"),
    path(f"{_FILE}/muc-luc.pdf", sheet.contents_pdf, name="file_contents_pdf"),
    path(f"{_FILE}/muc-luc.xlsx", sheet.contents_xlsx, name="file_contents_xlsx"),
    path(f"{_FILE}/goi.zip", sheet.package, name="file_package"),
    path(f"{_FILE}/tep/", lists.put_loose, name="put_loose"),
    path(f"{_FILE}/du-thao/", lists.put_draft, name="put_draft"),
    path(f"{_FILE}/thu-tuc/", lists.put_dossier, name="put_dossier"),
    path(f"{_FILE}/muc/<uuid:item>/", sheet.item, name="file_item"),
    path(f"{_FILE}/muc/<uuid:item>/bo/", sheet.take_out, name="take_out_item"),
    path(f"{_FILE}/ket-thuc/", sheet.close, name="close_work_file"),
    path(f"{_FILE}/kiem-tra/", sheet.check, name="check_work_file"),
    path(f"{_FILE}/mo-lai/", sheet.reopen, name="reopen_work_file"),
    path(f"{_FILE}/giu-tai-don-vi/", sheet.keep, name="keep_work_file"),
    path(f"{_FILE}/giu-lai/", sheet.hold, name="hold_work_file"),
    path(f"{_FILE}/giu-lai/<uuid:hold>/", sheet.lift, name="lift_hold"),
]
