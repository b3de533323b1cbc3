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
#     nav: Plants
#     topic: power
#     question: What happened?
#     reviewed: "2026-01-10"
#     review_by: "2026-07-10"
#     data_through: 2023
#     edition: Grid Office 2024
#     card: {figure: capacity, value: largest}
# ---

# %% [markdown]
# # The largest plant has {{ largest }}
# Two plants are known; see [the power mix](power-mix.md).

# %% [markdown]
# ## Takeaways
# 1. The largest has {{ largest }}. *Moderate confidence*
# 2. Coal's share was {{ power-mix.coal-share }}. *High confidence*
# 3. The smallest has less. *Low confidence*

# %%
import altair as alt

import proofpress as pp

plants = pp.load_table("plants")
largest = pp.publish_value(
    "largest", plants.capacity.max(), format="{:,.0f} MW", unit="MW", rows=plants, formula="largest capacity"
)

# %%
chart = (
    alt.Chart(plants)
    .mark_bar()
    .encode(x=alt.X("capacity:Q", title="MW"), y=alt.Y("plant:N", title=None), color=alt.Color("source:N", legend=None))
    .properties(width=pp.WIDE, height=120)
)
pp.publish_figure(
    chart,
    name="capacity",
    data=plants,
    columns={"plant": "Plant", "capacity": "Capacity (MW)"},
    title=f"The largest plant has {largest}",
    subtitle="Capacity, MW, 2023",
    note="Press figures for one of two.",
    alt="Two bars of capacity.",
)

# %% [markdown]
# ## Which plants close
#
# {{ procedure.plant-test }}

# %% [markdown]
# ## Limits
# - Two plants only.
#
# ## What would change our mind
# - A third plant.

# %% [markdown]
# ::: decision
#
# Means: A town may want a second plant, since the largest has {{ largest }}.
#
# Answer: The largest plant has {{ largest }}; whether it stays open
# is not known.
#
# Confidence: Moderate
#
# Cost: Nothing is held on it.
#
# Exposed: Towns that the largest plant alone supplies.
#
# Watch: The count of plants, by March 2027.
