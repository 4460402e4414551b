# ---
# jupyter:
#   jupytext:
#     formats: ipynb,py:percent
#     text_representation:
#       extension: .py
#       format_name: percent
#       format_version: '1.3'
#       jupytext_version: 1.19.6
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Mười câu hỏi · Ten questions
#
# Mười câu hỏi mà bộ phận cải cách hành chính thường đặt ra, mỗi câu trả lời hai lần: bằng DuckDB (câu lệnh nằm trong
# `pipeline/analysing/questions.sql`) và bằng pandas. Sổ này tự kiểm tra rằng hai cách cho cùng một kết quả.
#
# Ten questions that an office for administrative reform asks, each answered twice: by DuckDB (the queries stand in
# `pipeline/analysing/questions.sql`) and by pandas. The notebook itself asserts that both say the same.
#
# Bảng lấy từ `data/processed`; chưa có thì kho mẫu `data/raw` được đọc trước (khoảng một phút). Đặt `VANTHU_OUT` để
# hỏi các bảng khác · Tables come from `data/processed`; where there are none, the sample archive `data/raw` is read
# first (a minute or so). Set `VANTHU_OUT` to ask other tables.

# %%
import datetime as dt
import os
import re
import unicodedata
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from IPython.display import display

from pipeline import extract, open_tables
from pipeline.analysing.inline import chart
from pipeline.analysing.questions import ask, question
from pipeline.errors import OutputError

ROOT = next(folder for folder in (Path.cwd(), *Path.cwd().parents) if (folder / "data" / "raw").is_dir())
OUT = Path(os.environ.get("VANTHU_OUT", ROOT / "data" / "processed"))
DAY = dt.date(2024, 5, 1)  # văn bản mẫu là của năm 2024; với kho của mình: dt.date.today() · the samples are of 2024
ALL = 10**9  # không giới hạn số dòng · no limit of rows

try:
    tables = open_tables(OUT)
except OutputError:
    extract(ROOT / "data" / "raw", OUT)
    tables = open_tables(OUT)
db = tables.connect()

documents = tables.documents[lambda d: d.preferred]  # một văn bản tính một lần · each document once
mine = set(documents.document_id)
tasks, assignees, citations, recipients = (
    tables[name][lambda rows: rows.document_id.isin(mine)] for name in ("tasks", "assignees", "citations", "recipients")
)
print(f"{len(documents)} văn bản · documents, {len(tasks)} nhiệm vụ · tasks")


# %%
def plain(value):
    """A value that compares alike wherever it came from."""
    if isinstance(value, np.ndarray | list | tuple):
        return tuple(map(plain, value))
    if value is None or value is pd.NaT or value is pd.NA or (isinstance(value, float) and np.isnan(value)):
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, bool | np.bool_):
        return bool(value)
    return round(float(value), 4) if isinstance(value, int | float | np.number) else value


def same(sql, frame):
    """Assert that two answers have the same rows, in whatever order; returns the first, to be looked at."""
    ours = sorted((tuple(map(plain, row)) for row in sql[list(frame.columns)].itertuples(index=False)), key=repr)
    theirs = sorted((tuple(map(plain, row)) for row in frame.itertuples(index=False)), key=repr)
    assert ours == theirs, (len(ours), len(theirs), [row for row in ours if row not in theirs][:3], theirs[:3])
    return sql


def asked(name, **parameters):
    """DuckDB's answer to a question of questions.sql."""
    print(question(name).asks)
    return ask(db, name, **parameters).df()


def fold(words):
    """Words without accents and case, đ as d."""
    bare = (ch for ch in unicodedata.normalize("NFD", words) if not unicodedata.combining(ch))
    return "".join(bare).lower().replace("đ", "d")


def bars(names, numbers, title, xlabel):
    """Names and bars, the longest on top; the names are cut so that they can be read."""
    shown = [name if len(name) <= 60 else name[:59] + "…" for name in names]
    figure, axes = plt.subplots(figsize=(9, 0.36 * max(len(shown), 3) + 1.2), layout="constrained")
    axes.barh(range(len(shown)), numbers, color="#1f5fa8")
    axes.set_yticks(range(len(shown)), shown)
    axes.invert_yaxis()
    axes.bar_label(axes.containers[0], padding=3)
    axes.set_title(title, loc="left")
    axes.set_xlabel(xlabel)
    axes.xaxis.get_major_locator().set_params(integer=True)
    axes.spines[["top", "right"]].set_visible(False)
    display(chart(figure, f"{title} ({xlabel})", zip(names, numbers, strict=True)))


