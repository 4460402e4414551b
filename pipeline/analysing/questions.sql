-- What an office for administrative reform asks of its archive: one query a question, over the
-- tables and views of views.sql. `-- name:` begins a question, `-- asks:` says it, `-- takes:` names
-- its parameters with what they are if nothing is given (SQL, run once before). Written so that each
-- answers on 100,000 documents in two seconds on two cores (bench --questions).

-- name: bodies_leading
-- asks: Which bodies lead most tasks, by quarter of the documents that give them?
-- takes: rows = 20
with led as (
    select
        documents.issued_year as year,
        (documents.issued_month + 2) // 3 as quarter,
        assignees.body,
        count(distinct coalesce(tasks.repeats_task_id, tasks.task_id)) as tasks,
        count(distinct coalesce(tasks.repeats_task_id, tasks.task_id))
            filter (where tasks.due_on is not null) as with_deadline
    from assignees
    join tasks on tasks.task_id = assignees.task_id
    join v_preferred as documents on documents.document_id = tasks.document_id
    where assignees.role = 'lead' and assignees.body is not null and documents.issued_month is not null
    group by all
)
select *
from led
qualify row_number() over (partition by year, quarter order by tasks desc, body) <= $rows
order by year, quarter, tasks desc, body;

-- name: tasks_due
-- asks: Which tasks are due in the coming days, and who leads them?
-- takes: day = current_date, days = 30, rows = 10000
with dated as (
    select tasks.*
    from tasks
    join v_documents as documents on documents.document_id = tasks.document_id
    where tasks.due_on between $day::date and $day::date + $days::integer
),
due as (
    select dated.*
    from dated
    left join tasks as repeated on repeated.task_id = dated.repeats_task_id
    where repeated.due_on is null or repeated.due_on <> dated.due_on
    order by dated.due_on, dated.task_id
    limit $rows
),
leads as (
    select task_id, string_agg(name, '; ' order by start, assignee_id) as lead
    from assignees
    where role = 'lead' and task_id in (select task_id from due)
    group by task_id
)
select
    due.due_on,
    date_diff('day', $day::date, due.due_on) as days_left,
    leads.lead,
    due.action,
    documents.number,
    documents.issuer,
    file_link(documents.path, due.page, documents.media_type) as link,
    due.confidence,
    due.task_id
from due
join v_documents as documents on documents.document_id = due.document_id
left join leads on leads.task_id = due.task_id
order by due.due_on, documents.issuer, due.task_id;

-- name: tasks_without_deadline
-- asks: How many tasks have neither a deadline nor a recurrence, by issuer and kind of document?
-- takes:
select
    documents.issuer,
    documents.type,
    count(*) as tasks,
    count(*) filter (where tasks.due_on is null and len(tasks.recurrence) = 0) as without_deadline,
    count(*) filter (where tasks.due_on is null and len(tasks.recurrence) = 0 and tasks.due_text is not null)
        as time_in_words_only,
    round(100.0 * count(*) filter (where tasks.due_on is null and len(tasks.recurrence) = 0) / count(*), 1) as percent
from tasks
join v_preferred as documents on documents.document_id = tasks.document_id
where tasks.repeats_task_id is null
group by all
order by without_deadline desc, documents.issuer, documents.type;

-- name: bases
-- asks: Which decrees and other documents do the plans rest on?
-- takes: rows = 50
select
    citations.cite_key,
    max(coalesce(citations.number, citations.resolved_number)) as number,
    mode(citations.type) as type,
    min(citations.name) as name,
    count(distinct citations.document_id) as plans,
    count(distinct documents.issuer) as issuers,
    min(documents.issued_on) as first_used,
    max(documents.issued_on) as last_used
from citations
join v_preferred as documents on documents.document_id = citations.document_id
where citations.relation = 'basis' and documents.type = 'kế hoạch' and citations.cite_key is not null
group by citations.cite_key
order by plans desc, citations.cite_key
limit $rows;

