-- Views over the tables of one committed generation, made in memory by views.py.
--
-- The tables stand under their own names (documents, tasks, …), every copy of every document in
-- them; what begins with v_ counts preferred copies only, unless the connection was made with
-- all_copies. views.py makes two macros first: archive_root(), the URI of the archive's folder, and
-- all_copies(). A column that bears the name of a table's column means the same; any other says in
-- a comment what it means (the data dictionary is made of these, see dictionary.py).

-- Words without accents and case, đ as d: `Ủy ban`, `ủy ban` and `uy ban` are one.
create macro fold(words) as replace(lower(strip_accents(words)), 'đ', 'd');
comment on macro fold is 'words without accents and case, đ as d';

-- The pattern of words in a row, as whole words, whatever their accents and case and the blanks
-- between them. It runs on the words as they stand: twenty times as fast as folding them all first.
create macro words_pattern(query) as
    '(?i)(?:^|[^\pL\pN])'
    || replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
        regexp_escape(regexp_replace(trim(fold(query)), '\s+', ' ', 'g')),
        'a', '[aàáạảãâầấậẩẫăằắặẳẵåä]'), 'e', '[eèéẹẻẽêềếệểễë]'), 'i', '[iìíịỉĩîï]'),
        'o', '[oòóọỏõôồốộổỗơờớợởỡö]'), 'u', '[uùúụủũưừứựửữûü]'), 'y', '[yỳýỵỷỹ]'), 'd', '[dđ]'),
        'c', '[cç]'), 'n', '[nñ]'), '\ ', '\s+')
    || '(?:[^\pL\pN]|$)';
comment on macro words_pattern is 'a regular expression for words in a row, whatever their accents, case and blanks';

-- Where to open a file at a page: a member of a zip leads to the zip, a page is named in PDFs only.
create macro file_place(path, page, media_type) as
    replace(url_encode(regexp_replace(path, '(?i)(\.zip)/.*$', '\1')), '%2F', '/') ||
    case when media_type = 'application/pdf' and page is not null and not regexp_matches(path, '(?i)\.zip/')
        then '#page=' || page else '' end;
comment on macro file_place is 'a file of the archive as a URI below the archive''s folder, at a page where it is a PDF';

create macro file_link(path, page, media_type) as archive_root() || '/' || file_place(path, page, media_type);
comment on macro file_link is 'URI of a file of the archive, at a page where it is a PDF; null where the archive is not known';

-- A name of an office for comparing: folded, with the abbreviations opened that everybody writes
-- (Nghị định 30/2020/NĐ-CP leaves them free in Nơi nhận).
create macro office(name) as
    trim(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(fold(name),
        '\bubnd\b', 'uy ban nhan dan', 'g'),
        '\bhdnd\b', 'hoi dong nhan dan', 'g'),
        '\bub ?mttq( ?vn)?\b', 'uy ban mat tran to quoc', 'g'),
        '\b(?:gd ?& ?dt|gddt|gd-dt)\b', 'giao duc va dao tao', 'g'),
        '\btt ?& ?tt\b', 'thong tin va truyen thong', 'g'),
        '\s+', ' ', 'g'));
comment on macro office is 'a name of an office folded, the commonest abbreviations opened: for comparing';

-- An amount of money in đồng, where the words name one alone: `1,5 tỷ đồng`, `12.000.000 đồng`, `30 triệu`.
-- A price for each (`500 nghìn đồng/người`) is none.
create macro amount(words) as case
    when len(regexp_extract_all(fold(words), '\d[\d.,]*\s*(?:ty|trieu|nghin|ngan|dong|vnd|d)\b')) = 1
        and not regexp_matches(fold(words), '\d\s*(?:ty|trieu|nghin|ngan)?\s*(?:dong|vnd|d)?\s*(?:/|mot |moi )[a-z]')
    then try_cast(
        try_cast(
            replace(replace(regexp_extract(fold(words), '(\d[\d.,]*?)[.,]?\s*(?:ty|trieu|nghin|ngan|dong|vnd|d)\b', 1),
                '.', ''), ',', '.') as decimal(18, 3)
        ) * case regexp_extract(fold(words), '\d\s*(ty|trieu|nghin|ngan|dong|vnd|d)\b', 1)
            when 'ty' then 1000000000 when 'trieu' then 1000000 when 'nghin' then 1000 when 'ngan' then 1000 else 1
        end as bigint
    )
