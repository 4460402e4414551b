# ---
# jupyter:
#   jupytext:
#     formats: ipynb,py:percent
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Duyệt văn bản · Review
#
# Chạy ô bên dưới (Shift+Enter). Mỗi lần sửa được ghi ngay vào `data/corrections`; chạy lại `vanthu extract`
# thì các bảng mang giá trị đã sửa.
#
# Run the cell below (Shift+Enter). Each correction is on the disk at once, in `data/corrections`; the tables
# show it after the next `vanthu extract`.

# %%
from pipeline.reviewing.widget import review

page = review()
page
