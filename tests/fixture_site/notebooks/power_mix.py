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
#     nav: Power mix
#     topic: power
#     question: What happened?
#     reviewed: "2026-01-10"
#     review_by: "2026-07-10"
#     data_through: 2023
#     edition: Grid Office 2024
#     card: {figure: coal-halves, value: coal-share}
# ---

# %% [markdown]
# # Coal fell to {{ coal-share }} of power in 2023
# It was {{ coal-before }} in 2012; the ministry expects {{ claim.press-coal-2030 }} by 2030.

# %% [markdown]
# ## Takeaways
# 1. Coal's share is {{ coal-share }}. *High confidence*
# 2. It was {{ coal-before }}. *High confidence*
# 3. It is to fall to {{ claim.press-coal-2030 }}. *Moderate confidence*

# %%
import altair as alt

import proofpress as pp

# %% [markdown]
# ## Coal
# Coal's share, {{ coal-share }}, is of gross generation.

# %%
mix = pp.load_table("power_mix")
total = mix.groupby("year").generation.transform("sum")
mix["share"] = 100 * mix.generation / total
coal = mix[mix.fuel == "coal"]
print(f"{len(mix)} rows, {mix.year.min()} to {mix.year.max()}")

# %%
before, now = (coal[coal.year == year].share.iloc[0] for year in (2012, 2023))
coal_share = pp.publish_value(
    "coal-share",
    now,
    format="{:.0f}%",
    unit="percent",
    rows=mix[mix.year == 2023],
    formula="coal over all fuels",
    period="2023",
)
pp.publish_value(
    "coal-before",
    before,
    format="{:.0f}%",
    unit="percent",
    rows=mix[mix.year == 2012],
    formula="coal over all fuels",
    period="2012",
)
assert now < before, "the title says that coal fell"
claim = pp.claim("press-coal-2030")

# %%
bars = (
    alt.Chart(coal)
    .mark_bar(color=pp.RED)
    .encode(x=alt.X("year:O", title=None), y=alt.Y("share:Q", title="percent"))
    .properties(width=pp.WIDE, height=200)
)
pp.publish_figure(
    bars,
    name="coal-halves",
    data=coal,
    columns={"year": "Year", "share": "Share (%)"},
    title=f"Coal fell to {coal_share} of power",
    subtitle="Coal's share of generation, percent, 2012 and 2023",
    note="Gross generation.",
    alt=f"Two bars: coal's share falls to {coal_share}.",
)

# %% [markdown]
# ## Limits
# - Two years only.
#
# ## What would change our mind
# - A revision.