plt.rcParams["font.family"] = "DejaVu Sans"  # có đủ chữ tiếng Việt, đi kèm matplotlib · has all Vietnamese letters
pd.set_option("display.max_colwidth", 80)

# %% [markdown]
# ## 1. Cơ quan nào chủ trì nhiều nhiệm vụ nhất, theo quý · Which bodies lead most tasks, by quarter

# %%
led = asked("bodies_leading")

# %%
lead = (
    assignees[(assignees.role == "lead") & assignees.body.notna()]
    .merge(tasks[["task_id", "repeats_task_id", "due_on"]], on="task_id")
    .merge(
        documents.loc[documents.issued_month.notna(), ["document_id", "issued_year", "issued_month"]], on="document_id"
    )
)
lead = lead.assign(
    # dòng phụ lục nhắc lại một nhiệm vụ thì không đếm thêm · a row that repeats a task is no further one
    task=lead.repeats_task_id.fillna(lead.task_id),
    year=lead.issued_year,
    quarter=(lead.issued_month + 2) // 3,
)
counted = lead.groupby(["year", "quarter", "body"], as_index=False).agg(tasks=("task", "nunique"))
dated = (
    lead[lead.due_on.notna()]
    .groupby(["year", "quarter", "body"], as_index=False)
    .agg(with_deadline=("task", "nunique"))
)
counted = counted.merge(dated, how="left").fillna({"with_deadline": 0})
counted = counted.sort_values(["year", "quarter", "tasks", "body"], ascending=[True, True, False, True])
same(led, counted.groupby(["year", "quarter"]).head(20))

# %%
top = led.groupby("body").tasks.sum().sort_values(ascending=False).head(12)
bars(list(top.index), top, "Nhiệm vụ chủ trì, mọi quý", "số nhiệm vụ")

# %% [markdown]
# ## 2. Việc đến hạn trong 30 ngày · Tasks due in 30 days

# %%
due = asked("tasks_due", day=DAY, days=30)

# %%
soon = tasks[tasks.due_on.notna()]
soon = soon[(soon.due_on >= DAY) & (soon.due_on <= DAY + dt.timedelta(days=30))]
repeated = soon.repeats_task_id.map(tasks.set_index("task_id").due_on)
soon = soon[repeated.isna() | (repeated != soon.due_on)]
names = (
    assignees[assignees.role == "lead"]
    .sort_values(["start", "assignee_id"])
    .groupby("task_id")
    .name.agg("; ".join)
    .rename("lead")
)
soon = soon.join(names, on="task_id").merge(documents[["document_id", "number", "issuer"]], on="document_id")
same(due, soon[["due_on", "lead", "action", "number", "issuer", "task_id"]])[
    ["due_on", "days_left", "lead", "action", "number", "issuer"]
]

# %% [markdown]
# ## 3. Việc không có thời hạn · Tasks with no deadline

# %%
open_ended = asked("tasks_without_deadline")

# %%
own = tasks[tasks.repeats_task_id.isna()].merge(documents[["document_id", "issuer", "type"]], on="document_id")
own = own.assign(without_deadline=own.due_on.isna() & (own.recurrence.str.len() == 0))
own = own.assign(time_in_words_only=own.without_deadline & own.due_text.notna())
undated = own.groupby(["issuer", "type"], dropna=False, as_index=False).agg(
    tasks=("task_id", "count"),
    without_deadline=("without_deadline", "sum"),
    time_in_words_only=("time_in_words_only", "sum"),
)
same(open_ended, undated)

# %%
shown = open_ended[open_ended.without_deadline > 0].head(12)
bars(
    [f"{one.issuer} ({one.type})" for one in shown.fillna("không rõ").itertuples()],
    shown.without_deadline,
    "Nhiệm vụ không có thời hạn",
    "số nhiệm vụ",
)

