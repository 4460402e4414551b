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
# # Chất lượng của các bảng · Quality of the tables
#
# Các trang được đọc ra sao, các dòng đáng tin đến đâu, sai ở chỗ nào, nên rà soát gì trước. · How pages were read, how
# far rows can be trusted, what kinds of errors there are, what to review next.
#
# `VANTHU_OUT`: các bảng khác · other tables; `VANTHU_GOLD`: các tệp chuẩn khác · other gold files.

# %%
import os
from collections import Counter
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from IPython.display import display

from pipeline import extract, open_tables
from pipeline.analysing.inline import chart
from pipeline.errors import GoldError, OutputError
from pipeline.evaluating.reliability import bins, by_table
from pipeline.evaluating.report import Verdict
from pipeline.evaluating.score import evaluate

ROOT = next(folder for folder in (Path.cwd(), *Path.cwd().parents) if (folder / "data" / "raw").is_dir())
OUT = Path(os.environ.get("VANTHU_OUT", ROOT / "data" / "processed"))
GOLD = Path(os.environ.get("VANTHU_GOLD", ROOT / "data" / "gold"))

try:
    tables = open_tables(OUT)
except OutputError:
    extract(ROOT / "data" / "raw", OUT)
    tables = open_tables(OUT)
db = tables.connect()

plt.rcParams["font.family"] = "DejaVu Sans"  # có đủ chữ tiếng Việt · has all Vietnamese letters
pd.set_option("display.max_colwidth", 80)


def axes_of(rows, title, xlabel, wide=9.0):
    """A chart of so many rows, without the frame's upper and right lines."""
    _, axes = plt.subplots(figsize=(wide, 0.36 * max(rows, 3) + 1.3), layout="constrained")
    axes.set_title(title, loc="left")
    axes.set_xlabel(xlabel)
    axes.spines[["top", "right"]].set_visible(False)
    return axes


def shown(axes, rows):
    """The chart, with words for those who do not see it: its title, and a name and a number a row."""
    display(chart(axes.figure, f"{axes.get_title(loc='left')} ({axes.get_xlabel()})", rows))


# %% [markdown]
# ## 1. Tệp và trang · Files and pages

# %%
tables.sources.groupby("status").agg(
    files=("path", "count"), megabytes=("bytes", lambda some: round(some.sum() / 1e6, 1))
)

# %%
# Tệp không đọc được và lý do · files that could not be read, and why
tables.sources.loc[tables.sources.status.isin(["failed", "unsupported"]), ["path", "status", "error"]]

# %%
pages = db.execute(
    """
    select source, count(*) as pages, round(avg(ocr_confidence), 3) as mean,
        round(quantile_cont(ocr_confidence, 0.1), 3) as worst_tenth,
        count(*) filter (where ocr_confidence < 0.8) as below_08, count(error) as unread
    from pages join v_documents using (document_id) group by source order by pages desc
    """
).df()
pages

# %% [markdown]
# ## 2. Độ tin cậy của nhận dạng chữ, theo nguồn · OCR confidence by source
#
# Mỗi điểm là một trang. Dưới 0,8 thì nên xem lại bản quét. · Each point is a page; below .8 the scan deserves a look.

# %%
read = db.execute(
    """
    select media_type, path, page, ocr_confidence from pages join v_documents using (document_id)
    where ocr_confidence is not null order by media_type, path, page
    """
).df()
kinds = list(read.media_type.unique())
axes = axes_of(max(len(kinds), 2) * 2, "Độ tin cậy trung bình của từ, mỗi trang", "độ tin cậy")
for at, kind in enumerate(kinds):
    values = read.ocr_confidence[read.media_type == kind].to_numpy()
    # Các điểm được tách đều theo chiều dọc để không che nhau · points are spread evenly, none hides another
    axes.scatter(values, at + 0.5 * (np.arange(len(values)) % 7 / 6 - 0.5), s=28, alpha=0.7, color="#1f5fa8")
axes.axvline(0.8, color="#a8571f", linestyle="--", linewidth=1)
axes.set_yticks(range(len(kinds)), [f"{kind} ({sum(read.media_type == kind)} trang)" for kind in kinds])
axes.set_ylim(-0.6, max(len(kinds) - 0.4, 0.6))
axes.set_xlim(min(0.5, *read.ocr_confidence, 1), 1.005)
shown(axes, [(f"{kind}, trung bình", read.ocr_confidence[read.media_type == kind].mean()) for kind in kinds])

# %%
# Các trang đọc kém nhất · the pages read worst
read.sort_values("ocr_confidence").head(10)

# %% [markdown]
# ## 3. Các dòng đáng tin đến đâu · How sure the rows are

# %%
EDGES = [0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01]
NAMES = ["< 0,5", "0,5–0,7", "0,7–0,8", "0,8–0,9", "0,9–0,95", "≥ 0,95"]
rows = db.execute('select "table", confidence from v_rows').df()
rows["band"] = pd.cut(rows.confidence, EDGES, right=False, labels=NAMES)
shares = pd.crosstab(rows.table, rows.band, normalize="index").reindex(columns=NAMES, fill_value=0)
axes = axes_of(len(shares) + 1, "Tỷ lệ dòng theo độ tin cậy", "tỷ lệ dòng")
left = np.zeros(len(shares))
for name, color in zip(NAMES, ["#7f2704", "#c4571a", "#f0a35e", "#bcd3ea", "#6c9fd2", "#1f5fa8"], strict=True):
    axes.barh(range(len(shares)), shares[name], left=left, color=color, label=name)
    left += shares[name].to_numpy()