-- name: bases_replaced
-- asks: Which plans rest on a document that another one replaces or repeals, by what this archive says?
-- takes:
-- The plan's own replacing citation does not count; `before_plan` is false where the plan is older
-- than the replacement, and null where a date is missing.
with ended as (
    select
        citations.cite_key,
        citations.relation,
        documents.document_id as by_document_id,
        coalesce(documents.number, documents.title) as by_document,
        documents.issued_on as by_issued_on
    from citations
    join v_documents as documents on documents.document_id = citations.document_id
    where citations.relation in ('replaces', 'repeals') and citations.cite_key is not null
)
select
    plans.document_id,
    plans.number,
    plans.issuer,
    plans.issued_on,
    coalesce(citations.number, citations.resolved_number, citations.name) as rests_on,
    ended.relation,
    ended.by_document,
    ended.by_issued_on,
    ended.by_issued_on <= plans.issued_on as before_plan,
    file_link(plans.path, citations.page, plans.media_type) as link
from citations
join v_documents as plans on plans.document_id = citations.document_id
join ended on ended.cite_key = citations.cite_key and ended.by_document_id <> plans.document_id
where citations.relation = 'basis' and plans.type = 'kế hoạch'
order by before_plan desc nulls last, plans.issued_on, plans.document_id, citations.start, ended.by_document_id;

-- name: implementing
-- asks: Whose plan does each plan implement: wards', districts' and provinces' plans in line?
-- takes: rows = 1000
select
    plans.issuer_level as level,
    plans.issuer,
    plans.number,
    plans.title,
    plans.issued_on,
    coalesce(held.issuer, citations.issuer) as of_issuer,
    held.issuer_level as of_level,
    coalesce(citations.number, citations.resolved_number, citations.name) as implements,
    held.title as of_title,
    held.issued_on as of_issued_on,
    date_diff('day', held.issued_on, plans.issued_on) as days_after,
    held.document_id is not null as in_archive,
    plans.document_id,
    held.document_id as of_document_id
from citations
join v_preferred as plans on plans.document_id = citations.document_id
left join documents as held on held.document_id = citations.cites_document_id
where citations.relation = 'implements' and plans.type = 'kế hoạch'
order by in_archive desc, plans.issuer_level, plans.issuer, plans.issued_on, citations.citation_id
limit $rows;

-- name: reporting
-- asks: Which reporting duties come round, and how often?
-- takes:
select
    coalesce(round_, 'once') as recurrence,
    count(distinct duties.task_id) as duties,
    count(distinct duties.document_id) as documents,
    count(distinct duties.task_id) filter (where duties.due_on is not null) as with_deadline,
    min(duties.action) as example
from (
    select tasks.task_id, tasks.document_id, tasks.due_on, tasks.action,
        unnest(case when len(tasks.recurrence) > 0 then tasks.recurrence else [null] end) as round_
    from tasks
    join v_preferred as documents on documents.document_id = tasks.document_id
    where tasks.repeats_task_id is null
        and (contains(tasks.action, 'báo cáo') or contains(tasks.action, 'Báo cáo'))
) as duties
group by all
order by duties desc, 1;

-- name: years_of_plans
-- asks: Which plans of one office follow each other from year to year?
-- takes: rows = 1000
-- Of one issuer, with one title but for the years in it, in two years that follow each other; where
-- several would do in one year, none is taken.
with plans as (
    select
        document_id, issuer, issued_year, title,
        trim(regexp_replace(fold(title), '\s*(nam )?\d{4}(\s*-\s*\d{4})?', '', 'g')) as about
    from v_preferred
    where type = 'kế hoạch' and issuer is not null and issued_year is not null and title is not null
),
alone as (
    select issuer, about, issued_year, min(document_id) as document_id, min(title) as title
    from plans
    group by issuer, about, issued_year
    having count(*) = 1
)
select
    former.issuer,
    former.issued_year as year,
    later.issued_year as next_year,
    later.title,
    former.document_id as old,
    later.document_id as new
from alone as former
join alone as later
    on later.issuer = former.issuer and later.about = former.about and later.issued_year = former.issued_year + 1
order by former.issuer, later.issued_year, later.title
limit $rows;