# %% [markdown]
# ## 4. Căn cứ của kế hoạch, và căn cứ nào đã bị thay thế · What plans rest on, and what of it is replaced
#
# Chỉ biết những gì kho này nói: một văn bản bị thay thế khi một văn bản khác trong kho viết như vậy. · A document is
# known as replaced where another of this archive says so.

# %%
bases = asked("bases")

# %%
plans = documents[documents.type == "kế hoạch"]
rest = citations[(citations.relation == "basis") & citations.cite_key.notna()]
rest = rest.merge(plans[["document_id", "issuer", "issued_on"]], on="document_id", suffixes=("_cited", ""))
rest = rest.assign(called=rest.number.fillna(rest.resolved_number))
on = rest.groupby("cite_key", as_index=False).agg(
    number=("called", lambda some: some.dropna().max()),
    name=("name", lambda some: some.dropna().min()),
    plans=("document_id", "nunique"),
    issuers=("issuer", "nunique"),
)
same(bases, on.sort_values(["plans", "cite_key"], ascending=[False, True]).head(50))

# %%
top = bases.head(12)
bars(
    [" ".join(filter(None, (plain(one.number), plain(one.name)))) for one in top.itertuples()],
    top.plans,
    "Văn bản được kế hoạch lấy làm căn cứ",
    "số kế hoạch",
)

# %%
replaced = asked("bases_replaced")

# %%
said = documents[["document_id", "number", "title", "issued_on"]]
ended = citations[citations.relation.isin(["replaces", "repeals"]) & citations.cite_key.notna()]
ended = ended[["document_id", "cite_key", "relation"]].merge(said, on="document_id")
ended = ended.assign(by_document=ended.number.fillna(ended.title)).rename(
    columns={"document_id": "by_document_id", "issued_on": "by_issued_on"}
)
on = citations[citations.relation == "basis"].merge(
    plans[["document_id", "issuer"]], on="document_id", suffixes=("_cited", "")
)
on = on.assign(rests_on=on.number.fillna(on.resolved_number).fillna(on.name))
on = on.merge(
    ended[["cite_key", "relation", "by_document", "by_document_id", "by_issued_on"]], on="cite_key", suffixes=("_", "")
)
on = on[on.by_document_id != on.document_id]
same(replaced, on[["document_id", "issuer", "rests_on", "relation", "by_document", "by_issued_on"]])

# %% [markdown]
# ## 5. Kế hoạch của xã, huyện, tỉnh: ai thực hiện kế hoạch của ai · Whose plan does each plan implement

# %%
followed = asked("implementing", rows=ALL)

# %%
steps = citations[citations.relation == "implements"].merge(
    plans[["document_id", "issuer", "issuer_level", "number", "title"]], on="document_id", suffixes=("_cited", "")
)
held = tables.documents[["document_id", "issuer", "issuer_level"]].add_prefix("of_")
steps = steps.merge(held, left_on="cites_document_id", right_on="of_document_id", how="left")
steps = steps.assign(
    of_issuer=steps.of_issuer.fillna(steps.issuer_cited),
    implements=steps.number_cited.fillna(steps.resolved_number).fillna(steps.name),
    level=steps.issuer_level,
    of_level=steps.of_issuer_level,
    in_archive=steps.of_document_id.notna(),
)
same(followed, steps[["level", "issuer", "number", "title", "of_issuer", "of_level", "implements", "in_archive"]])[
    ["level", "issuer", "number", "of_level", "of_issuer", "implements", "days_after", "in_archive"]
]

# %%
# Từ dưới lên: mỗi kế hoạch trong kho và chuỗi kế hoạch cấp trên mà nó thực hiện · from below: each chain upwards
above = followed[followed.in_archive].groupby("document_id").of_document_id.agg(list)
call = tables.documents.set_index("document_id").apply(
    lambda d: f"{plain(d.number) or plain(d.title)} ({d.issuer})", axis=1
)


HIGHEST = 3  # xã, huyện, tỉnh, trung ương · three steps up


def chain(key, seen=()):
    """The lines of what a document implements, one below the other, further in."""
    for up in [] if key in seen or len(seen) == HIGHEST else above.get(key, []):
        yield "    " * (len(seen) + 1) + "↑ " + call[up]
        yield from chain(up, (*seen, key))


for key in above.index[:20]:
    print(call[key], *chain(key), sep="\n")

