"""The citation network: one node a document whatever its copies, and XML that any reader takes."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
from pathlib import Path
from xml.etree import ElementTree

import networkx
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.analysing import network, views
from tests.analysing.made import copies, plan, written
from tests.helpers.rows import document_id


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> tuple[pa.Table, pa.Table]:
    return views.steady(written(tmp_path_factory.mktemp("mạng") / "out", plan(), *copies()), network.tables)


def test_a_node_is_a_document_whatever_its_copies(found: tuple[pa.Table, pa.Table]) -> None:
    nodes = [(row["label"], row["held"], row["type"]) for row in found[0].to_pylist()]
    assert sorted(nodes) == [
        ("12/KH-UBND", True, "kế hoạch"),
        ("5/KH-UBND", True, "kế hoạch"),
        ("7/2031/NĐ-CP", False, "nghị định"),
        ("Luật Mẫu", False, "luật"),
    ]


def test_an_edge_is_a_relation_of_two_documents(found: tuple[pa.Table, pa.Table]) -> None:
    labels = {row["node"]: row["label"] for row in found[0].to_pylist()}
    edges = [(labels[row["source"]], labels[row["target"]], row["relation"]) for row in found[1].to_pylist()]
    assert sorted(edges) == [
        ("12/KH-UBND", "7/2031/NĐ-CP", "mentions"),
        ("5/KH-UBND", "12/KH-UBND", "implements"),
        ("5/KH-UBND", "7/2031/NĐ-CP", "basis"),
        ("5/KH-UBND", "Luật Mẫu", "basis"),
    ]
    [implements] = [row for row in found[1].to_pylist() if row["relation"] == "implements"]
    assert implements["citation_id"] == document_id("kế hoạch") + "-c4"
    assert implements["cited_on"] == dt.date(2031, 1, 10)


def test_networkx_reads_what_was_written(found: tuple[pa.Table, pa.Table]) -> None:
    graph = networkx.read_graphml(io.BytesIO(network.graphml(*found)))
    assert (len(graph.nodes), len(graph.edges)) == (4, 4)
    assert {data["held"] for _, data in graph.nodes(data=True)} == {True, False}
    tree = ElementTree.fromstring(network.graphml(*found))
    ids = [edge.get("id") for edge in tree.iter("{http://graphml.graphdrawing.org/xmlns}edge")]
    assert len(set(ids)) == 4, "readers take edges of one id for one edge"


def test_the_same_tables_give_the_same_bytes(tmp_path: Path) -> None:
    """In whatever order the documents came in."""
    for name, documents in (("a", (plan(), *copies())), ("b", (*copies(), plan()))):
        made = views.steady(written(tmp_path / name / "out", *documents), network.tables)
        network.write(tmp_path / name / "graph", *made)
    files = [network.NODES, network.EDGES, network.GRAPHML]
    assert sorted(path.name for path in (tmp_path / "a" / "graph").iterdir()) == sorted(files)
    for name in files:
        assert (tmp_path / "a" / "graph" / name).read_bytes() == (tmp_path / "b" / "graph" / name).read_bytes(), name


def test_columns_say_what_they_mean(found: tuple[pa.Table, pa.Table], tmp_path: Path) -> None:
    network.write(tmp_path, *found)
    for name in (network.NODES, network.EDGES):
        schema = pq.read_schema(tmp_path / name)
        assert tuple(schema.names) == tuple(network.MEANINGS[name])
        assert all(field.metadata[b"doc"] for field in schema)


@given(words=st.text(max_size=30))
def test_any_text_is_xml(words: str, found: tuple[pa.Table, pa.Table]) -> None:
    """What XML can't hold is U+FFFD there; the Parquet tables have it whole."""
    words = words.encode("utf-8", "ignore").decode()
    title = pa.array([words] * found[0].num_rows, pa.string())
    at = found[0].schema.get_field_index("title")
    nodes = found[0].set_column(at, found[0].schema.field(at), title)
    graph = networkx.read_graphml(io.BytesIO(network.graphml(nodes, found[1])))
    wanted = network._xml(words).replace("\r\n", "\n").replace("\r", "\n")
    assert {data.get("title") or "" for _, data in graph.nodes(data=True)} == {wanted}


def test_an_archive_that_cites_nothing(tmp_path: Path) -> None:
    alone = dataclasses.replace(plan(), citations=())
    nodes, edges = views.steady(written(tmp_path / "out", alone), network.tables)
    assert (nodes.num_rows, edges.num_rows) == (1, 0)
    network.write(tmp_path / "graph", nodes, edges)
    assert len(networkx.read_graphml(tmp_path / "graph" / network.GRAPHML).nodes) == 1