end;
comment on macro amount is 'money in đồng, where the words name one amount alone; else null';

create view v_preferred as from documents where preferred or all_copies();
comment on view v_preferred is 'a row a document that counts: the preferred copies, or all if asked';

create view v_documents as
select
    documents.*,
    sources.media_type,
    file_link(documents.path, documents.page_first, sources.media_type) as link
from v_preferred as documents
left join sources on sources.path = documents.path;
comment on view v_documents is 'a row a document';
comment on column v_documents.link is 'URI of the file, at the page where the document begins if it is a PDF';

-- Words with their place before them, and a list of these put in order, the places taken off again.
create macro placed(start, id, words) as
    lpad(coalesce(start, 2147483647)::varchar, 10, '0') || id || chr(31) || words;
create macro in_place(said) as [substr(one, strpos(one, chr(31)) + 1) for one in list_sort(said::varchar[])];

create view v_tasks as
with doers as (
    -- By document too: so the task of one document asks no other's. In reading order: a list of short strings, its
    -- place before each, is put in order in half the time that an aggregate with an order of its own takes.
    select
        document_id,
        task_id,
        array_to_string(in_place(list(placed(start, assignee_id, name)) filter (where role = 'lead')), '; ') as lead,
        in_place(list(placed(start, assignee_id, body)) filter (where role = 'lead' and body is not null))
            as lead_bodies,
        in_place(list(placed(start, assignee_id, name)) filter (where role = 'coordinate')) as coordinators,
        in_place(list(placed(start, assignee_id, name)) filter (where role = 'implement')) as implementers,
        in_place(list(placed(start, assignee_id, name)) filter (where role = 'request')) as requested
    from assignees
    group by document_id, task_id
),
bases as (
    select document_id, list(cited order by first) as legal_basis
    from (
        select document_id, coalesce(number, resolved_number, name) as cited, min(start) as first
        from citations
        where relation = 'basis' and coalesce(number, resolved_number, name) is not null
        group by all
    )
    group by document_id
)
select
    tasks.task_id,
    tasks.document_id,
    documents.path,
    tasks.page,
    documents.file || if(documents.paged and tasks.page is not null, '#page=' || tasks.page, '') as link,
    documents.type,
    documents.number,
    documents.title,
    documents.issuer,
    documents.issuer_level,
    documents.issued_on,
    documents.period_start,
    documents.period_end,
    tasks.section_id,
    tasks.action,
    doers.lead,
    doers.lead_bodies,
    doers.coordinators,
    doers.implementers,
    doers.requested,
    tasks.due_text,
    tasks.due_on,
    tasks.due_start,
    tasks.recurrence,
    tasks.product,
    tasks.budget,
    bases.legal_basis,
    tasks.from_table,
    tasks.repeats_task_id,
    tasks.text,
    tasks.confidence,
    tasks.flags,
    tasks.reviewed
from tasks
join (
    -- The link of a file is made once, not for each of its tasks.
    select *, file_link(path, null, media_type) as file, file_link(path, 1, media_type) like '%#page=1' as paged
    from v_documents
) as documents on documents.document_id = tasks.document_id
left join doers on doers.document_id = tasks.document_id and doers.task_id = tasks.task_id
left join bases on bases.document_id = tasks.document_id;
comment on view v_tasks is 'a row a task, with its document, who does it and what the document rests on';
comment on column v_tasks.link is 'URI of the file, at the page of the task if it is a PDF';
comment on column v_tasks.lead is 'names of those who lead (chủ trì), joined by semicolons; null if none is named';
comment on column v_tasks.lead_bodies is 'the bodies meant by those who lead, where one is meant';
comment on column v_tasks.coordinators is 'names of those who coordinate (phối hợp)';
comment on column v_tasks.implementers is 'names of those who implement (thực hiện)';
comment on column v_tasks.requested is 'names of those who are asked (đề nghị)';
comment on column v_tasks.legal_basis is 'numbers, else names, of what the document rests on (căn cứ), in the order in which it names them';

