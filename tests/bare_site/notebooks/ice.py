# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
#   proofpress:
#     nav: Ice
#     topic: water
#     question: How long is there ice?
#     reviewed: "2026-01-10"
#     review_by: "2026-07-10"
#     data_through: 2023
#     edition: Ice Office 2024
#     card: {figure: days, value: most}
# ---

# %% [markdown]
# # Ice lay for {{ most }} at most
# Three winters on one lake.

# %% [markdown]
# ## Takeaways
# 1. The longest winter had {{ most }} with ice. *High confidence*
# 2. The next had fewer. *High confidence*
# 3. The last had fewest. *High confidence*

# %%
import altair as alt

import proofpress as pp

ice = pp.load_table("ice")
most = pp.publish_value(
    "most", ice.days.max(), format="{:,.0f} days", unit="days", rows=ice, formula="most days with ice in a winter"
)

# %%
chart = (
    alt.Chart(ice)
    .mark_bar()
    .encode(x=alt.X("days:Q", title="Days"), y=alt.Y("winter:O", title=None))
    .properties(width=pp.WIDE, height=120)
)
pp.publish_figure(
    chart,
    name="days",
    data=ice,
    columns={"winter": "Winter", "days": "Days"},
    title=f"Ice lay for {most} at most",
    subtitle="Days with ice, by winter, 2021-2023",
    note="One lake.",
    alt="Three bars, each shorter than the one before.",
)

# %% [markdown]
# ## Limits
# - One lake.
#
# ## What would change our mind
# - A longer series.
