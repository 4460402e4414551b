"""The views over one generation: what they say of the rows, and what a query can't reach."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
import signal
import threading
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pipeline
from pipeline.analysing import results, views
from pipeline.analysing.generation import generation
from pipeline.errors import OutputError, QueryError
from pipeline.records import TABLES, Role, columns
from tests.analysing.made import copies, plan, written

DAY = dt.date(2031, 3, 1)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    # A name that a shell, SQL, a glob and Hive's partitions would each take for something else.
    return written(tmp_path_factory.mktemp("ra") / "năm=2031 'o [a]*?{b}; --\"", plan(), *copies())


@pytest.fixture(scope="module")
def asked(out: Path) -> Iterator[views.Connection]:
    with views.connect(out, threads=1) as connection:
        yield connection


def test_tables_stand_under_their_names(asked: views.Connection) -> None:
    """With exactly their columns, also those that have no file yet."""
    for table in TABLES:
        described = asked.execute(f"describe {views.identifier(table)}").fetchall()
        assert tuple(row[0] for row in described) == columns(table), table


def test_a_task_has_its_document_doers_and_basis(asked: views.Connection) -> None:
    found = asked.execute(
        "select number, issuer, lead, lead_bodies, coordinators, due_on, legal_basis, page, period_end "
        "from v_tasks where task_id like '%-t1' and number = '5/KH-UBND'"
    ).fetchall()
    assert found == [
        (
            "5/KH-UBND",
            "Ủy ban nhân dân huyện Mẫu Sơn",
            "Phòng Nội vụ; Phòng Tài chính",
            ["Phòng Nội vụ huyện Mẫu Sơn"],
            ["các xã"],
            dt.date(2031, 2, 1),
            ["7/2031/NĐ-CP", "Luật Mẫu"],
            2,
            dt.date(2031, 12, 31),
        )
    ]


def test_doers_stand_as_they_are_read(tmp_path: Path) -> None:
    """By their place, which is a number and not a word; who has none comes last, two at one place by their ids."""
    made = plan()
    one = made.assignees[0]
    task = one.task_id
    places = [("Sở Ba", 100, "a1"), ("Sở Một", 9, "a3"), ("Sở Hai", 9, "a4"), ("Sở\x1fBốn", None, "a2")]
    doers = tuple(
        dataclasses.replace(
            one, assignee_id=f"{one.document_id}-{key}", name=name, start=start, role=Role.LEAD, body=None
        )
        for name, start, key in places
    )
    with views.connect(written(tmp_path / "ra", dataclasses.replace(made, assignees=doers))) as connection:
        [row] = connection.execute(
            "select lead, lead_bodies, coordinators from v_tasks where task_id = ?", [task]
        ).fetchall()
    assert row == ("Sở Một; Sở Hai; Sở Ba; Sở\x1fBốn", None, None)


@pytest.mark.parametrize(
    ("path", "page", "media_type", "link"),
    [
        pytest.param("a/kế hoạch.pdf", 3, "application/pdf", "/a/k%E1%BA%BF%20ho%E1%BA%A1ch.pdf#page=3", id="a PDF"),
        pytest.param("#1 50%?.pdf", 1, "application/pdf", "/%231%2050%25%3F.pdf#page=1", id="signs of a URI"),
        pytest.param("x.docx", 3, "application/msword", "/x.docx", id="Word has no pages to open at"),
        pytest.param("a.zip/b/c.pdf", 3, "application/pdf", "/a.zip", id="a member leads to its zip"),
        pytest.param("x.pdf", None, "application/pdf", "/x.pdf", id="no page known"),
    ],
)
def test_a_link_opens_the_file_at_its_page(
    asked: views.Connection, path: str, page: int | None, media_type: str, link: str
) -> None:
    [(root, found)] = asked.execute("select archive_root(), file_link(?, ?, ?)", [path, page, media_type]).fetchall()
    assert root.startswith("file:///")
    assert found == root + link


def test_only_preferred_copies_count_unless_asked(asked: views.Connection, out: Path) -> None:
    count = "select count(*) from v_tasks where title = 'bản sao'"
    assert asked.execute(count).fetchall() == [(1,)]
    with views.connect(out, all_copies=True) as connection:
        assert connection.execute(count).fetchall() == [(2,)]


@pytest.mark.parametrize(
    ("day", "tasks"),
    [
        pytest.param("2031-02-01", [], id="due on the day itself"),
        pytest.param("2031-02-02", [("-t1", 1)], id="a day late; the table's row of the same task is not told twice"),
        pytest.param("2031-03-02", [("-t1", 29), ("-t4", 1)], id="a table's row with a deadline of its own is told"),
    ],
)
def test_what_is_overdue_on_a_day(asked: views.Connection, day: str, tasks: list[tuple[str, int]]) -> None:
    found = asked.execute(
        "select right(task_id, 3), days_over from v_overdue(?) where number = '5/KH-UBND' order by 1", [day]
    ).fetchall()
    assert found == tasks


def test_a_body_is_loaded_with_what_it_leads_and_what_it_joins(asked: views.Connection) -> None:
    """A table's row that repeats a task counts as that task."""
    found = asked.execute(
        "select tasks, lead, coordinate, with_deadline, first_due, documents from v_body_load "
        "where body = 'Phòng Nội vụ huyện Mẫu Sơn'"
    ).fetchall()
    assert found == [(2, 1, 1, 1, dt.date(2031, 2, 1), 1)]