-- What is due before a day. The documents do not say what was done: only that the day has passed.
-- A table's row that repeats a task of the text with the same deadline is left out.
create macro v_overdue(as_of) as table
select v_tasks.*, date_diff('day', v_tasks.due_on, as_of::date) as days_over
from v_tasks
left join tasks as repeated on repeated.task_id = v_tasks.repeats_task_id
where v_tasks.due_on < as_of::date and (repeated.due_on is null or repeated.due_on <> v_tasks.due_on);
comment on macro table v_overdue is 'v_overdue(day): tasks whose deadline lies before that day; the documents do not tell what was done';

create view v_overdue as from v_overdue(current_date);
comment on view v_overdue is 'tasks whose deadline lies before today; v_overdue(day) is the same as of another day';
comment on column v_overdue.link is 'URI of the file, at the page of the task if it is a PDF';
comment on column v_overdue.lead is 'names of those who lead (chủ trì), joined by semicolons; null if none is named';
comment on column v_overdue.lead_bodies is 'the bodies meant by those who lead, where one is meant';
comment on column v_overdue.coordinators is 'names of those who coordinate (phối hợp)';
comment on column v_overdue.implementers is 'names of those who implement (thực hiện)';
comment on column v_overdue.requested is 'names of those who are asked (đề nghị)';
comment on column v_overdue.legal_basis is 'numbers, else names, of what the document rests on (căn cứ)';
comment on column v_overdue.days_over is 'days since the deadline';

-- A table's row that repeats a task of the text counts as that task.
create view v_body_load as
select
    assignees.body,
    mode(assignees.body_level) as body_level,
    mode(assignees.body_kind) as body_kind,
    count(distinct coalesce(tasks.repeats_task_id, tasks.task_id)) as tasks,
    count(distinct coalesce(tasks.repeats_task_id, tasks.task_id)) filter (where assignees.role = 'lead') as lead,
    count(distinct coalesce(tasks.repeats_task_id, tasks.task_id))
        filter (where assignees.role = 'coordinate') as coordinate,
    count(distinct coalesce(tasks.repeats_task_id, tasks.task_id))
        filter (where assignees.role = 'implement') as implement,
    count(distinct coalesce(tasks.repeats_task_id, tasks.task_id)) filter (where assignees.role = 'request') as request,
    count(distinct coalesce(tasks.repeats_task_id, tasks.task_id))
        filter (where tasks.due_on is not null) as with_deadline,
    min(tasks.due_on) as first_due,
    max(tasks.due_on) as last_due,
    count(distinct tasks.document_id) as documents
from assignees
join tasks on tasks.task_id = assignees.task_id
join v_preferred on v_preferred.document_id = tasks.document_id
where assignees.body is not null
group by assignees.body;
comment on view v_body_load is 'a row a body: how much work the documents give it, and in which role';
comment on column v_body_load.tasks is 'tasks in which it has any role; a table row that repeats a task counts as that task';
comment on column v_body_load.lead is 'tasks that it leads (chủ trì)';
comment on column v_body_load.coordinate is 'tasks in which it coordinates (phối hợp)';
comment on column v_body_load.implement is 'tasks that it implements (thực hiện)';
comment on column v_body_load.request is 'tasks for which it is asked (đề nghị)';
comment on column v_body_load.with_deadline is 'of its tasks, those with a stated deadline';
comment on column v_body_load.first_due is 'the earliest of the deadlines';
comment on column v_body_load.last_due is 'the latest of the deadlines';
comment on column v_body_load.documents is 'documents that give it work';