# %% [markdown]
# ## 6. Chế độ báo cáo · Reporting duties by recurrence

# %%
duties = asked("reporting")

# %%
reports = own[own.action.str.contains("báo cáo|Báo cáo")]
rounds = reports.assign(recurrence=[list(one) or ["once"] for one in reports.recurrence]).explode("recurrence")
often = rounds.groupby("recurrence", as_index=False).agg(
    duties=("task_id", "nunique"), documents=("document_id", "nunique"), example=("action", "min")
)
same(duties, often)

# %%
WORDS = {
    "once": "một lần",
    "daily": "hằng ngày",
    "weekly": "hằng tuần",
    "monthly": "hằng tháng",
    "quarterly": "hằng quý",
    "half_yearly": "6 tháng",
    "yearly": "hằng năm",
    "continuous": "thường xuyên",
    "ad_hoc": "đột xuất",
}
bars([WORDS[one] for one in duties.recurrence], duties.duties, "Nhiệm vụ báo cáo theo định kỳ", "số nhiệm vụ")

# %% [markdown]
# ## 7. Kế hoạch hai năm liền của một cơ quan: giữ, bỏ, mới · Two years' plans of one office: kept, dropped, new
#
# Hai nhiệm vụ là một khi mỗi bên là bên gần nhất của bên kia và chung ít nhất nửa số từ (Jaccard). · Two tasks are one
# where each is the other's nearest and they share at least half of their words.

# %%
pairs = asked("years_of_plans", rows=ALL)

# %%
yearly = plans[plans.issuer.notna() & plans.issued_year.notna() & plans.title.notna()]
yearly = yearly.assign(about=[re.sub(r"\s*(nam )?\d{4}(\s*-\s*\d{4})?", "", fold(one)).strip() for one in yearly.title])
alone = yearly.groupby(["issuer", "about", "issued_year"]).filter(lambda some: len(some) == 1)
later = alone.assign(issued_year=alone.issued_year - 1)
years = alone.merge(later, on=["issuer", "about", "issued_year"], suffixes=("_old", "_new"))
years = years.assign(year=years.issued_year, next_year=years.issued_year + 1, title=years.title_new)
years = years.rename(columns={"document_id_old": "old", "document_id_new": "new"})
same(pairs, years[["issuer", "year", "next_year", "title", "old", "new"]])


# %%
def compared(old, new, alike=0.5):
    """What a plan keeps of another's tasks, in pandas; rows as DuckDB's."""
    told = {
        key: [
            (one.task_id, one.action, frozenset(map(fold, one.words)))
            for one in tasks[(tasks.document_id == key) & tasks.repeats_task_id.isna()].itertuples()
        ]
        for key in (old, new)
    }
    near = [(len(a[2] & b[2]) / len(a[2] | b[2]), a[0], b[0]) for a in told[old] for b in told[new] if a[2] and b[2]]
    near = [one for one in near if one[0] >= alike]
    of_old = {key: min(((-x, b) for x, a, b in near if a == key), default=None) for key, *_ in told[old]}
    of_new = {key: min(((-x, a) for x, a, b in near if b == key), default=None) for key, *_ in told[new]}
    kept = {a: best[1] for a, best in of_old.items() if best and of_new[best[1]][1] == a}
    actions = {key: action for some in told.values() for key, action, _ in some}
    rows = [("kept", a, b) for a, b in kept.items()]
    rows += [("dropped", a, None) for a in of_old if a not in kept]
    rows += [("new", None, b) for b in of_new if b not in kept.values()]
    frame = pd.DataFrame(rows, columns=["change", "old_task_id", "new_task_id"])
    return frame.assign(old_action=frame.old_task_id.map(actions), new_action=frame.new_task_id.map(actions))


for pair in pairs.head(3).itertuples():
    print(f"{pair.issuer}: {pair.title} ({pair.year} → {pair.next_year})")
    changes = same(asked("plans_compared", old=pair.old, new=pair.new), compared(pair.old, pair.new))
    display(changes[["change", "likeness", "old_action", "new_action", "old_due", "new_due"]])

# %% [markdown]
# ## 8. Nơi nhận chưa từng được giao việc · Recipients never assigned anything

# %%
idle = asked("recipients_without_work", rows=ALL)