-- name: plans_compared
-- asks: What does one year's plan keep of another's, what is dropped, what is new (by words)?
-- takes: old = null, new = null, alike = 0.5
-- Two tasks are one where each is the other's nearest and so much of their words is shared (Jaccard).
with told as (
    select
        document_id, task_id, action, due_text, start,
        list_distinct([fold(word) for word in words]) as said
    from tasks
    where document_id in ($old, $new) and repeats_task_id is null
),
near as (
    select
        former.task_id as old_id,
        later.task_id as new_id,
        len(list_intersect(former.said, later.said)) / len(list_distinct(former.said || later.said)) as likeness
    from told as former
    join told as later on former.document_id = $old and later.document_id = $new
    where len(former.said) > 0 and len(later.said) > 0
),
same as (
    select old_id, new_id, likeness
    from near
    where likeness >= $alike
    qualify row_number() over (partition by old_id order by likeness desc, new_id) = 1
        and row_number() over (partition by new_id order by likeness desc, old_id) = 1
)
select
    case when later.task_id is null then 'dropped' when former.task_id is null then 'new' else 'kept' end as change,
    round(same.likeness, 2) as likeness,
    former.action as old_action,
    later.action as new_action,
    former.due_text as old_due,
    later.due_text as new_due,
    former.task_id as old_task_id,
    later.task_id as new_task_id
from (select * from told where document_id = $old) as former
left join same on same.old_id = former.task_id
full join (select * from told where document_id = $new) as later on later.task_id = same.new_id
order by coalesce(later.start, former.start), change, former.task_id, later.task_id;

-- name: recipients_without_work
-- asks: Which recipients get an issuer's documents and are never assigned anything in them?
-- takes: rows = 1000
-- By the words of either, without accents and with the usual abbreviations opened; the archive line
-- and `Như trên` are nobody.
with given as (
    select distinct documents.issuer, assignees.name, assignees.body, assignees.text
    from assignees
    join v_preferred as documents on documents.document_id = assignees.document_id
),
busy as (
    select distinct issuer, office(called) as name
    from (select issuer, unnest([name, body, text]) as called from given)
    where called is not null
),
got as (
    select documents.issuer, recipients.name, recipients.kind, count(distinct recipients.document_id) as documents
    from recipients
    join v_preferred as documents on documents.document_id = recipients.document_id
    where recipients.kind <> 'archive'
    group by all
)
select got.issuer, got.name, got.kind, got.documents
from got
anti join busy on busy.issuer is not distinct from got.issuer and busy.name = office(got.name)
where not starts_with(fold(got.name), 'nhu ')
order by got.documents desc, got.issuer, got.name, got.kind
limit $rows;

-- name: doubtful_headings
-- asks: Which documents have headings that somebody should look at?
-- takes: below = 0.8, rows = 1000
select
    document_id,
    path,
    confidence,
    flags,
    [
        name for name in [
            case when type is null then 'type' end,
            case when number is null and type is distinct from 'tin bài' then 'number' end,
            case when issuer is null then 'issuer' end,
            case when issued_on is null then 'issued_on' end,
            case when title is null then 'title' end
        ] if name is not null
    ] as missing,
    type,
    number,
    issuer,
    issued_on,
    title,
    link
from v_documents
where not reviewed and (confidence < $below or len(flags) > 0 or type is null or issuer is null or issued_on is null
    or title is null or (number is null and type is distinct from 'tin bài'))
order by confidence, document_id
limit $rows;

-- name: budgets
-- asks: What do tasks cost, by issuer and year, as far as amounts are stated?
-- takes:
-- `dong` counts the tasks whose budget names one amount alone; the others are counted beside it.
select
    documents.issuer,
    documents.issued_year as year,
    count(*) as tasks,
    count(amount(tasks.budget)) as with_amount,
    sum(amount(tasks.budget))::bigint as dong,
    max(amount(tasks.budget)) as largest,
    arg_max(tasks.action, amount(tasks.budget)) as largest_for
from tasks
join v_preferred as documents on documents.document_id = tasks.document_id
where tasks.budget is not null and tasks.repeats_task_id is null
group by all
order by dong desc nulls last, documents.issuer, year;
