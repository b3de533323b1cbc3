"""What templates can do with a text."""

from __future__ import annotations

from proofpress.render.context import environment


def test_a_name_breaks_at_its_underscores() -> None:
    """A column's name is escaped, and a line may end behind each underscore, nowhere else."""
    shown = environment().from_string("{{ name | breakable }}").render(name="first_year_<b>")
    assert shown == "first_<wbr>year_<wbr>&lt;b&gt;"