# %%
SHORT = {
    r"\bubnd\b": "uy ban nhan dan",
    r"\bhdnd\b": "hoi dong nhan dan",
    r"\bub ?mttq( ?vn)?\b": "uy ban mat tran to quoc",
    r"\b(?:gd ?& ?dt|gddt|gd-dt)\b": "giao duc va dao tao",
    r"\btt ?& ?tt\b": "thong tin va truyen thong",
    r"\s+": " ",
}


def office(name):
    """A name of an office for comparing: folded, the commonest abbreviations opened."""
    name = fold(name)
    for pattern, words in SHORT.items():
        name = re.sub(pattern, words, name)
    return name.strip()


issuers = documents.set_index("document_id").issuer
busy = {
    (plain(issuers[one.document_id]), office(name))
    for one in assignees.itertuples()
    for name in (one.name, one.body, one.text)
    if isinstance(name, str)
}
got = recipients[(recipients.kind != "archive") & ~recipients.name.map(fold).str.startswith("nhu ")]
got = got.assign(issuer=got.document_id.map(issuers))
got = got.groupby(["issuer", "name", "kind"], dropna=False, as_index=False).agg(documents=("document_id", "nunique"))
without = np.array([(plain(one.issuer), office(one.name)) not in busy for one in got.itertuples()], dtype=bool)
same(idle, got[without])

# %% [markdown]
# ## 9. Văn bản có phần đầu đáng ngờ · Documents with doubtful headings

# %%
doubtful = asked("doubtful_headings", below=0.8, rows=ALL)

# %%
heads = ["type", "issuer", "issued_on", "title"]
no_number = documents.number.isna() & (documents.type != "tin bài")
look = ~documents.reviewed & (
    (documents.confidence < 0.8) | (documents["flags"].str.len() > 0) | documents[heads].isna().any(axis=1) | no_number
)
same(doubtful, documents.loc[look, ["document_id", "path", "number", "issuer", "title", "flags"]])[
    ["path", "confidence", "missing", "flags", "number", "issuer", "issued_on"]
]

# %%
missing = doubtful.missing.explode().dropna().value_counts()
bars(list(missing.index), missing, "Giá trị còn thiếu ở phần đầu", "số văn bản")

# %% [markdown]
# ## 10. Kinh phí · Budgets
#
# Chỉ cộng những chỗ ghi đúng một số tiền; các chỗ khác được đếm riêng. · Only budgets that name one amount alone are
# added up; the others are counted beside.

# %%
money = asked("budgets")

# %%
UNIT = {"ty": 1e9, "trieu": 1e6, "nghin": 1e3, "ngan": 1e3}


def amount(words):
    """Money in đồng where the words name one amount alone, else None; a price for each is none."""
    words = fold(words)
    found = re.findall(r"(\d[\d.,]*)\s*(ty|trieu|nghin|ngan|dong|vnd|d)\b", words)
    each = re.search(r"\d\s*(?:ty|trieu|nghin|ngan)?\s*(?:dong|vnd|d)?\s*(?:/|mot |moi )[a-z]", words)
    if len(found) != 1 or each:
        return None
    try:
        return float(found[0][0].rstrip(".,").replace(".", "").replace(",", ".")) * UNIT.get(found[0][1], 1)
    except ValueError:
        return None


paid = tasks[tasks.budget.notna() & tasks.repeats_task_id.isna()].merge(
    documents[["document_id", "issuer", "issued_year"]], on="document_id"
)
paid = paid.assign(dong=pd.Series([amount(one) for one in paid.budget], index=paid.index, dtype="float64"))
costs = paid.groupby(["issuer", "issued_year"], dropna=False, as_index=False).agg(
    tasks=("task_id", "count"),
    with_amount=("dong", "count"),
    dong=("dong", lambda some: some.sum(min_count=1)),
    largest=("dong", "max"),
)
same(money, costs.rename(columns={"issued_year": "year"}))

# %%
if len(money):
    known = money[money.dong.notna()].head(12)
    bars(
        [f"{one.issuer} {one.year}" for one in known.itertuples()],
        [round(one / 1e6, 1) for one in known.dong],
        "Kinh phí ghi trong nhiệm vụ",
        "triệu đồng",
    )
