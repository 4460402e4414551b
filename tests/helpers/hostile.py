"""Makes files that are broken, endless, circular or blown up, byte by byte, for tests."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence

from PIL import Image

from tests.helpers.word_file import docx, p

Objects = Mapping[int, bytes]


def raw_pdf(objects: Objects, *, trailer: bytes = b"", root: int = 1) -> bytes:
    """A PDF of these objects with a cross-reference table that is right."""
    out = bytearray(b"%PDF-1.5\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    size = max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 %c \n" % (places.get(number, 0), b"n" if number in places else b"f")
    out += b"trailer\n<< /Size %d /Root %d 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, root, trailer, start)
    return bytes(out)


def stream(body: bytes, entries: bytes = b"", *, length: bytes | None = None) -> bytes:
    """A stream object."""
    return b"<< /Length %s %s >>\nstream\n%s\nendstream" % (length or b"%d" % len(body), entries, body)


def flat(body: bytes, entries: bytes = b"") -> bytes:
    """A stream object, packed."""
    return stream(zlib.compress(body, 9), entries + b" /Filter /FlateDecode")


CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
HELVETICA = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
WORDS = b"BT /F 12 Tf 72 720 Td (Plan of the year) Tj ET"


def page(
    resources: bytes = b"", *, more: bytes = b"", contents: bytes = b"4 0 R", box: bytes = b"0 0 595 842"
) -> bytes:
    """A page object whose parent is object 2."""
    return b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Resources << %s >> /Contents %s %s >>" % (
        box,
        resources,
        contents,
        more,
    )


def one_page(*, contents: bytes, resources: bytes = b"", others: Objects | None = None, more: bytes = b"") -> bytes:
    """A PDF of one page; ``contents`` is the stream object, ``others`` further objects from 5 on."""
    return raw_pdf(
        {
            1: CATALOG,
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: page(resources, more=more),
            4: contents,
            **(others or {}),
        }
    )


def pages_pdf(count: int, *, stated: int | None = None) -> bytes:
    """A PDF of so many bare pages, in nodes of a hundred; ``stated`` is the count it claims."""
    objects = {1: CATALOG, 2: b""}
    nodes = []
    number = 3
    for first in range(0, count, 100):
        node, number = number, number + 1
        kids = []
        for _ in range(first, min(first + 100, count)):
            objects[number] = b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] >>" % node
            kids.append(number)
            number += 1
        refs = b" ".join(b"%d 0 R" % kid for kid in kids)
        objects[node] = b"<< /Type /Pages /Parent 2 0 R /Kids [%s] /Count %d >>" % (refs, len(kids))
        nodes.append(node)
    refs = b" ".join(b"%d 0 R" % node for node in nodes)
    objects[2] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (refs, count if stated is None else stated)
    return raw_pdf(objects)


def picture(width: int, height: int, entries: bytes = b"", body: bytes = b"\0" * 99) -> bytes:
    """A PDF's picture object that claims so many pixels and holds next to none."""
    return flat(
        body,
        b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8 %s"
        % (width, height, entries),
    )


PAINT = b"q 595 0 0 842 0 0 cm /I Do Q"


