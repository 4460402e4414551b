"""Makes small Word files from the XML of their parts, for tests that need exact control of it."""

from __future__ import annotations

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_KINDS = {"styles": "styles", "numbering": "numbering", "ftn": "footnotes", "hdr": "header", "ftr": "footer"}
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def docx(body: str, *, raw: bytes | None = None, core: str = "", **parts: str) -> bytes:
    """A Word file: ``body`` is the XML inside `w:body`; ``raw`` replaces the whole document part.

    Parts are the XML inside their roots: ``styles``, ``numbering``, ``ftn`` (footnotes), ``hdr``,
    ``ftr`` (their relation ids are rId1, rId2, … in the order given).
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        relations = f'<Relationship Id="d" Type="{_RELATION}officeDocument" Target="word/document.xml"/>'
        package.writestr("_rels/.rels", _relationships(relations))
        document = f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>"
        package.writestr("word/document.xml", raw if raw is not None else document)
        links = []
        for number, (root, inside) in enumerate(parts.items(), start=1):
            kind = _KINDS[root]
            tag = {"ftn": "footnotes"}.get(root, root)
            package.writestr(f"word/{kind}{number}.xml", f"<w:{tag} {_NAMESPACES}>{inside}</w:{tag}>")
            links.append(f'<Relationship Id="rId{number}" Type="{_RELATION}{kind}" Target="{kind}{number}.xml"/>')
        package.writestr("word/_rels/document.xml.rels", _relationships("".join(links)))
        if core:
            package.writestr("docProps/core.xml", core)
    return buffer.getvalue()


def _relationships(inside: str) -> str:
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'
    )


def p(*runs: str, setting: str = "") -> str:
    """A paragraph; plain strings become runs, `|` in them a tab, `\\n` a soft break."""
    inside = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p>{f'<w:pPr>{setting}</w:pPr>' if setting else ''}{inside}</w:p>"


def r(text: str, look: str = "") -> str:
    """A run with its look (`<w:b/>`)."""
    inside = "".join(
        {"|": "<w:tab/>", "\n": "<w:br/>"}.get(piece, f'<w:t xml:space="preserve">{piece}</w:t>')
        for piece in _split(text)
    )
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{inside}</w:r>"


def _split(text: str) -> list[str]:
    pieces, run = [], ""
    for ch in text:
        if ch in "|\n":
            pieces += [run] if run else []
            pieces.append(ch)
            run = ""
        else:
            run += ch
    return pieces + ([run] if run else [])


def numbered(text: str, *, num: int = 1, level: int = 0) -> str:
    """A paragraph of a list."""
    return p(text, setting=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


def table(*rows: list[str], borders: bool = True) -> str:
    """A table of cells given as `cell(…)` or as the text of one paragraph."""
    frame = '<w:tblPr><w:tblBorders><w:top w:val="single"/></w:tblBorders></w:tblPr>' if borders else "<w:tblPr/>"
    body = "".join(f"<w:tr>{''.join(c if c.startswith('<w:tc') else cell(c) for c in row)}</w:tr>" for row in rows)
    return f"<w:tbl>{frame}{body}</w:tbl>"


def cell(*texts: str, span: int = 1, merge: str = "") -> str:
    """A cell of paragraphs; ``merge`` is `restart` or `continue`."""
    properties = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    properties += {"restart": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>", "": ""}[merge]
    blocks = "".join(t if t.startswith(("<w:p", "<w:tbl")) else p(t) for t in texts) or "<w:p/>"
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{blocks}</w:tc>"
