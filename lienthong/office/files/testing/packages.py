"""Crafted archives and office files, hostile and good."""

from __future__ import annotations

import io
import struct
import zipfile

CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>{}</Types>'
)
RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p>{}<w:r>'
    "<w:t>Kính gửi: Ủy ban nhân dân xã Hoành Mô</w:t></w:r></w:p></w:body></w:document>"
)
CONTENT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0" xmlns:xlink="http://www.w3.org/1999/xlink">{}'
    "</office:document-content>"
)
Parts = dict[str, bytes | str]


def zipped(parts: Parts, *, level: int = 6) -> bytes:
    """Return an archive of parts, deflated."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED, level)
    return out.getvalue()


def docx(extra: Parts | None = None, *, body: str = "", types: str = "") -> bytes:
    """Return a letter; `extra` parts are added or put in the place of the usual ones."""
    link = f'<Relationship Id="r9" Type="{OFFICE}/hyperlink" Target="https://quangninh.gov.vn" TargetMode="External"/>'
    parts: Parts = {
        "[Content_Types].xml": CONTENT_TYPES.format(types),
        "_rels/.rels": RELS.format(f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'),
        "word/document.xml": WORD.format(body),
        "word/_rels/document.xml.rels": RELS.format(link),
    }
    return zipped(parts | (extra or {}))


def docx_with_relationship(kind: str, target: str) -> bytes:
    """Return a letter that reaches for something outside."""
    reach = f'<Relationship Id="r1" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'
    return docx({"word/_rels/settings.xml.rels": RELS.format(reach)})


def docx_with_entity() -> bytes:
    """Return a letter whose XML reads a file of the server."""
    attack = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    return docx({"word/document.xml": attack + WORD.format("<w:r><w:t>&e;</w:t></w:r>")})


def docx_with_laughs() -> bytes:
    """Return a letter with a billion laughs, hidden in a part with the name of a picture, in UTF-16."""
    entities = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    attack = f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [{entities}]><x>&a9;</x>'
    return docx({"word/media/image1.png": attack.encode("utf-16")})


def docx_bomb(megabytes: int = 200) -> bytes:
    """Return a letter whose picture unpacks a thousand to one."""
    return docx({"word/media/image1.bmp": bytes(megabytes * 2**20)})


def odt(body: str = "", extra: Parts | None = None, mimetype: str = "application/vnd.oasis.opendocument.text") -> bytes:
    """Return a letter of LibreOffice."""
    parts: Parts = {
        "mimetype": mimetype,
        "content.xml": CONTENT.format(f"<text:p>Đơn đề nghị</text:p>{body}"),
        "META-INF/manifest.xml": '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
    }
    return zipped(parts | (extra or {}))


def nested_bomb() -> bytes:
    """Return fifty archives of 100 MB in one."""
    inner = zipped({"0.txt": bytes(100 * 2**20)}, level=9)
    return zipped({f"{number}.zip": inner for number in range(50)})


def symlink() -> bytes:
    """Return an archive with a link to a file of the server."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("ghi chú.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return out.getvalue()


def with_password() -> bytes:
    """Return an archive that says its entry is encrypted."""
    content = bytearray(zipped({"a.txt": b"bi mat"}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + place] |= 1
    return bytes(content)


def lying_size(told: int) -> bytes:
    """Return an archive whose entry unpacks to 500,000 bytes and says it has `told`."""
    content = bytearray(zipped({"a.txt": b"a" * 500_000}))
    struct.pack_into("<L", content, content.index(b"PK\x03\x04") + 22, told)
    struct.pack_into("<L", content, content.index(b"PK\x01\x02") + 24, told)
    return bytes(content)


def twice_named() -> bytes:
    """Return an archive with two entries that one folder of Windows would hold as one."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("Đơn.txt", "một")
        archive.writestr("đơn.txt", "hai")
    return out.getvalue()


def two_local_names() -> bytes:
    """Return an archive whose local header names another file than its directory."""
    return zipped({"a.txt": "x"}).replace(b"a.txt", b"a.exe", 1)


def overlapping() -> bytes:
    """Return an archive in which one entry lies inside the bytes of another (Fifield)."""
    inner = zipped({"b.txt": b"b" * 1000})
    at = inner.index(b"PK\x01\x02")
    local, directory = inner[:at], bytearray(inner[at : inner.index(b"PK\x05\x06")])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", local)
    content = out.getvalue()
    start = content.index(b"PK\x01\x02")
    struct.pack_into("<L", directory, 42, content.index(local))
    mine = content[start : content.index(b"PK\x05\x06")]
    both = mine + bytes(directory)
    return content[:start] + both + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 2, 2, len(both), start, 0)


def many_empty(entries: int = 20_000) -> bytes:
    """Return an archive of empty entries."""
    return zipped({f"{number}.txt": b"" for number in range(entries)})


def broken_directory() -> bytes:
    """Return an archive whose directory does not begin where its end says."""
    return zipped({"a.txt": "a"}).replace(b"PK\x01\x02", b"PK\x01\x03")


def of_two_disks() -> bytes:
    """Return an archive that says it goes on from another disk."""
    content = bytearray(zipped({"a.txt": "a"}))
    struct.pack_into("<H", content, content.index(b"PK\x05\x06") + 4, 1)
    return bytes(content)


def of_a_rare_packing() -> bytes:
    """Return an archive packed in a way that only some programs unpack."""
    return _written({"a.txt": b"a" * 100}, packing=zipfile.ZIP_BZIP2)


def stored() -> bytes:
    """Return an honest archive that packs nothing."""
    return _written({"a.txt": b"a" * 100, "b.txt": b"b"})


def second_header_broken() -> bytes:
    """Return an archive whose second entry has no header."""
    content = bytearray(zipped({"a.txt": "a", "b.txt": "b"}))
    content[content.rindex(b"PK\x03\x04") + 3] = 9
    return bytes(content)


def bytes_before_the_first_entry() -> bytes:
    """Return an archive that begins like one, and whose first entry begins later."""
    return _written({"a.txt": b"a"}, before=b"PK\x03\x04<?php ?>")


def lying_packed_size(parts: bytes, packed: int, unpacked: int | None = None) -> bytes:
    """Return an archive of one entry that says it has `packed` bytes, and unpacks to `unpacked`."""
    content = bytearray(parts)
    for mark, place in ((b"PK\x03\x04", 18), (b"PK\x01\x02", 20)):
        at = content.index(mark) + place
        struct.pack_into("<L", content, at, packed)
        if unpacked is not None:
            struct.pack_into("<L", content, at + 4, unpacked)
    return bytes(content)


def packed_size_beyond_the_end() -> bytes:
    """Return an archive whose entry would go on after the last byte of the file."""
    return lying_packed_size(_written({"a.txt": b"a"}), packed=10**6, unpacked=10**6)


def packed_size_too_large() -> bytes:
    """Return an archive with bytes between the end of an entry's packed stream and the end that it says."""
    honest = zipped({"a.txt": "a" * 100})
    return lying_packed_size(honest, packed=struct.unpack_from("<L", honest, 18)[0] + 9)


def _written(parts: dict[str, bytes], *, packing: int = zipfile.ZIP_STORED, before: bytes = b"") -> bytes:
    out = io.BytesIO()
    out.write(before)
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()
