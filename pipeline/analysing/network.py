"""The citation network: who cites whom, as two tables and as GraphML, the same bytes for the same tables.

A node is a document of the archive (one for all its copies) or one that is cited and not held, known
by its number or name. An edge is the citing and the cited document with the relation between them;
the mentions that say so are counted, and the first of them is its evidence.
"""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.analysing.views import Connection
from pipeline.errors import OutputError, SetupError
from pipeline.storing.files import write_parquet, write_whole

NODES, EDGES, GRAPHML = "nodes.parquet", "edges.parquet", "citations.graphml"

# Stands of one document for all copies: the preferred one, under its own id.
_NODES = """
    select
        'd:' || document_id as node, document_id, true as held,
        coalesce(number, title, path) as label, type, number, title, issuer, issuer_level, issued_on, path
    from v_documents
    union all
    select
        'k:' || cite_key, null, false,
        coalesce(max(number), max(resolved_number), min(name), cite_key), min(type),
        coalesce(max(number), max(resolved_number)), min(name), min(issuer), null, min(issued_on), null
    from v_citations
    where cites_document_id is null and cite_key is not null
    group by cite_key
    order by node
"""
_EDGES = """
    select
        'd:' || c.document_id as source,
        coalesce('d:' || c.cites_document_id, 'k:' || c.cite_key) as target,
        c.relation,
        count(*)::integer as mentions,
        min(c.citing_issued_on) as cited_on,
        arg_min(c.citation_id, (c.start, c.citation_id)) as citation_id,
        max(c.confidence) as confidence
    from (
        select v_citations.*, citations.start
        from v_citations join citations using (citation_id)
    ) as c
    where c.cites_document_id is not null or c.cite_key is not null
    group by all
    order by source, target, c.relation
"""
MEANINGS = {
    NODES: {
        "node": "`d:` and the document_id of what the archive holds, `k:` and the cite_key of what it does not",
        "document_id": "the document; null where the archive does not hold it",
        "held": "the archive holds it",
        "label": "what to write beside the node: number, else title or name, else path",
        "type": "type of the document",
        "number": "canonical number",
        "title": "title; of a document that is not held the name by which it is cited",
        "issuer": "issuing body",
        "issuer_level": "level of the issuer; null where the document is not held",
        "issued_on": "date of issue",
        "path": "path of the file in the archive; null where the document is not held",
    },
    EDGES: {
        "source": "the node of the citing document",
        "target": "the node of the cited document",
        "relation": "how the citing document stands to the cited one",
        "mentions": "mentions that say so",
        "cited_on": "date of the citing document",
        "citation_id": "the first of the mentions, a row of citations",
        "confidence": "the confidence of the surest of the mentions",
    },
}
_TYPES = {"mentions": pa.int32(), "held": pa.bool_(), "confidence": pa.float32()}
_DATES = {"issued_on", "cited_on"}
# What XML 1.0 can't hold (GraphML is XML): shown as U+FFFD there, and whole in the Parquet tables.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def tables(connection: Connection) -> tuple[pa.Table, pa.Table]:
    """Nodes and edges, each sorted, their columns' meanings in the schema."""
    return _table(connection, _NODES, NODES), _table(connection, _EDGES, EDGES)


def write(folder: Path, nodes: pa.Table, edges: pa.Table) -> None:
    """Write the three files into a folder, which is made. Raises OutputError and SetupError."""
    xml = graphml(nodes, edges)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, table in ((NODES, nodes), (EDGES, edges)):
            beside = folder / f".{name}"
            write_parquet(beside, [table], table.schema)
            beside.replace(folder / name)
        write_whole(folder / GRAPHML, xml)
    except OSError as error:
        raise OutputError(
            f"{folder} can't be written ({error.strerror})", "give a folder that you may write to"
        ) from error


def graphml(nodes: pa.Table, edges: pa.Table) -> bytes:
    """The network as GraphML in UTF-8. Raises SetupError without networkx.

    A value that is null is left out. A pair of documents may have several edges, one a relation.
    """
    try:
        import networkx
    except ImportError as error:
        raise SetupError("networkx is not installed", "pip install 'vanthu[analysis]'") from error
    graph = networkx.MultiDiGraph()
    for row in nodes.to_pylist():
        graph.add_node(_xml(row.pop("node")), **_values(row))
    for number, row in enumerate(edges.to_pylist(), 1):
        source, target = _xml(row.pop("source")), _xml(row.pop("target"))
        # The key becomes the edge's id, and readers take edges of one id for one edge.
        graph.add_edge(source, target, key=f"e{number}", **_values(row))
    file = io.BytesIO()
    networkx.write_graphml_xml(graph, file, named_key_ids=True)
    # The schema's booleans are written small; a text with a `<` of its own can't look like this.
    whole = file.getvalue()
    for truth in (b"True", b"False"):
        whole = whole.replace(b'<data key="held">' + truth + b"<", b'<data key="held">' + truth.lower() + b"<")
    return whole


def _table(connection: Connection, sql: str, name: str) -> pa.Table:
    found = connection.sql(sql).to_arrow_table()
    fields, columns = [], []
    for column, meaning in MEANINGS[name].items():
        kind = _TYPES.get(column, pa.date32() if column in _DATES else pa.string())
        fields.append(pa.field(column, kind, metadata={"doc": meaning}))
        columns.append(pc.cast(found.column(column), kind).combine_chunks())
    return pa.Table.from_arrays(columns, schema=pa.schema(fields))


def _values(row: dict[str, Any]) -> dict[str, Any]:
    """What GraphML has types for: numbers, truth, and text that XML can hold."""
    found: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, bool | int | float):
            found[name] = round(value, 6) if isinstance(value, float) else value
        elif value is not None:
            found[name] = _xml(str(value))
    return found


def _xml(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)
