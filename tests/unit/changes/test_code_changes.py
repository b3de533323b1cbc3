"""Changes of a site's code: which functions differ, and which modules go together."""

from __future__ import annotations

import pytest

from proofpress.changes.code_changes import changed_names, import_groups

OLD = """import math

LIMIT: float = 2
UNIT = "km"


def area(side):
    \"\"\"Return an area.\"\"\"
    return side * side


class Plot:
    def size(self):
        return 1
"""


@pytest.mark.parametrize(
    ("old", "new", "names"),
    [
        ("return side * side", "return 2 * side * side", ["area"]),
        ("LIMIT: float = 2", "LIMIT: float = 3", ["LIMIT"]),
        ("return 1", "return 2", ["Plot"]),
        ('UNIT = "km"\n', "", ["UNIT"]),
        ("import math", "import math\nEXTRA = 1", ["EXTRA"]),
        ("Return an area.", "Return another text.", []),
        ("import math", "# a comment\nimport math", []),
        ("return side", "return (side", ["LIMIT", "UNIT", "area", "Plot", "the module"]),
    ],
)
def test_what_differs_is_named(old: str, new: str, names: list[str]) -> None:
    """A changed body, constant or class, one that is new or gone; words and comments change nothing."""
    assert changed_names(OLD, OLD.replace(old, new)) == names


def test_modules_that_import_one_another_go_together() -> None:
    """Two changed modules of which one imports the other are one factor; a third stands alone."""
    sources = {
        "scripts/site/areas.py": "from .units import UNIT",
        "scripts/site/units.py": "UNIT = 1",
        "scripts/site/words.py": "import math",
        "scripts/site/charts/plots.py": "from .. import words2",
    }
    assert import_groups(sources, sources) == [
        ("scripts/site/areas.py", "scripts/site/units.py"),
        ("scripts/site/charts/plots.py",),
        ("scripts/site/words.py",),
    ]


@pytest.mark.parametrize("line", ["import site.units", "from site import units", "from site.units import UNIT"])
def test_every_way_to_import_counts(line: str) -> None:
    """By its whole name, from its package, or a name of it."""
    paths = ("scripts/site/areas.py", "scripts/site/units.py")
    assert import_groups(paths, {paths[0]: line, paths[1]: ""}) == [paths]