create view v_citations as
select
    citations.citation_id,
    citations.document_id,
    documents.path,
    citations.page,
    file_link(documents.path, citations.page, documents.media_type) as link,
    documents.type as citing_type,
    documents.number as citing_number,
    documents.title as citing_title,
    documents.issuer as citing_issuer,
    documents.issued_on as citing_issued_on,
    citations.relation,
    citations.type,
    citations.number,
    citations.resolved_number,
    citations.name,
    citations.issuer,
    citations.issued_on,
    citations.pinpoint,
    citations.cite_key,
    coalesce(citations.number, citations.resolved_number, citations.name) as cited,
    citations.cites_document_id is not null as resolved,
    citations.cites_document_id,
    held.title as cited_title,
    held.path as cited_path,
    citations.section_id,
    citations.text,
    citations.confidence,
    citations.flags,
    citations.reviewed
from citations
join v_documents as documents on documents.document_id = citations.document_id
left join documents as held on held.document_id = citations.cites_document_id;
comment on view v_citations is 'a row a mention of another document, with the citing one and, where the archive holds it, the cited one';
comment on column v_citations.link is 'URI of the citing file, at the page of the mention if it is a PDF';
comment on column v_citations.citing_type is 'type of the citing document';
comment on column v_citations.citing_number is 'number of the citing document';
comment on column v_citations.citing_title is 'title of the citing document';
comment on column v_citations.citing_issuer is 'issuer of the citing document';
comment on column v_citations.citing_issued_on is 'date of the citing document';
comment on column v_citations.cited is 'what is cited: its number, else the number that the lexicon of laws gives, else its name';
comment on column v_citations.resolved is 'the archive holds the cited document';
comment on column v_citations.cited_title is 'title of the cited document, as the archive has it';
comment on column v_citations.cited_path is 'path of the cited document in the archive';

create view v_most_cited as
select
    cite_key,
    mode(coalesce(number, resolved_number)) as number,
    mode(type) as type,
    coalesce(any_value(cited_title), mode(name)) as title,
    mode(issuer) as issuer,
    count(distinct document_id) as documents,
    count(*) as mentions,
    count(distinct document_id) filter (where relation = 'basis') as as_basis,
    count(distinct document_id) filter (where relation = 'implements') as implemented,
    min(citing_issued_on) as first_cited,
    max(citing_issued_on) as last_cited,
    min(cites_document_id) as cites_document_id
from v_citations
where cite_key is not null
group by cite_key;
comment on view v_most_cited is 'a row a cited document: how often it is cited (order by documents desc)';
comment on column v_most_cited.number is 'its number, as most mentions give it or the lexicon of laws has it';
comment on column v_most_cited.type is 'its type, as most mentions give it';
comment on column v_most_cited.title is 'its title, as the archive has it, else as most mentions give it';
comment on column v_most_cited.issuer is 'its issuer, as most mentions give it';
comment on column v_most_cited.documents is 'documents that cite it';
comment on column v_most_cited.mentions is 'mentions in all';
comment on column v_most_cited.as_basis is 'documents that rest on it (căn cứ)';
comment on column v_most_cited.implemented is 'documents that implement it';
comment on column v_most_cited.first_cited is 'date of the earliest document that cites it';
comment on column v_most_cited.last_cited is 'date of the latest document that cites it';

create view v_search as
select
    found.kind,
    found.id,
    found.document_id,
    found.section_id,
    documents.path,
    found.page,
    file_link(documents.path, found.page, documents.media_type) as link,
    documents.type,
    documents.number,
    documents.title,
    documents.issuer,
    documents.issued_on,
    found.label,
    found.words,
    fold(found.words) as folded
from (
    select
        'section' as kind, section_id as id, document_id, section_id, page, label,
        concat_ws(chr(10), heading, body) as words
    from sections
    union all
    select 'task', task_id, document_id, section_id, page, null, action from tasks
) as found
join v_documents as documents on documents.document_id = found.document_id;
comment on view v_search is 'a row a section or task with its words folded; v_search(words) gives those that hold these words in a row';
comment on column v_search.kind is 'section or task';
comment on column v_search.id is 'section_id or task_id';
comment on column v_search.section_id is 'the section, or the one in which the task stands';
comment on column v_search.page is 'the page on which it begins';
comment on column v_search.link is 'URI of the file, at that page if it is a PDF';
comment on column v_search.words is 'heading and own text of a section, action of a task';
comment on column v_search.folded is 'the words without accents and case, đ as d: fold(words)';

