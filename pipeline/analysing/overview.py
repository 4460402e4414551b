"""Everything that the report tells, asked of the tables.

Asked of DuckDB over one committed generation (`views.connect`), only the columns needed, so that an
archive of a hundred thousand documents need not pass through memory. Preferred copies only: a scan and
its Word file are one document. Lists are bounded; each says how many it leaves out.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from pipeline.analysing.findings import (
    NEXT_DAYS,
    Cited,
    Counts,
    Doubt,
    Due,
    Edge,
    Listed,
    Load,
    Month,
    Overview,
    Share,
    Source,
    Sureness,
    Unread,
)

_DOCUMENTS = "(select * from documents where preferred)"
_TASKS = f"""(
    select
        task_id, document_id, t.action, t.page,
        coalesce(t.due_on, again.due_on) as due_on,
        if(len(t.recurrence) > 0, t.recurrence, coalesce(again.recurrence, [])) as recurrence
    from tasks t
    join {_DOCUMENTS} using (document_id)
    left join (
        select repeats_task_id as task_id, min(due_on) as due_on, any_value(recurrence order by task_id) as recurrence
        from tasks where repeats_task_id is not null group by 1
    ) again using (task_id)
    where t.repeats_task_id is null
)"""
"""Tasks to count: a table's row that repeats a task of the body is that task again, and may tell its deadline."""

_CHARGED = """(
    select coalesce(repeats_task_id, task_id) as task_id, body, name, role, assignee_id
    from assignees join tasks using (task_id) where role <> 'coordinate'
)"""
"""Who is charged with these tasks, in the body or in the table's row that repeats them."""

_CITED = "coalesce(cites_document_id, cite_key)"
"""A cited document: the one that the archive holds, however it is called, else by its identity of citation."""


def overview(connection: Any, as_of: date) -> Overview:
    """All that the report tells of the tables behind a connection.

    Args:
        connection: DuckDB's, with a relation for each table (`views.connect`).
        as_of: the day on which deadlines are looked at.
    """
    cited = _cited(connection, 30)
    months, undated = _issued(connection)
    return Overview(
        as_of=as_of,
        counts=_counts(connection),
        issued=months,
        undated=undated,
        types=_shares(connection, "type", 15),
        issuers=_shares(connection, "issuer", 20),
        deadlines=_deadlines(connection),
        loads=_loads(connection, as_of, 40),
        soon=_due(connection, as_of, as_of + timedelta(days=NEXT_DAYS), 60, latest=False),
        overdue=_due(connection, date(1900, 1, 1), as_of - timedelta(days=1), 40, latest=True),
        cited=cited,
        edges=_edges(connection, [one.key for one in cited.rows[:16]], 14),
        sources=_sources(connection),
        sureness=tuple(_sureness(connection)),
        flags=_flags(connection),
        doubts=_doubts(connection, 30),
        reasons=_reasons(connection, 20),
        unread=_unread(connection, 200),
    )