axes.set_yticks(range(len(shares)), [f"{name} ({sum(rows.table == name)})" for name in shares.index])
axes.invert_yaxis()
axes.set_xlim(0, 1)
axes.legend(ncols=3, loc="upper left", bbox_to_anchor=(0, -0.22), frameon=False)
shown(axes, [(f"{table}, {band}", share) for table, some in shares.iterrows() for band, share in some.items() if share])

# %%
# Vì sao các dòng được đánh dấu · why rows are flagged (pipeline/records.py says what each flag means)
flags = db.execute(
    """
    select flag, "table", count(*) as n from (
        select unnest(flags) as flag, "table" from v_rows union all select unnest(flags), 'documents' from v_documents
    ) group by all
    """
).df()
flags.pivot_table(index="flag", columns="table", values="n", aggfunc="sum", fill_value=0)

# %% [markdown]
# ## 4. Các loại lỗi, so với tệp chuẩn · Kinds of errors, against gold
#
# Chỉ chấm được những văn bản có tệp chuẩn (`data/gold`). · Only documents that have gold can be scored.

# %%
try:
    scored = evaluate(GOLD, OUT)
except GoldError as error:
    print(error)
    scored = None
if scored:
    print(f"{len(scored.kinds)} văn bản được chấm · scored")
    print(f"{len(scored.not_scored)} không có trong kho · not in this archive")

# %%
wrong = Counter()
if scored:
    wrong.update(
        (one.table, one.field, one.verdict.value) for one in scored.outcomes if one.verdict is not Verdict.RIGHT
    )
errors = pd.DataFrame([(*what, n) for what, n in wrong.items()], columns=["table", "field", "verdict", "n"])
errors = errors.pivot_table(index=["table", "field"], columns="verdict", values="n", aggfunc="sum", fill_value=0)
errors = errors.reindex(columns=["missed", "wrong", "false"], fill_value=0)
errors = errors.loc[errors.sum(axis=1).sort_values(ascending=False).index]
errors

# %%
if len(errors):
    top = errors.head(15)
    axes = axes_of(len(top), "Các loại lỗi nhiều nhất", "số lỗi")
    left = np.zeros(len(top))
    for name, word, color in (("missed", "sót", "#f0a35e"), ("wrong", "sai", "#c4571a"), ("false", "thừa", "#6c9fd2")):
        axes.barh(range(len(top)), top[name], left=left, color=color, label=word)
        left += top[name].to_numpy()
    axes.set_yticks(range(len(top)), [".".join(name) for name in top.index])
    axes.invert_yaxis()
    axes.xaxis.get_major_locator().set_params(integer=True)
    axes.legend(frameon=False, loc="lower right")
    shown(axes, [(".".join(name), n) for name, n in top.sum(axis=1).items()])

# %%
# Độ tin cậy có đúng như lời không: dòng nói 0,9 thì chín phần mười phải đúng · does confidence keep its word?
kept = [
    (table, at, one.rows, round(one.confidence, 2), round(one.precision, 2))
    for table, claims in by_table(scored.claims if scored else ()).items()
    for at, one in bins(claims, 5).items()
]
kept = pd.DataFrame(kept, columns=["table", "bin", "rows", "confidence", "right"])
if len(kept):
    axes = axes_of(12, "Độ tin cậy và tỷ lệ đúng (điểm càng to càng nhiều dòng)", "độ tin cậy", wide=6.5)
    axes.plot([0, 1], [0, 1], color="#999999", linewidth=1)
    for table, some in kept.groupby("table"):
        axes.scatter(some.confidence, some.right, s=20 + 3 * some.rows**0.8, alpha=0.7, label=table)
    axes.set_ylabel("tỷ lệ đúng")
    axes.legend(frameon=False)
    shown(axes, [(f"{one.table}, độ tin cậy {one.confidence}: đúng", one.right) for one in kept.itertuples()])
kept

# %% [markdown]
# ## 5. Nên rà soát gì trước · What to review next
#
# Số lỗi mong đợi của một văn bản là tổng của (1 − độ tin cậy) các dòng chưa rà soát: ở đầu danh sách, một giờ rà soát
# sửa được nhiều nhất. · A document's expected errors are the sum of (1 − confidence) of rows not reviewed: at the top
# an hour of review mends most. `notebooks/02_review` mở từng dòng · opens each of these rows.

# %%
expected = db.execute(
    """
    with doubt as (
        select document_id, sum(1 - confidence) filter (where not reviewed) as errors, count(*) as "rows",
            count(*) filter (where not reviewed and confidence < 0.8) as doubtful,
            count(*) filter (where reviewed) as reviewed
        from v_rows group by document_id
    )
    select path, number, round(errors + if(d.reviewed, 0, 1 - confidence), 1) as expected_errors, "rows", doubtful,
        doubt.reviewed as rows_reviewed, round(confidence, 2) as heading
    from v_documents d join doubt using (document_id)
    order by expected_errors desc, path limit 15
    """
).df()
expected

# %%
axes = axes_of(len(expected), "Lỗi mong đợi của mỗi văn bản chưa rà soát", "số lỗi mong đợi")
axes.barh(range(len(expected)), expected.expected_errors, color="#1f5fa8")
axes.set_yticks(range(len(expected)), [path if len(path) < 61 else "…" + path[-59:] for path in expected.path])
axes.invert_yaxis()
shown(axes, zip(expected.path, expected.expected_errors, strict=True))

# %%
# Các dòng ít tin cậy nhất · the least sure rows
db.execute(
    """
    select "table", path, page, round(confidence, 2) as confidence, flags, left(text, 100) as text
    from v_rows where not reviewed order by v_rows.confidence, row_id limit 20
    """
).df()

# %%
# Những gì người rà soát đã sửa · what reviewers have set right
corrections = tables.corrections
corrections.groupby(["table", "column", "status"], dropna=False).size().rename("corrections").reset_index()
