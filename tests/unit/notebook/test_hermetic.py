"""What a notebook's kernel refuses, rule by rule; the kernel itself is tried in the integration tests."""

from __future__ import annotations

import ast
import datetime
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from proofpress.model.errors import SiteError
from proofpress.notebook import hermetic as guard
from proofpress.notebook.hermetic import FILES, NETWORK, PROCESSES, HermeticityError


@pytest.fixture
def allowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a folder that a running cell may read, everything else being closed."""
    folder = tmp_path / "allowed"
    folder.mkdir()
    monkeypatch.setattr(guard._State, "active", True)
    monkeypatch.setattr(guard._State, "trusted", 0)
    monkeypatch.setattr(guard._State, "thread", threading.get_ident())
    monkeypatch.setattr(guard._State, "allowed", (f"{folder.resolve()}/",))
    yield folder
    assert guard._State.trusted == 0


def in_notebook(source: str, **names: Any) -> Any:
    """Return what an expression gives when a notebook's cell evaluates it."""
    return eval(source, {"__name__": "__main__", **names})


@pytest.mark.parametrize("event", sorted(FILES))
@pytest.mark.parametrize("form", [str, Path, lambda path: str(path).encode()])
def test_other_files_are_refused_by_path(allowed: Path, event: str, form: Any) -> None:
    """Opening or listing what is not allowed names the path and the call to use, in whatever form it is given."""
    secret = allowed.parent / "secret.csv"
    with pytest.raises(
        HermeticityError, match=r"reads or writes the file `.*secret\.csv`\. Load a table by name: load_table"
    ):
        guard._audit(event, (form(secret), "r", 0))


def test_allowed_files_pass(allowed: Path) -> None:
    """A folder that is allowed can be listed and read; a path that climbs out of it, or only looks alike, cannot."""
    guard._audit("open", (str(allowed / "inside.txt"), "r", 0))
    guard._audit("os.listdir", (str(allowed),))
    guard._audit("open", (7, "r", 0))
    for path in (f"{allowed}/../secret.csv", f"{allowed}-too/secret.csv"):
        with pytest.raises(HermeticityError):
            guard._audit("open", (path, "r", 0))


def test_a_link_leads_where_it_points(allowed: Path) -> None:
    """A symbolic link inside an allowed folder does not open what lies outside."""
    (allowed / "link").symlink_to(allowed.parent / "secret.csv")
    with pytest.raises(HermeticityError):
        guard._audit("open", (str(allowed / "link"), "r", 0))


@pytest.mark.parametrize("event", sorted(NETWORK))
def test_network_is_refused(allowed: Path, event: str) -> None:
    """Every way to reach an address is refused with the place where data belong."""
    with pytest.raises(HermeticityError, match=rf"uses the network \({event}\)\. Put the data into data/tables/"):
        guard._audit(event, ())


@pytest.mark.parametrize("event", sorted(PROCESSES))
def test_processes_are_refused(allowed: Path, event: str) -> None:
    """Every way to start a process is refused."""
    with pytest.raises(HermeticityError, match=rf"starts a process \({event}\)"):
        guard._audit(event, ())


def test_other_events_pass(allowed: Path) -> None:
    """What is neither file, network nor process is none of the guard's business."""
    guard._audit("import", ("json", None, None, None, None))


def test_the_package_may_read(allowed: Path) -> None:
    """Inside ``trusted`` the package reads data while a cell runs; afterwards, also after an error, it is closed."""
    secret = str(allowed.parent / "secret.csv")
    with guard.trusted(), guard.trusted():
        guard._audit("open", (secret, "r", 0))

    def fails() -> None:
        with guard.trusted():
            raise KeyError

    with pytest.raises(KeyError):
        fails()
    with pytest.raises(HermeticityError):
        guard._audit("open", (secret, "r", 0))


def test_only_a_running_cell_is_guarded(allowed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The kernel's own work between cells and in its other threads goes on."""
    arguments = (str(allowed.parent / "secret.csv"), "r", 0)
    thread = threading.Thread(target=guard._audit, args=("open", arguments))
    thread.start()
    thread.join()
    monkeypatch.setattr(guard._State, "active", False)
    guard._audit("open", arguments)


def test_the_clock_is_closed_to_cells_only(allowed: Path) -> None:
    """A cell that asks for the time is refused by the call's name; a library that does is served."""
    closed = guard._closed(lambda: 5.0, "time.time")
    with pytest.raises(HermeticityError, match=r"asks the clock \(time\.time\)\. Write the date .* into a table"):
        in_notebook("clock()", clock=closed)
    assert closed() == 5.0


def test_the_clock_is_open_between_cells(allowed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When no cell runs, even the notebook's own names may ask."""
    monkeypatch.setattr(guard._State, "active", False)
    assert in_notebook("clock()", clock=guard._closed(lambda: 5.0, "time.time")) == 5.0


def test_a_closed_date_class_is_still_a_date(allowed: Path) -> None:
    """Dates are made, checked and parsed as before; only the clock's methods are refused."""
    closed = guard._closed_date_class(datetime.date, ("today",))
    day = in_notebook("date(2024, 5, 1)", date=closed)
    assert (day, isinstance(day, closed), issubclass(datetime.datetime, closed)) == (
        datetime.date(2024, 5, 1),
        True,
        True,
    )
    assert in_notebook("date.fromisoformat('2024-05-01')", date=closed) == datetime.date(2024, 5, 1)
    with pytest.raises(HermeticityError, match=r"asks the clock \(date\.today\)"):
        in_notebook("date.today()", date=closed)
    assert closed.today() == datetime.date.today()


@pytest.mark.parametrize(
    "source", ["np.datetime64('now')", "pd.Timestamp('today')", "pd.to_datetime('NOW')", "Timestamp('now')"]
)
def test_words_for_now_are_refused(source: str) -> None:
    """The words by which date libraries read the clock are refused before the cell runs."""
    from IPython.core.error import InputRejected

    with pytest.raises(InputRejected, match=r"asks the clock .* into a table"):
        guard._NowWords().visit(ast.parse(source))


@pytest.mark.parametrize("source", ["pd.Timestamp('2024-05-01')", "print('now')", "now('x')", "label = 'today'"])
def test_other_words_pass(source: str) -> None:
    """A fixed date, or the same words anywhere else, pass."""
    tree = ast.parse(source)
    assert guard._NowWords().visit(tree) is tree


def test_a_refusal_is_an_error_of_the_site() -> None:
    """A refusal reads like every other problem: stage, code, thing, next step."""
    assert issubclass(HermeticityError, SiteError)
    with pytest.raises(HermeticityError, match=r"guard: 1 problem\n  \[refused\] thing\. Mend it\."):
        guard._refuse("thing", "Mend it.")