def test_a_citation_knows_what_the_archive_holds_of_it(asked: views.Connection) -> None:
    found = asked.execute(
        "select cited, relation, resolved, cited_title from v_citations where citing_number = '5/KH-UBND' order by 1"
    ).fetchall()
    assert found == [
        ("12/KH-UBND", "implements", True, "bản sao"),
        ("7/2031/NĐ-CP", "basis", False, None),
        ("7/2031/NĐ-CP", "basis", False, None),
        ("Luật Mẫu", "basis", False, None),
    ]


def test_what_is_cited_most_counts_documents(asked: views.Connection) -> None:
    """Two documents cite the decree, one of them in two copies."""
    [most] = asked.execute(
        "select number, type, documents, mentions, as_basis from v_most_cited order by documents desc limit 1"
    ).fetchall()
    assert most == ("7/2031/NĐ-CP", "nghị định", 2, 2, 1)


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        pytest.param("tủ sách", ["section", "task"], id="as written"),
        pytest.param("TU SACH", ["section", "task"], id="without accents, in capitals"),
        pytest.param(unicodedata.normalize("NFD", "đọc  tủ"), ["section"], id="decomposed, over a line's end"),
        pytest.param("doc tu", ["section"], id="d for đ"),
        pytest.param("ủ sách", [], id="whole words alone"),
        pytest.param("5.000", ["task"], id="signs of a pattern are letters"),
        pytest.param("5x000", [], id="and match no other"),
        pytest.param("(tủ", ["task"], id="a bracket"),
        pytest.param("", [], id="nothing"),
        pytest.param("  ", [], id="blanks"),
    ],
)
def test_search_finds_words_in_a_row(asked: views.Connection, words: str, kinds: list[str]) -> None:
    found = asked.execute("select kind from v_search(?) where number = '5/KH-UBND' order by kind", [words]).fetchall()
    assert [kind for (kind,) in found] == kinds


@given(words=st.text(alphabet=st.sampled_from("aàảãáạăằâđĐêỂơƯỹ Ỵ12./-\u0301\u0323"), max_size=20))
def test_folded_words_are_the_same_however_they_are_written(words: str, asked: views.Connection) -> None:
    """NFC, NFD, capitals: one folded form, of ASCII letters."""
    forms = [unicodedata.normalize("NFC", words), unicodedata.normalize("NFD", words)]
    forms += [form.upper() for form in forms]
    folded = {asked.execute("select fold(?)", [form]).fetchone()[0] for form in forms}
    bare = "".join(ch for ch in unicodedata.normalize("NFD", words.lower()) if not unicodedata.combining(ch))
    assert folded == {bare.replace("đ", "d")}


def test_quality_counts_what_is_doubtful(asked: views.Connection) -> None:
    [found] = asked.execute(
        "select \"rows\", rows_flagged, rows_reviewed, pages, pages_unread from v_quality where number = '5/KH-UBND'"
    ).fetchall()
    rows = asked.execute("select count(*), count(*) filter (len(flags) > 0) from v_rows where path = 'kế hoạch.pdf'")
    assert found == (*rows.fetchone(), 0, 2, 1)