def _rows(connection: Any, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = connection.execute(query, list(values)).fetchall()
    return found


def _number(connection: Any, query: str) -> int:
    return int(_rows(connection, query)[0][0] or 0)


def _counts(connection: Any) -> Counts:
    status = dict(_rows(connection, "select status, count(*) from sources group by 1"))
    documents, pages, pages_ocr, reviewed = _rows(
        connection,
        f"select count(*), sum(pages), sum(pages_ocr), count(*) filter (where reviewed) from {_DOCUMENTS}",
    )[0]
    return Counts(
        files=sum(status.values()),
        extracted=status.get("extracted", 0),
        duplicates=status.get("duplicate", 0),
        not_read=status.get("unsupported", 0) + status.get("failed", 0),
        documents=documents,
        copies=_number(connection, "select count(*) from documents where not preferred"),
        pages=int(pages or 0),
        pages_ocr=int(pages_ocr or 0),
        tasks=_number(connection, f"select count(*) from {_TASKS}"),
        citations=_number(connection, f"select count(*) from citations join {_DOCUMENTS} using (document_id)"),
        bodies=_number(connection, f"select count(distinct body) from assignees join {_DOCUMENTS} using (document_id)"),
        reviewed=reviewed,
    )


def _issued(connection: Any) -> tuple[tuple[Month, ...], int]:
    rows = _rows(
        connection,
        f"select issued_year, coalesce(issued_month, 0), count(*) from {_DOCUMENTS} group by all order by all",
    )
    return (
        tuple(Month(year, month, number) for year, month, number in rows if year is not None),
        sum(number for year, _, number in rows if year is None),
    )


def _deadlines(connection: Any) -> tuple[Month, ...]:
    rows = _rows(
        connection,
        f"select year(due_on), month(due_on), count(*) from {_TASKS} where due_on is not null "
        "group by all order by all",
    )
    return tuple(Month(*row) for row in rows)


def _shares(connection: Any, column: str, most: int) -> Listed[Share]:
    rows = _rows(
        connection,
        f"select {column}, count(*), count(*) over () from {_DOCUMENTS} group by 1 "
        f"order by count(*) desc, {column} nulls last limit {most}",
    )
    return Listed(tuple(Share(name, number) for name, number, _ in rows), _beyond(rows))


def _beyond(rows: Sequence[tuple[Any, ...]]) -> int:
    """How many rows a list has beyond these, each of which ends with the count of all."""
    return int(rows[0][-1]) - len(rows) if rows else 0


def _loads(connection: Any, as_of: date, most: int) -> Listed[Load]:
    rows = _rows(
        connection,
        f"""
        with charged as (
            select coalesce(body, name) as body, task_id, bool_or(role = 'lead') as lead
            from {_CHARGED} group by 1, 2
        )
        select
            body,
            count(*) filter (where lead),
            count(*) filter (where due_on < $1),
            count(*) filter (where due_on between $1 and $2),
            count(*) filter (where due_on > $2),
            count(*) filter (where due_on is null and len(recurrence) > 0),
            count(*) filter (where due_on is null and len(recurrence) = 0),
            count(*) over ()
        from {_TASKS} join charged using (task_id)
        group by body order by count(*) desc, body limit {most}
        """,
        [as_of, as_of + timedelta(days=NEXT_DAYS)],
    )
    return Listed(tuple(Load(*row[:-1]) for row in rows), _beyond(rows))


def _due(connection: Any, first: date, last: date, most: int, *, latest: bool) -> Listed[Due]:
    order = "desc" if latest else "asc"
    rows = _rows(
        connection,
        f"""
        with due as (
            select task_id, document_id, due_on, action, page, count(*) over () as n
            from {_TASKS} where due_on between $1 and $2
            order by due_on {order}, task_id limit {most}
        ),
        leads as (
            select task_id, string_agg(body, '; ' order by leads desc, first) as lead
            from (
                select task_id, coalesce(body, name) as body, bool_or(role = 'lead') as leads, min(assignee_id) as first
                from {_CHARGED} where task_id in (select task_id from due) group by 1, 2
            )
            group by 1
        )
        select due_on, action, lead, number, issuer, path, due.page, file_place(path, due.page, media_type), n
        from due join documents using (document_id) left join sources using (path) left join leads using (task_id)
        order by due_on {order}, task_id
        """,
        [first, last],
    )
    return Listed(tuple(Due(*row[:-1]) for row in rows), _beyond(rows))


def _cited(connection: Any, most: int) -> Listed[Cited]:
    rows = _rows(
        connection,
        f"""
        select
            {_CITED} as key, any_value(c.type order by citation_id), min(coalesce(c.number, c.resolved_number)),
            any_value(c.name order by citation_id), count(distinct document_id), count(*),
            count(distinct document_id) filter (where relation = 'basis'), bool_or(cites_document_id is not null),
            count(*) over ()
        from citations c join {_DOCUMENTS} d using (document_id)
        where {_CITED} is not null
        group by key order by count(distinct document_id) desc, count(*) desc, key limit {most}
        """,
    )
    return Listed(tuple(Cited(*row[:-1]) for row in rows), _beyond(rows))


def _edges(connection: Any, keys: Sequence[str], most: int) -> tuple[Edge, ...]:
    """Who cites these documents: the issuers with the most citing documents."""
    rows = _rows(
        connection,
        f"""
        with edges as (
            select d.issuer, {_CITED} as key, count(distinct document_id) as n
            from citations join {_DOCUMENTS} d using (document_id)
            where d.issuer is not null and list_contains($1, {_CITED}) group by all
        ),
        issuers as (
            select issuer from edges group by 1 order by sum(n) desc, count(*) desc, issuer limit {most}
        )
        select issuer, key, n from edges where issuer in (from issuers) order by n desc, issuer, key
        """,
        [list(keys)],
    )
    return tuple(Edge(*row) for row in rows)


def _sources(connection: Any) -> tuple[Source, ...]:
    rows = _rows(
        connection,
        f"""
        select source, count(*), round(avg(ocr_confidence), 4), count(*) filter (where ocr_confidence < 0.8)
        from pages join {_DOCUMENTS} using (document_id) group by 1 order by 2 desc, 1
        """,
    )
    return tuple(Source(*row) for row in rows)


def _sureness(connection: Any) -> list[Sureness]:
    found = []
    for table in ("documents", "sections", "citations", "tasks", "assignees", "recipients"):
        mine = (
            _DOCUMENTS if table == "documents" else f"(select t.* from {table} t join {_DOCUMENTS} using (document_id))"
        )
        row = _rows(
            connection,
            f"""
            select count(*), round(avg(confidence), 3), count(*) filter (where confidence < 0.5),
                count(*) filter (where confidence >= 0.5 and confidence < 0.8),
                count(*) filter (where len(flags) > 0), count(*) filter (where reviewed)
            from {mine}
            """,
        )[0]
        found.append(Sureness(table, *row))
    return found


def _flags(connection: Any) -> tuple[Share, ...]:
    parts = " union all ".join(
        f"select unnest(flags) as flag from {table}"
        for table in (_DOCUMENTS, "sections", "citations", "tasks", "assignees", "recipients")
    )
    return tuple(
        Share(*row) for row in _rows(connection, f"select flag, count(*) from ({parts}) group by 1 order by 2 desc, 1")
    )


def _doubts(connection: Any, most: int) -> Listed[Doubt]:
    rows = _rows(
        connection,
        f"""
        select path, page_first, file_place(path, page_first, media_type), number, title, confidence, flags, n
        from (
            select *, count(*) over () as n from {_DOCUMENTS}
            where not reviewed and (confidence < 0.8 or len(flags) > 0) order by confidence, path, ordinal limit {most}
        )
        left join sources using (path) order by confidence, path, ordinal
        """,
    )
    return Listed(
        tuple(
            Doubt(path, page, place, number, title, sure, tuple(flags))
            for path, page, place, number, title, sure, flags, _ in rows
        ),
        _beyond(rows),
    )


def _reasons(connection: Any, most: int) -> Listed[Share]:
    """Why files gave no document: an error of each kind, without its advice, and how many there are.

    Errors that differ only in what a library said, in brackets at their end, are of one kind.
    """
    rows = _rows(
        connection,
        f"""
        select min(split_part(error, ';', 1)), count(*), count(*) over ()
        from sources where status in ('unsupported', 'failed')
        group by regexp_replace(split_part(error, ';', 1), ' \\(.*\\)$', '') order by 2 desc, 1 limit {most}
        """,
    )
    return Listed(tuple(Share(name, number) for name, number, _ in rows), _beyond(rows))


def _unread(connection: Any, most: int) -> Listed[Unread]:
    rows = _rows(
        connection,
        f"""
        select path, file_place(path, null, media_type), status, error, count(*) over () from sources
        where status in ('unsupported', 'failed') order by path limit {most}
        """,
    )
    return Listed(tuple(Unread(*row[:-1]) for row in rows), _beyond(rows))
