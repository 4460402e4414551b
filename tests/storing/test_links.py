"""Which copy counts, and which citation is held: by identity, never by a guess."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import CitationRecord, DocumentRecord
from pipeline.storing import schemas
from pipeline.storing.links import Links

DAY = date(2031, 5, 4)
COMMITTEE = "Ủy ban nhân dân tỉnh Mẫu"
DEPARTMENT = "Sở Nội vụ tỉnh Mẫu"


def documents(*rows: DocumentRecord) -> Links:
    return Links([schemas.to_arrow("documents", rows)])


def doc(document_id: str, **columns: object) -> DocumentRecord:
    return DocumentRecord(document_id=document_id, **{"path": f"{document_id}.pdf", **columns})  # type: ignore[arg-type]


CITING = doc("c1", issuer=DEPARTMENT)


@pytest.mark.parametrize(
    ("copies", "best", "why"),
    [
        (
            (doc("a", work_id="w", pages_ocr=3), doc("b", work_id="w", path="x/y/long name.docx")),
            "b",
            "text first",
        ),
        ((doc("a", work_id="w", path="long.pdf"), doc("b", work_id="w", path="b.pdf")), "b", "the shortest path"),
        ((doc("b", work_id="w", path="b.pdf"), doc("a", work_id="w", path="a.pdf")), "a", "then the first path"),
    ],
)
def test_one_copy_of_a_work_counts(copies: tuple[DocumentRecord, ...], best: str, why: str) -> None:
    for order in (copies, copies[::-1]):
        links = documents(*order)
        found = links.fill("documents", schemas.to_arrow("documents", order))
        chosen = dict(zip(found.column("document_id").to_pylist(), found.column("preferred").to_pylist(), strict=True))
        assert chosen == {row.document_id: row.document_id == best for row in copies}, why


def test_without_work_id_every_document_counts() -> None:
    rows = (doc("a", number="1/KH-X"), doc("b", number="1/KH-X"))
    assert documents(*rows).preferred(schemas.to_arrow("documents", rows)) == [True, True]


def cited(links: Links, **columns: object) -> str | None:
    row = CitationRecord(citation_id="c1-c1", document_id="c1", type="kế hoạch", **columns)  # type: ignore[arg-type]
    return links.cited(schemas.to_arrow("citations", [row]))[0]


DECREE = doc("d1", number="7/2031/NĐ-CP", issued_on=DAY, issuer="Chính phủ")
PLAN = doc("p1", number="9/KH-UBND", issued_on=DAY, issued_year=2031, issuer=COMMITTEE)


@pytest.mark.parametrize(
    ("citation", "held", "why"),
    [
        ({"number": "7/2031/NĐ-CP", "cite_key": "7/2031/NĐ-CP"}, "d1", "a number that is an identity by itself"),
        ({"number": "7/2031/nđ-cp", "cite_key": "7/2031/NĐ-CP"}, "d1", "whatever its case"),
        ({"number": None, "resolved_number": "7/2031/NĐ-CP", "cite_key": "7/2031/NĐ-CP"}, "d1", "a law by name"),
        (
            {"number": "7/2031/NĐ-CP", "cite_key": "7/2031/NĐ-CP", "issued_on": date(2031, 5, 5)},
            None,
            "but a date that contradicts rules it out",
        ),
        ({"number": "9/KH-UBND", "cite_key": "9/KH-UBND|x|2031"}, None, "a number that restarts: not without the rest"),
        (
            {"number": "9/KH-UBND", "cite_key": "k", "issuer": COMMITTEE, "issued_on": DAY},
            "p1",
            "number, issuer and date agree",
        ),
        (
            {"number": "9/KH-UBND", "cite_key": "k", "issuer": "Ủy ban nhân dân tỉnh", "issued_on": DAY},
            "p1",
            "`tỉnh` is the citing body's own",
        ),
        (
            {"number": "9/KH-UBND", "cite_key": "k", "issuer": "Ủy ban nhân dân huyện", "issued_on": DAY},
            None,
            "another office with the same number",
        ),
        ({"number": "9/KH-UBND", "cite_key": "k", "issuer": COMMITTEE}, None, "no year, no identity"),
        ({"number": "9/KH-UBND", "cite_key": "9/KH-UBND|x|2031", "issuer": COMMITTEE}, "p1", "the year is in the key"),
        ({"number": "9/KH-UBND", "cite_key": "9/KH-UBND|x|2030", "issuer": COMMITTEE}, None, "another year's"),
        (
            {"number": "9/KH-UBND", "cite_key": "k", "issuer": COMMITTEE, "issued_on": date(2031, 6, 1)},
            None,
            "the year agrees, the day does not",
        ),
        ({"number": "8/KH-UBND", "cite_key": "k", "issuer": COMMITTEE, "issued_on": DAY}, None, "not in the archive"),
        ({"number": None, "cite_key": "luật mẫu"}, None, "no number at all"),
    ],
)
def test_a_citation_finds_its_document(citation: dict[str, object], held: str | None, why: str) -> None:
    assert cited(documents(CITING, DECREE, PLAN), **citation) == held, why


def test_the_place_is_that_of_the_citing_body() -> None:
    """`Ủy ban nhân dân tỉnh`, said by an office of another province, is another committee."""
    links = documents(doc("c1", issuer="Sở Nội vụ tỉnh Khác"), PLAN)
    assert cited(links, number="9/KH-UBND", cite_key="k", issuer="Ủy ban nhân dân tỉnh", issued_on=DAY) is None


def test_two_works_that_fit_are_no_answer() -> None:
    links = documents(CITING, DECREE, doc("d2", number="7/2031/NĐ-CP", issuer="Chính phủ"))
    assert cited(links, number="7/2031/NĐ-CP", cite_key="7/2031/NĐ-CP") is None


def test_of_several_copies_the_preferred_is_meant() -> None:
    scan = doc("s1", number="7/2031/NĐ-CP", work_id="w", pages_ocr=2)
    word = doc("w1", number="7/2031/NĐ-CP", work_id="w")
    assert cited(documents(CITING, scan, word), number="7/2031/NĐ-CP", cite_key="7/2031/NĐ-CP") == "w1"


def test_a_document_is_not_held_by_its_own_copy() -> None:
    """What a document says of its own number leads nowhere, also in another file of the same work."""
    links = documents(doc("c1", number="1/KH-X", work_id="w"), doc("c2", number="1/KH-X", work_id="w"))
    assert cited(links, number="1/KH-X", cite_key="1/KH-X") is None


names = st.sampled_from([None, COMMITTEE, DEPARTMENT, "Ủy ban nhân dân", "ủy ban  nhân dân tỉnh"])
days = st.sampled_from([None, DAY, date(2031, 5, 5), date(2030, 5, 5)])
numbers = st.sampled_from([None, "1/KH", "1/kh", "7/2031/NĐ-CP"])
held = st.tuples(numbers, names, days, st.sampled_from([None, 2030, 2031]), st.sampled_from([None, "w1", "w2"]))
citation = st.tuples(numbers, names, days, st.sampled_from(["1/KH", "7/2031/nđ-cp", "1/KH|x|2031", "1/KH|x|2030"]))


def means(citing: DocumentRecord, cites: CitationRecord, document: DocumentRecord) -> bool:
    """The rule as TABLES.md has it, for one citation and one document."""

    def same(a: str | None, b: str | None) -> bool:
        return a is not None and b is not None and " ".join(a.lower().split()) == " ".join(b.lower().split())

    if not same(cites.number, document.number):
        return False
    if cites.issued_on and document.issued_on and cites.issued_on != document.issued_on:
        return False
    if same(cites.cite_key, cites.number):
        return True
    in_key = (cites.cite_key or "").split("|")
    year = cites.issued_on.year if cites.issued_on else int(in_key[2]) if len(in_key) == 3 else None
    if year is None or year != document.issued_year or not cites.issuer or not document.issuer:
        return False
    full, here = " ".join(document.issuer.lower().split()), " ".join((citing.issuer or "").lower().split())
    short = " ".join(cites.issuer.lower().split())
    return full == short or (full.startswith(short + " ") and here.endswith(" " + full[len(short) + 1 :]))


@given(st.lists(held, min_size=1, max_size=7), citation)
def test_a_citation_is_held_where_one_work_alone_fits(those: list[tuple[Any, ...]], cites: tuple[Any, ...]) -> None:
    """Held against going through all pairs."""
    rows = [
        doc(f"{at:016x}", number=number, issuer=issuer, issued_on=day, issued_year=year, work_id=work)
        for at, (number, issuer, day, year, work) in enumerate(those)
    ]
    number, issuer, day, key = cites
    row = CitationRecord(
        citation_id="c", document_id=rows[0].document_id, type="kế hoạch",
        number=number, issuer=issuer, issued_on=day, cite_key=key,
    )  # fmt: skip
    works = {other.work_id or other.document_id for other in rows if means(rows[0], row, other)}
    works -= {rows[0].work_id or rows[0].document_id}
    links = documents(*rows)
    (found,) = links.cited(schemas.to_arrow("citations", [row]))
    if len(works) != 1:
        assert found is None
    else:
        copies = [other for other in rows if (other.work_id or other.document_id) in works]
        (preferred,) = [
            one.document_id
            for one, counts in zip(copies, links.preferred(schemas.to_arrow("documents", copies)), strict=True)
            if counts
        ]
        assert found == preferred


@given(
    st.lists(held, max_size=5), st.lists(held, max_size=5), st.lists(st.tuples(st.integers(0, 6), citation), max_size=5)
)
def test_what_is_not_stale_is_as_it_would_be_filled_now(
    before: list[tuple[Any, ...]], after: list[tuple[Any, ...]], cites: list[tuple[int, tuple[Any, ...]]]
) -> None:
    """The links in place are those of the documents before; those that came, went or changed tell what to look at."""

    def made(those: list[tuple[Any, ...]]) -> dict[str, DocumentRecord]:
        names = ("number", "issuer", "issued_on", "issued_year", "work_id")
        return {f"{at:016x}": doc(f"{at:016x}", **dict(zip(names, one, strict=True))) for at, one in enumerate(those)}

    old, new = made(before), made(after)
    changed = [row for rows, others in ((old, new), (new, old)) for key, row in rows.items() if others.get(key) != row]
    same = [row for key, row in new.items() if old.get(key) == row]
    here = [
        CitationRecord(
            citation_id=f"c{nth}", document_id=f"{at:016x}", type="kế hoạch",
            number=number, issuer=issuer, issued_on=day, cite_key=key,
        )
        for nth, (at, (number, issuer, day, key)) in enumerate(cites)
        if f"{at:016x}" in {row.document_id for row in same}
    ]  # fmt: skip
    was, now = (
        Links([schemas.to_arrow("documents", old.values())]),
        Links([schemas.to_arrow("documents", new.values())]),
    )
    touched = now.touched(schemas.to_arrow("documents", changed))
    for table, rows in (
        ("documents", schemas.to_arrow("documents", same)),
        ("citations", schemas.to_arrow("citations", here)),
    ):
        standing = was.fill(table, rows)
        assert now.stale(table, standing, touched) == (not now.fill(table, rows).equals(standing)), table


def test_no_documents_hold_nothing() -> None:
    row = CitationRecord(citation_id="c", document_id="x", type="kế hoạch", number="1/KH", cite_key="1/KH")
    assert Links([]).cited(schemas.to_arrow("citations", [row])) == [None]
    assert Links([]).preferred(schemas.to_arrow("documents", [CITING])) == [True]
