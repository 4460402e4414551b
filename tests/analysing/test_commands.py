"""`vanthu sql`, `export` and `graph` as a user meets them."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest

from pipeline.analysing.workbook import USUAL
from pipeline.cli import main
from pipeline.records import columns
from tests.analysing.made import copies, plan, written

Vanthu = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("lệnh") / "out", plan(), *copies())


@pytest.fixture
def vanthu(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, out: Path) -> Vanthu:
    """`vanthu COMMAND … --out` in this process: exit code, standard output and error."""
    for name in [name for name in os.environ if name.startswith("VANTHU_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str | Path) -> tuple[int, str, str]:
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            main([*map(str, arguments), "--out", str(out)])
        told = capsys.readouterr()
        return int(end.value.code or 0), told.out, told.err

    return run


def test_sql_prints_a_table(vanthu: Vanthu) -> None:
    code, said, err = vanthu(
        "sql", "select number, tasks.action from v_documents join tasks using (document_id) order by 2"
    )
    assert (code, err) == (0, "")
    lines = said.splitlines()
    assert [word.strip() for word in lines[0].split("┃")] == ["number", "action"]
    assert "5/KH-UBND" in said
    assert lines[-1] == "5 rows"


def test_sql_counts_what_it_does_not_print(vanthu: Vanthu) -> None:
    _, said, _ = vanthu("sql", "from range(5000)", "--rows", "3")
    assert said.splitlines()[-1] == "5000 rows, the first 3 of them here"
    assert len(said.splitlines()) == 6


def test_sql_does_not_let_a_text_command_the_terminal(vanthu: Vanthu) -> None:
    _, said, _ = vanthu("sql", "select 'a' || chr(27) || '[2J' || chr(10) || 'b' as \"x\x1b\", '[red]x[/red]' as y")
    assert "\x1b" not in said
    assert "a\\x1b[2J\\nb" in said
    assert "[red]x[/red]" in said, "nor the printer"


def test_sql_reads_standard_input(vanthu: Vanthu, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("create table t as select 7 as n; select n from t"))
    assert vanthu("sql", "-")[1].splitlines()[-2].strip() == "7"


def test_sql_in_files(vanthu: Vanthu, tmp_path: Path) -> None:
    query = "select task_id, due_on, coordinators, page, link from v_tasks where len(coordinators) > 0 and due_on is not null"
    assert vanthu("sql", query, "--csv", "a.csv")[1] == "1 rows in a.csv\n"
    [head, row] = csv.reader((tmp_path / "a.csv").read_text(encoding="utf-8").splitlines())
    assert head == ["task_id", "due_on", "coordinators", "page", "link"]
    assert row[1:4] == ["2031-02-01", "các xã", "2"]
    assert vanthu("sql", query, "--parquet", "a.parquet")[0] == 0
    [kept] = pq.read_table(tmp_path / "a.parquet").to_pylist()
    assert kept["coordinators"] == ["các xã"]
    assert vanthu("sql", query, "--xlsx", "a.xlsx")[0] == 0
    page = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert page["D2"].hyperlink.target.endswith(".pdf#page=2")
    assert vanthu("sql", query, "--csv", "-")[1] == (tmp_path / "a.csv").read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "a.parquet", "a.xlsx"]


def test_sql_gives_columns_of_one_name_names_of_their_own(vanthu: Vanthu, tmp_path: Path) -> None:
    assert vanthu("sql", "select 1 as a, 2 as a, null as a_2", "--parquet", "a.parquet")[0] == 0
    assert pq.read_table(tmp_path / "a.parquet").to_pylist() == [{"a": 1, "a_2": 2, "a_2_2": None}]


def test_sql_of_all_copies(vanthu: Vanthu) -> None:
    count = "select count(*) as n from v_documents"
    assert [vanthu("sql", count, *more)[1].splitlines()[2].strip() for more in ((), ("--all-copies",))] == ["2", "3"]


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("sql", "selec 1"), 2, "vanthu: the query can't be run: Parser Error"),
        (("sql", "select x from v_tasks"), 2, 'column "x" not found'),
        (("sql", ""), 2, "there is no statement in the query"),
        (("sql", "select error('in the middle') from range(9)", "--csv", "a.csv"), 2, "in the middle"),
        (("sql", "from read_text('/etc/hosts')"), 2, "Permission Error"),
        (("sql", "select 1", "--csv", "a.csv", "--xlsx", "a.xlsx"), 2, "one of --csv"),
        (("sql", "select 1", "--csv", "no/where/a.csv"), 3, "can't be written"),
        (("sql", "select 1", "--parquet", "."), 2, "directory"),
    ],
)
def test_what_cannot_be_asked_is_one_line(
    vanthu: Vanthu, tmp_path: Path, arguments: tuple[str, ...], code: int, says: str
) -> None:
    answer, said, err = vanthu(*arguments)
    assert (answer, said) == (code, "")
    assert says in err
    assert "Traceback" not in err
    assert len([line for line in err.splitlines() if line and not line.startswith(("Usage", "Try"))]) == 1
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_among_the_tables(vanthu: Vanthu, out: Path) -> None:
    before = sorted(out.rglob("*"))
    code, _, err = vanthu("sql", "select 1", "--parquet", out / "tasks" / "bucket-000.parquet")
    assert code == 2
    assert "among the tables" in err
    assert sorted(out.rglob("*")) == before


def test_sql_speaks_vietnamese(vanthu: Vanthu) -> None:
    assert vanthu("sql", "select 1", "--lang", "vi")[1].splitlines()[-1] == "1 dòng"


def test_graph_writes_the_network(vanthu: Vanthu, tmp_path: Path) -> None:
    code, said, err = vanthu("graph", "mạng/lưới")
    assert (code, said, err) == (0, "4 documents and 4 citations in mạng/lưới\n", "")
    names = sorted(path.name for path in (tmp_path / "mạng" / "lưới").iterdir())
    assert names == ["citations.graphml", "edges.parquet", "nodes.parquet"]


def test_graph_needs_a_folder_that_can_be_written(vanthu: Vanthu, tmp_path: Path, out: Path) -> None:
    (tmp_path / "file").write_text("a")
    code, _, err = vanthu("graph", "file")
    assert code == 3
    assert "file can't be written" in err
    assert vanthu("graph", out / "graph")[0] == 2


def test_export_is_a_sheet_a_table(vanthu: Vanthu, tmp_path: Path) -> None:
    code, said, err = vanthu("export", "--xlsx", "a.xlsx")
    assert (code, err) == (0, "")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == [*USUAL, "columns"]
    assert said == f"{sum(page.max_row - 1 for page in book.worksheets)} rows in a.xlsx\n"
    tasks = {cell.value: cell for cell in book["tasks"][1]}
    assert list(tasks) == [name for name in columns("tasks") if name not in ("parts", "bbox")]
    pages = [cell for (cell,) in book["tasks"].iter_rows(2, min_col=tasks["page"].column, max_col=tasks["page"].column)]
    assert {cell.hyperlink.target.rpartition("/")[2] for cell in pages if cell.value == 2} == {
        "k%E1%BA%BF%20ho%E1%BA%A1ch.pdf#page=2"
    }
    assert book["documents"]["B2"].hyperlink.target.startswith("file:///")
    assert book["sources"]["A2"].hyperlink.target.startswith("file:///")
    meanings = list(book["columns"].values)
    assert meanings[0] == ("table", "column", "type", "meaning")
    assert {row[0] for row in meanings[1:]} == set(USUAL)


def test_export_of_some_tables_and_documents(vanthu: Vanthu, tmp_path: Path) -> None:
    """The condition may be any SQL of v_documents' columns; a comment at its end hides nothing."""
    chosen = ("--tables", "sources, documents,tasks", "--where", "number = '5/KH-UBND' or false -- this one")
    assert vanthu("export", "--xlsx", "a.xlsx", *chosen)[0] == 0
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["sources", "documents", "tasks", "columns"]
    assert [book[name].max_row for name in book.sheetnames[:3]] == [2, 2, 5]


@pytest.mark.parametrize(("more", "documents"), [((), 2), (("--all-copies",), 3)])
def test_export_of_copies(vanthu: Vanthu, tmp_path: Path, more: tuple[str, ...], documents: int) -> None:
    assert vanthu("export", "--xlsx", "a.xlsx", "--tables", "documents", *more)[0] == 0
    assert openpyxl.load_workbook(tmp_path / "a.xlsx")["documents"].max_row == documents + 1


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("--xlsx", "a.xlsx", "--tables", "task"), 2, "there is no table 'task'"),
        (("--xlsx", "a.xlsx", "--where", "nothing = 1"), 2, "nothing"),
        (("--xlsx", "a.xlsx", "--where", "1) union (select"), 2, "the query can't be run"),
        (("--xlsx", "no/a.xlsx"), 3, "can't be written"),
        ((), 2, "--xlsx"),
    ],
)
def test_what_cannot_be_exported_is_told(
    vanthu: Vanthu, tmp_path: Path, arguments: tuple[str, ...], code: int, says: str
) -> None:
    answer, said, err = vanthu("export", *arguments)
    assert (answer, said) == (code, "")
    assert says in err
    assert list(tmp_path.iterdir()) == []