create macro v_search(query) as table
select * from v_search where trim(query) <> '' and regexp_matches(words, words_pattern(query));
comment on macro table v_search is 'v_search(words): sections and tasks that hold these words in a row, without accents, đ as d';

create view v_rows as
with found as (
    select 'sections' as "table", section_id as row_id, document_id, page, text, confidence, rule, flags, reviewed
    from sections
    union all
    select 'citations', citation_id, document_id, page, text, confidence, rule, flags, reviewed from citations
    union all
    select 'tasks', task_id, document_id, page, text, confidence, rule, flags, reviewed from tasks
    union all
    select 'assignees', assignee_id, document_id, page, text, confidence, rule, flags, reviewed from assignees
    union all
    select 'recipients', recipient_id, document_id, page, text, confidence, rule, flags, reviewed from recipients
    union all
    select 'fields', field_id, document_id, page, text, confidence, rule, flags, reviewed from fields where chosen
)
select
    found."table",
    found.row_id,
    found.document_id,
    documents.path,
    found.page,
    file_link(documents.path, found.page, documents.media_type) as link,
    found.text,
    found.confidence,
    found.rule,
    found.flags,
    found.reviewed
from found
join v_documents as documents on documents.document_id = found.document_id;
comment on view v_rows is 'a row a row of evidence, of all tables (of fields the chosen witnesses): what to review next';
comment on column v_rows."table" is 'the table of the row';
comment on column v_rows.row_id is 'the key of the row in its table';
comment on column v_rows.page is 'the page on which it begins';
comment on column v_rows.link is 'URI of the file, at that page if it is a PDF';

create view v_quality as
with read as (
    select
        document_id,
        avg(ocr_confidence) as ocr_confidence,
        min(ocr_confidence) as worst_page,
        count(error) as pages_unread
    from pages
    group by document_id
),
judged as (
    select
        document_id,
        count(*) as "rows",
        avg(confidence) as rows_confidence,
        min(confidence) as lowest_confidence,
        count(*) filter (where len(flags) > 0) as rows_flagged,
        count(*) filter (where reviewed) as rows_reviewed
    from v_rows
    group by document_id
)
select
    documents.document_id,
    documents.path,
    documents.link,
    documents.type,
    documents.number,
    documents.title,
    documents.issuer,
    documents.issued_on,
    documents.pages,
    documents.pages_ocr,
    read.ocr_confidence,
    read.worst_page,
    read.pages_unread,
    documents.confidence,
    documents.flags,
    documents.reviewed,
    coalesce(judged."rows", 0) as "rows",
    judged.rows_confidence,
    judged.lowest_confidence,
    coalesce(judged.rows_flagged, 0) as rows_flagged,
    coalesce(judged.rows_reviewed, 0) as rows_reviewed
from v_documents as documents
left join read on read.document_id = documents.document_id
left join judged on judged.document_id = documents.document_id;
comment on view v_quality is 'a row a document: how sure its values are, what is flagged, what was reviewed';
comment on column v_quality.link is 'URI of the file, at the page where the document begins if it is a PDF';
comment on column v_quality.ocr_confidence is 'mean word confidence of its pages read by OCR; null if there are none';
comment on column v_quality.worst_page is 'mean word confidence of the page read worst';
comment on column v_quality.pages_unread is 'pages that could not be read';
comment on column v_quality."rows" is 'its rows of evidence in all tables (of fields the chosen witnesses)';
comment on column v_quality.rows_confidence is 'mean confidence of these rows';
comment on column v_quality.lowest_confidence is 'the confidence of the least sure of these rows';
comment on column v_quality.rows_flagged is 'of these rows, those with a flag';
comment on column v_quality.rows_reviewed is 'of these rows, those that a reviewer confirmed or set';