def circular_pdfs() -> dict[str, bytes]:
    """PDFs that lead round in every way that one object may name another."""
    font = {5: HELVETICA}
    words = stream(WORDS)
    plain = {
        1: CATALOG,
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: page(b"/Font << /F 5 0 R >>"),
        4: words,
        **font,
    }
    good = raw_pdf(plain)
    start = good.rindex(b"xref\n0")
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X 6 0 R >> >>"
    return {
        "pages that are their own kids": raw_pdf({**plain, 2: b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"}),
        "kids that lead up": raw_pdf(
            {
                **plain,
                2: b"<< /Type /Pages /Kids [6 0 R 3 0 R] /Count 2 >>",
                6: b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>",
            }
        ),
        "a parent that is its own": raw_pdf(
            {
                1: CATALOG,
                2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 /Parent 2 0 R >>",
                3: b"<< /Type /Page /Parent 2 0 R >>",
            }
        ),
        "a table of references before itself": raw_pdf(plain, trailer=b"/Prev %d" % start),
        "two tables of references": good[: good.rindex(b"trailer")]
        + b"trailer\n<< /Size 6 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (start, start),
        "a length that is itself": raw_pdf({**plain, 4: stream(WORDS, length=b"4 0 R")}),
        "contents that are the page": raw_pdf({**plain, 3: page(contents=b"3 0 R")}),
        "contents in a ring": raw_pdf({**plain, 3: page(contents=b"6 0 R"), 6: b"[6 0 R 4 0 R]"}),
        "a form that paints itself": one_page(
            contents=stream(b"/X Do " + WORDS),
            resources=b"/Font << /F 5 0 R >> /XObject << /X 6 0 R >>",
            others={**font, 6: stream(b"/X Do", form)},
        ),
        "a form that paints itself twice": one_page(
            contents=stream(b"/X Do"),
            resources=b"/XObject << /X 6 0 R >>",
            others={6: stream(b"/X Do /X Do", form), 5: HELVETICA},
        ),
        "forms that paint each other doubly": one_page(
            contents=stream(b"/X Do"),
            resources=b"/XObject << /X 6 0 R >>",
            others={
                5: HELVETICA,
                **{
                    n: stream(
                        b"/X Do /X Do",
                        b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X %d 0 R >> >>"
                        % (n + 1),
                    )
                    for n in range(6, 40)
                },
                40: stream(b"0 0 10 10 re f", b"/Type /XObject /Subtype /Form /BBox [0 0 595 842]"),
            },
        ),
        "a pattern that is its own": one_page(
            contents=stream(b"/Pattern cs /P scn 0 0 595 842 re f"),
            resources=b"/Pattern << /P 6 0 R >>",
            others={
                5: HELVETICA,
                6: stream(
                    b"/Pattern cs /P scn 0 0 9 9 re f",
                    b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 1 /YStep 1 "
                    b"/Resources << /Pattern << /P 6 0 R >> >>",
                ),
            },
        ),
        "a font of pictures of itself": one_page(
            contents=stream(b"BT /F 12 Tf 72 720 Td (aaaa) Tj ET"),
            resources=b"/Font << /F 5 0 R >>",
            others={
                5: b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [.1 0 0 .1 0 0] /CharProcs << /a 6 0 R >> "
                b"/Encoding << /Differences [97 /a] >> /FirstChar 97 /LastChar 97 /Widths [9] /Resources << /Font << /F 5 0 R >> >> >>",
                6: stream(b"9 0 0 0 9 9 d1 BT /F 1 Tf (aa) Tj ET"),
            },
        ),
        "a mask of its own": one_page(
            contents=stream(PAINT),
            resources=b"/XObject << /I 6 0 R >>",
            others={5: HELVETICA, 6: picture(9, 9, b"/SMask 6 0 R", b"\x77" * 81)},
        ),
        "an annotation that looks like itself": one_page(
            contents=words,
            resources=b"/Font << /F 5 0 R >>",
            others={
                **font,
                6: b"<< /Type /Annot /Subtype /Stamp /Rect [9 9 99 99] /AP << /N 7 0 R >> >>",
                7: stream(b"/X Do", form.replace(b"6 0 R", b"7 0 R")),
            },
            more=b"/Annots [6 0 R 6 0 R]",
        ),
        "a colour space of its own": one_page(
            contents=stream(b"/C cs 0 scn 0 0 99 99 re f " + WORDS),
            resources=b"/Font << /F 5 0 R >> /ColorSpace << /C 6 0 R >>",
            others={**font, 6: b"[/Indexed 6 0 R 1 (ab)]"},
        ),
        "a function of itself": one_page(
            contents=stream(b"/Sh sh " + WORDS),
            resources=b"/Font << /F 5 0 R >> /Shading << /Sh << /ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 9 9] /Function 6 0 R >> >>",
            others={
                **font,
                6: b"<< /FunctionType 3 /Domain [0 1] /Functions [6 0 R 6 0 R] /Bounds [.5] /Encode [0 1 0 1] >>",
            },
        ),
    }


def drawing_bombs() -> dict[str, bytes]:
    """PDFs whose pages paint without forms or pictures what takes a renderer a thousand times their bytes."""

    def page_of(contents: bytes, **more: bytes) -> bytes:
        others = {5: HELVETICA, **{int(number[1:]): body for number, body in more.items()}}
        return one_page(contents=contents, resources=b"/Font << /F 5 0 R >>", others=others)

    strokes = b"0 0 m 9 9 l S\n"
    return {
        "strokes": page_of(stream(strokes * 310_000)),
        "strokes, packed": page_of(flat(strokes * 310_000)),
        "one stream of strokes many times": page_of(b"[" + b"6 0 R " * 40 + b"]", n6=flat(strokes * 8_000)),
        "strokes written as hexadecimal digits": page_of(
            stream((strokes * 310_000).hex().encode() + b">", b"/Filter /ASCIIHexDecode")
        ),
        "a form of strokes": one_page(
            contents=stream(b"/X Do " * 40),
            resources=b"/XObject << /X 6 0 R >>",
            others={
                5: HELVETICA,
                6: flat(strokes * 8_000, b"/Type /XObject /Subtype /Form /BBox [0 0 595 842]"),
            },
        ),
        "states never restored": page_of(flat(b"q " * 600_000)),
        "marked contents never closed": page_of(flat(b"/a BMC " * 2_000)),
    }


def picture_bombs() -> dict[str, bytes]:
    """PDFs whose pictures claim 40,000 x 40,000 pixels and more, wherever a picture may stand."""
    bomb = picture(40_000, 40_000)
    bits = flat(
        b"\0" * 99, b"/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /ImageMask true /BitsPerComponent 1"
    )
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /I 6 0 R >> >>"
    images = b"/XObject << /I 6 0 R >>"
    return {
        "the whole page": one_page(contents=stream(PAINT), resources=images, others={5: HELVETICA, 6: bomb}),
        "with words over it": one_page(
            contents=stream(PAINT + b" " + WORDS),
            resources=images + b"/Font << /F 5 0 R >>",
            others={5: HELVETICA, 6: bomb},
        ),
        "in a form": one_page(
            contents=stream(b"/X Do"),
            resources=b"/XObject << /X 7 0 R >>",
            others={5: HELVETICA, 6: bomb, 7: stream(PAINT, form)},
        ),
        "a stencil": one_page(contents=stream(PAINT), resources=images, others={5: HELVETICA, 6: bits}),
        "a mask": one_page(
            contents=stream(PAINT),
            resources=images,
            others={5: HELVETICA, 6: picture(9, 9, b"/SMask 7 0 R", b"\x77" * 81), 7: bomb},
        ),
        "in a pattern": one_page(
            contents=stream(b"/Pattern cs /P scn 0 0 595 842 re f"),
            resources=b"/Pattern << /P 7 0 R >>",
            others={
                5: HELVETICA,
                6: bomb,
                7: stream(
                    PAINT,
                    b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 595 842] /XStep 595 /YStep 842 /Resources << /XObject << /I 6 0 R >> >>",
                ),
            },
        ),
        "in an annotation": one_page(
            contents=stream(b""),
            others={
                5: HELVETICA,
                6: bomb,
                7: b"<< /Type /Annot /Subtype /Stamp /Rect [0 0 595 842] /AP << /N 8 0 R >> >>",
                8: stream(PAINT, form),
            },
            more=b"/Annots [7 0 R]",
        ),
        "in the line": one_page(
            contents=stream(
                b"q 595 0 0 842 0 0 cm BI /W 40000 /H 40000 /CS /G /BPC 8 /F /Fl ID "
                + zlib.compress(b"\0" * 99)
                + b" EI Q"
            )
        ),
        "a JPEG that says otherwise": one_page(
            contents=stream(PAINT),
            resources=images,
            others={
                5: HELVETICA,
                6: stream(
                    jpeg(60_000, 60_000),
                    b"/Type /XObject /Subtype /Image /Width 100 /Height 100 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode",
                ),
            },
        ),
        "more pixels than numbers": one_page(
            contents=stream(PAINT), resources=images, others={5: HELVETICA, 6: picture(2_000_000_000, 2_000_000_000)}
        ),
    }


def jpeg(width: int, height: int) -> bytes:
    """A real small JPEG whose frame claims another size."""
    buffer = io.BytesIO()
    Image.new("L", (16, 16), 200).save(buffer, "JPEG")
    data = bytearray(buffer.getvalue())
    at = data.index(b"\xff\xc0")
    data[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(data)


def stream_bombs(mebibytes: int = 1500) -> dict[str, bytes]:
    """PDFs whose streams unpack to a thousand times their size."""
    white = flat_zeros(mebibytes, b" ")
    body = b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode"
    return {
        "contents": one_page(contents=stream(white, b"/Filter /FlateDecode"), others={5: HELVETICA}),
        "contents packed twice": one_page(
            contents=stream(zlib.compress(white, 9), b"/Filter [/FlateDecode /FlateDecode]"), others={5: HELVETICA}
        ),
        "a font's table": one_page(
            contents=stream(WORDS),
            resources=b"/Font << /F 5 0 R >>",
            others={
                5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>",
                6: stream(white, b"/Filter /FlateDecode"),
            },
        ),
        "objects": one_page(contents=stream(WORDS), others={5: HELVETICA, 6: stream(white, body)}),
        "a picture's bytes": one_page(
            contents=stream(PAINT),
            resources=b"/XObject << /I 6 0 R >>",
            others={
                5: HELVETICA,
                6: stream(
                    white,
                    b"/Type /XObject /Subtype /Image /Width 100 /Height 100 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode",
                ),
            },
        ),
    }


def flat_zeros(mebibytes: int, byte: bytes = b"\0") -> bytes:
    """So many MiB of one byte, packed."""
    packer = zlib.compressobj(9)
    block = byte * (1 << 20)
    return b"".join([packer.compress(block) for _ in range(mebibytes)] + [packer.flush()])


def png(
    width: int, height: int, *, bits: int = 8, colour: int = 0, chunks: Sequence[tuple[bytes, bytes]] = ()
) -> bytes:
    """A PNG whose head claims a size and whose data are next to nothing."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0)
    inner = b"".join(chunk(*one) for one in chunks)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + inner
        + chunk(b"IDAT", zlib.compress(b"\0" * 99))
        + chunk(b"IEND", b"")
    )


def tiff(width: int, height: int, *, next_at: int = 0, pages: int = 1) -> bytes:
    """A TIFF whose heads claim a size; ``next_at`` where the last page says that the next one stands."""
    out = bytearray(b"II*\0\x08\0\0\0")
    for nth in range(pages):
        entries = [
            (256, 4, 1, width),
            (257, 4, 1, height),
            (258, 3, 1, 8),
            (259, 3, 1, 1),
            (262, 3, 1, 1),
            (273, 4, 1, 8),
            (278, 4, 1, height),
            (279, 4, 1, 99),
        ]
        after = len(out) + 2 + 12 * len(entries) + 4
        out += struct.pack("<H", len(entries)) + b"".join(struct.pack("<HHII", *entry) for entry in entries)
        out += struct.pack("<I", after if nth + 1 < pages else next_at)
    return bytes(out + b"\0" * 99)


def word_bombs() -> dict[str, bytes]:
    """Word files that unpack to thousands of times their size, or nest without end."""
    plain = docx(p("Kế hoạch"))
    entities = b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
    )
    picture_inside = io.BytesIO(plain)
    with zipfile.ZipFile(picture_inside, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/media/image1.png", png(60_000, 60_000))
    return {
        "a document of blanks": _with_part(plain, "word/document.xml", flat_zeros(140, b" "), 140 << 20),
        "a size that lies": _with_part(plain, "word/document.xml", flat_zeros(140, b" "), 4000),
        "entities of entities": docx("", raw=entities + b"]><w>&j;</w>"),
        "deep": docx("<w:sdt><w:sdtContent>" * 5000 + "</w:sdtContent></w:sdt>" * 5000),
        "deep tables": docx("<w:tbl><w:tr><w:tc>" * 100 + p("x") + "</w:tc></w:tr></w:tbl>" * 100),
        "a picture of 60,000 x 60,000": picture_inside.getvalue(),
    }


def _with_part(package: bytes, name: str, packed: bytes, size: int) -> bytes:
    """The package with one part replaced by packed bytes that claim to unpack to `size`."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info, old.read(info))
    data = buffer.getvalue()
    end = data.rindex(b"PK\5\6")
    count, length, start = struct.unpack("<HII", data[end + 10 : end + 20])
    raw = name.encode()
    # Version, flags, deflate, time, date, checksum, sizes, lengths of name and extra (APPNOTE 4.3.7).
    fields = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0, 0, len(packed), size, len(raw), 0)
    local = b"PK\3\4" + fields + raw + packed
    central = b"PK\1\2" + struct.pack("<H", 20) + fields + struct.pack("<HHHII", 0, 0, 0, 0, start) + raw
    directory = data[start : start + length] + central
    tail = struct.pack("<HHHHIIH", 0, 0, count + 1, count + 1, len(directory), start + len(local), 0)
    return data[:start] + local + directory + b"PK\5\6" + tail
