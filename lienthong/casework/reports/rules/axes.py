"""What the lines of reports are told apart by, as data."""

from __future__ import annotations

from lienthong.casework.reports.rules.shapes import Axis

LEVEL = Axis(
    "level", "CASE level WHEN 'province' THEN 'TTHC cấp tỉnh' WHEN 'district' THEN 'TTHC cấp huyện' ELSE 'TTHC cấp xã' END", "Cấp"
)
UNIT_LEVEL = Axis(
    "unit_level",
    "CASE unit_level WHEN 'province' THEN 'Đơn vị cấp tỉnh' WHEN 'district' THEN 'Đơn vị cấp huyện' ELSE 'Đơn vị cấp xã' END",
    "Cấp",
)
FIELD = Axis("field", "field", "Lĩnh vực, công việc giải quyết theo cấp")
CODED_UNIT = Axis("unit_id::text", "unit_code || ' · ' || unit_name", "Mã định danh, tên đơn vị")
PROCEDURE = Axis("procedure", "procedure || ' · ' || procedure_name", "Thủ tục hành chính")
CASE = Axis("case_key", "case_name", "Trường hợp")
CHANNEL = Axis(
    "channel",
    "CASE channel WHEN 'online' THEN 'Trực tuyến' WHEN 'post' THEN 'Bưu chính công ích' ELSE 'Trực tiếp' END",
    "Cách nộp",
)
DELIVERY = Axis(
    "result_delivery",
    "CASE result_delivery WHEN 'post' THEN 'Trả qua bưu chính' WHEN 'online' THEN 'Trả trực tuyến' "
    "ELSE 'Trả tại bộ phận một cửa' END",
    "Cách nhận kết quả",
)
WHERE = Axis("coalesce(where_unit_id, 0)::text", "where_name", "Đơn vị đang giữ")
AGENCY = Axis("agency_id::text", "agency_name", "Cơ quan giải quyết")
WORK_KIND = Axis("kind", "kind_name", "Loại việc")