@pytest.mark.parametrize(
    "sql",
    [
        "select * from read_text('/etc/hosts')",
        "select * from read_csv('/etc/hosts')",
        "select * from glob('/*')",
        "select * from read_parquet('https://example.com/a.parquet')",
        "copy (select 1) to 'a.csv'",
        "copy (select 1 as a) to '{file}'",
        "copy (select 1) to '{spill}/../a.csv'",
        "attach 'a.db'",
        "export database 'a'",
        "install httpfs",
        "load httpfs",
        "set enable_external_access = true",
        "set allowed_paths = ['/etc/hosts']",
        "reset lock_configuration",
        "create persistent secret (type s3)",
    ],
)
def test_a_query_reaches_the_tables_alone(
    asked: views.Connection, out: Path, sql: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = generation(out).files[0].path
    before = file.read_bytes()
    [(spill,)] = asked.execute("select current_setting('temp_directory')").fetchall()
    sql = sql.format(file=str(file).replace("'", "''"), spill=spill)
    with pytest.raises(QueryError):
        views.query(asked, sql)
    assert file.read_bytes() == before
    assert not list(tmp_path.iterdir())
    assert not (Path(spill).parent / "a.csv").exists()


def test_variables_of_python_are_no_tables(asked: views.Connection) -> None:
    secret = [1, 2, 3]
    with pytest.raises(QueryError, match="secret"):
        views.query(asked, f"select * from secret -- {secret}")


@pytest.mark.parametrize("sql", ["", " -- nothing", "selec 1", "select nothing from v_tasks", "select 1 +", "\n;\n"])
def test_a_bad_query_is_one_line(asked: views.Connection, sql: str) -> None:
    with pytest.raises(QueryError) as told:
        views.query(asked, sql)
    assert re.fullmatch(r"[^\n]{10,600}; [^\n]+", str(told.value))


@pytest.mark.parametrize(
    "sql",
    [
        # DuckDB itself does not look up from this one.
        "select count(*) from range(100000000000) as a, range(1000) as b where a.range * b.range % 7 = 9",
        "from range(1000000000000)",
    ],
)
def test_a_query_can_be_stopped(out: Path, sql: str) -> None:
    """Ctrl-C in the middle of one that would never end is Ctrl-C, not a fault."""

    def endless(connection: views.Connection) -> object:
        threading.Timer(0.2, signal.raise_signal, [signal.SIGINT]).start()
        return results.shown(results.answer(connection, sql), 0)

    with pytest.raises(KeyboardInterrupt):
        views.steady(out, endless, threads=1)


def test_sql_in_python(out: Path) -> None:
    tables = pipeline.open_tables(out)
    frame = tables.sql("select count(*) as n from v_documents where issued_on < $day", {"day": DAY})
    assert frame["n"].tolist() == [2]
    assert tables.sql("select count(*) as n from v_documents", all_copies=True)["n"].tolist() == [3]


def test_a_generation_is_read_whole_or_again(out: Path, tmp_path: Path) -> None:
    """A run that commits in the middle of a query has it asked again, of the new tables alone."""
    folder = written(tmp_path / "a", plan())
    seen: list[int] = []

    def read(connection: views.Connection) -> int:
        [(count,)] = connection.execute("select count(*) from documents").fetchall()
        if not seen:
            written(folder, plan(), *copies())
        seen.append(count)
        return count

    assert views.steady(folder, read) == 3
    assert seen == [1, 3]


def test_a_connection_that_is_kept_over_a_run_says_so(tmp_path: Path) -> None:
    """Else it would answer of both generations, in part: the new run has files that it does not know."""
    folder = written(tmp_path / "a", plan())
    with pipeline.open_tables(folder).connect() as held:
        assert held.execute("select count(*) from documents").fetchall() == [(1,)]
        assert held.sql("select count(*) from v_tasks").fetchall() == [(4,)]
        written(folder, plan(), *copies())
        for ask in ("execute", "sql", "table", "cursor"):
            with pytest.raises(OutputError, match=r"^the tables in .* were written anew .*; open another one: \S"):
                getattr(held, ask)
    assert pipeline.open_tables(folder).connect().execute("select count(*) from documents").fetchall() == [(3,)]


def test_tables_that_keep_changing_are_told(tmp_path: Path) -> None:
    folder = written(tmp_path / "a", plan())

    def read(connection: views.Connection) -> None:
        written(folder, plan())
        for file in generation(folder).files:
            file.path.write_bytes(file.path.read_bytes())

    with pytest.raises(OutputError, match="keep changing"):
        views.steady(folder, read)


def test_a_column_of_a_later_version_is_null(tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    folder = written(tmp_path / "a", plan())
    [file] = generation(folder).paths("tasks")
    pq.write_table(pq.read_table(file).drop_columns(["budget"]), file)
    frame = pipeline.open_tables(folder).sql("select distinct budget, typeof(budget) as kind from v_tasks")
    assert frame["budget"].tolist() == [None]
    assert frame["kind"].tolist() == ["VARCHAR"]


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    folder = written(tmp_path / "a", plan())
    generation(folder).paths("tasks")[0].write_bytes(b"no parquet")
    with pytest.raises(OutputError, match="tasks"):
        views.connect(folder)


def test_no_tables_are_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="vanthu extract"):
        views.connect(tmp_path)


NAMES = st.text(
    st.characters(codec="utf-8", exclude_characters="/\0", exclude_categories=("Cs",)), min_size=1, max_size=20
).filter(lambda name: name not in (".", ".."))


@given(value=st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30))
def test_what_is_quoted_comes_back(value: str, asked: views.Connection) -> None:
    assert asked.execute(f"select {views.literal(value)}").fetchone() == (value,)
    if value:
        assert asked.execute(f"select 1 as {views.identifier(value)}").description[0][0] == value


# Each example opens a connection, a tenth of a second.
@settings(max_examples=max(1, settings.default.max_examples // 8))
@given(name=NAMES)
def test_a_folder_may_have_any_name(name: str, out: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """What looks like a glob, an escape or SQL is a letter; nothing beside the folder is read."""
    folder = tmp_path_factory.mktemp("n") / name
    folder.symlink_to(out)
    with views.connect(folder, threads=1) as connection:
        assert connection.execute("select count(*) from v_documents").fetchone() == (2,)
