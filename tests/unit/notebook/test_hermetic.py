"""What the guard of a kernel refuses, rule by rule; a kernel itself is tried in the integration tests."""

from __future__ import annotations

import ast
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from proofpress.model.errors import SiteError
from proofpress.notebook import closed_clock, guard_state
from proofpress.notebook.closed_files import FILES, NETWORK, PROCESSES, audit
from proofpress.notebook.guard_state import STATE, Caller, HermeticityError, refuse, refuse_escaped, trusted


@pytest.fixture
def allowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a folder that a notebook may read, everything else being closed."""
    folder = tmp_path / "allowed"
    folder.mkdir()
    monkeypatch.setattr(STATE, "active", True)
    monkeypatch.setattr(STATE, "kernel_threads", set())
    monkeypatch.setattr(STATE, "allowed", (f"{folder.resolve()}/",))
    monkeypatch.setattr(STATE, "escaped", [])
    yield folder
    assert guard_state.is_trusted() == 0


def in_notebook(source: str, **names: Any) -> Any:
    """Return what an expression gives when a notebook's cell evaluates it."""
    return eval(source, {"__name__": "__main__", **names})


@pytest.mark.parametrize(("event", "position"), [(event, at) for event in sorted(FILES) for at in FILES[event]])
@pytest.mark.parametrize("form", [str, Path, lambda path: str(path).encode()])
def test_other_files_are_refused_by_path(allowed: Path, event: str, position: int, form: Any) -> None:
    """Whatever is done to a file that is not allowed names the path and the call to use, whichever argument it is."""
    secret, mine = form(allowed.parent / "secret.csv"), form(allowed / "mine.csv")
    with pytest.raises(HermeticityError, match=r"reads or writes the file `.*secret\.csv.*`\. Load a table by name"):
        audit(event, tuple(secret if at == position else mine for at in range(4)))


def test_allowed_files_pass(allowed: Path) -> None:
    """A folder that is allowed can be listed and read; a path that climbs out of it, or only looks alike, cannot."""
    audit("open", (str(allowed / "inside.txt"), "r", 0))
    audit("os.listdir", (str(allowed),))
    audit("open", (7, "r", 0))
    for path in (f"{allowed}/../secret.csv", f"{allowed}-too/secret.csv"):
        with pytest.raises(HermeticityError):
            audit("open", (path, "r", 0))


def test_a_traceback_reads_what_was_imported(allowed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A module of the site that the notebook imported is an input already: its lines are read, and never written."""
    module = str(allowed.parent / "measures.py")
    monkeypatch.setattr(STATE, "sources", {module})
    audit("open", (module, "r", os.O_RDONLY))
    for flags in (os.O_WRONLY, os.O_RDWR, os.O_RDONLY | os.O_TRUNC):
        with pytest.raises(HermeticityError):
            audit("open", (module, "r+", flags))
    with pytest.raises(HermeticityError):
        audit("os.remove", (module, -1))
    with pytest.raises(HermeticityError):
        audit("open", (str(allowed.parent / "other.py"), "r", os.O_RDONLY))


def test_a_link_leads_where_it_points(allowed: Path) -> None:
    """A symbolic link inside an allowed folder does not open what lies outside."""
    (allowed / "link").symlink_to(allowed.parent / "secret.csv")
    with pytest.raises(HermeticityError):
        audit("open", (str(allowed / "link"), "r", 0))


@pytest.mark.parametrize("event", sorted(NETWORK))
def test_network_is_refused(allowed: Path, event: str) -> None:
    """Every way to reach an address is refused with the place where data belong."""
    with pytest.raises(HermeticityError, match=rf"uses the network \({event}\)\. Put the data into data/tables/"):
        audit(event, ())


@pytest.mark.parametrize("event", sorted(PROCESSES))
def test_processes_are_refused(allowed: Path, event: str) -> None:
    """Every way to start or end a process is refused."""
    with pytest.raises(HermeticityError, match=rf"starts or ends a process \({event}\)"):
        audit(event, ())


@pytest.mark.parametrize("name", [":memory:", "", "file::memory:?cache=shared", "file:x?mode=memory"])
def test_databases_in_memory_pass(allowed: Path, name: str) -> None:
    """A database that is no file may be opened, however it is named; a file may not."""
    if name != "file::memory:?cache=shared":
        audit("sqlite3.connect", (name,))
    with pytest.raises(HermeticityError, match="reads or writes the file"):
        audit("sqlite3.connect", (f"file:{allowed.parent}/x.db",))


def test_other_events_pass(allowed: Path) -> None:
    """What is neither file, network nor process is none of the guard's business."""
    audit("import", ("json", None, None, None, None))


def test_the_package_may_read(allowed: Path) -> None:
    """Inside ``trusted`` the package reads data, in its own thread only; afterwards, also after an error, not."""
    secret = (str(allowed.parent / "secret.csv"), "r", 0)

    def refused_elsewhere() -> bool:
        caught: list[bool] = []

        def attempt() -> None:
            with pytest.raises(HermeticityError):
                audit("open", secret)
            caught.append(True)

        thread = threading.Thread(target=attempt)
        thread.start()
        thread.join()
        return caught == [True]

    with trusted(), trusted():
        audit("open", secret)
        assert refused_elsewhere()

    def fails() -> None:
        with trusted():
            raise KeyError

    with pytest.raises(KeyError):
        fails()
    with pytest.raises(HermeticityError):
        audit("open", secret)


def test_the_kernels_own_threads_go_on(allowed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Threads that were there before the first cell are not the notebook's; nor is anything before it."""
    secret = (str(allowed.parent / "secret.csv"), "r", 0)
    with monkeypatch.context() as patch:
        patch.setattr(STATE, "kernel_threads", {threading.get_ident()})
        audit("open", secret)
    monkeypatch.setattr(STATE, "active", False)
    audit("open", secret)


def test_a_refusal_that_no_cell_sees_is_kept(allowed: Path) -> None:
    """What was refused outside a cell's own code fails the notebook at its end, once for each."""
    refuse_escaped()
    for _ in range(2):
        with pytest.raises(HermeticityError):
            refuse("thing", "Mend it.")
    with pytest.raises(HermeticityError, match=r"1 problem\n.* callback of code cell \d+: thing"):
        refuse_escaped()


@pytest.mark.parametrize(
    ("name", "file", "caller"),
    [
        ("__main__", "/tmp/ipykernel_1/2.py", Caller.NOTEBOOK),
        (None, "<string>", Caller.NOTEBOOK),
        ("timeit", "/usr/lib/python3/timeit.py", Caller.NOTEBOOK),
        ("IPython.core.magics.execution", "x.py", Caller.NOTEBOOK),
        ("measures.shares", "x.py", Caller.NOTEBOOK),
        ("ipykernel.kernelbase", "x.py", Caller.KERNEL),
        ("email.utils", "/usr/lib/python3/email/utils.py", Caller.STANDARD),
        ("sklearn.base", f"{guard_state._SITE_PACKAGES[0]}/sklearn/base.py", Caller.LIBRARY),
    ],
)
def test_who_asks(monkeypatch: pytest.MonkeyPatch, name: str | None, file: str, caller: Caller) -> None:
    """A cell, the site's own code and what times a cell are the notebook; others are known by where they come from."""
    monkeypatch.setattr(STATE, "site", frozenset({"measures"}))
    frames: list[Any] = []
    code = compile("import sys\nframes.append(sys._getframe())", file, "exec")
    exec(code, {"frames": frames, **({"__name__": name} if name else {})})
    assert guard_state.caller_of(frames[0]) is caller


def test_the_clock_is_closed_below_its_names(allowed: Path) -> None:
    """A cell that asks for the time is refused by the call; one that gives the time, and the kernel, are served."""
    closed = closed_clock._closed_wall("gmtime", 1, lambda *_: "the fixed day")
    with pytest.raises(HermeticityError, match=r"asks the clock \(time\.gmtime\)\. Write the date .* into a table"):
        in_notebook("clock()", clock=closed)
    assert in_notebook("clock(0).tm_year", clock=closed) == 1970
    with trusted():
        assert in_notebook("clock().tm_year", clock=closed) > 2020
    library = compile("clock()", f"{guard_state._SITE_PACKAGES[0]}/x/y.py", "eval")
    assert eval(library, {"__name__": "x.y", "clock": closed}) == "the fixed day"
    with pytest.raises(HermeticityError, match=r"through pandas\.core\."):
        eval(library, {"__name__": "pandas.core", "clock": closed})


@pytest.mark.parametrize("source", ["np.datetime64(w)", "np.array([w], 'M8[s]')", "np.full(1, w, dtype='M8[D]')"])
@pytest.mark.parametrize("word", ["now", " TODAY "])
def test_words_for_now_are_refused(allowed: Path, source: str, word: str) -> None:
    """Numpy's functions are watched by what they are: a word in a variable, or another name, changes nothing."""
    import numpy as np

    tree = ast.fix_missing_locations(closed_clock.WatchCalls().visit(ast.parse(source, mode="eval")))
    names = {"np": np, "w": word.strip(), closed_clock.CALLED: closed_clock.watched}
    with pytest.raises(HermeticityError, match=r"asks the clock \(numpy\."):
        eval(compile(tree, "<cell>", "eval"), names)


@pytest.mark.parametrize("source", ["np.array(['now', 'then'])", "np.datetime64('2024-05-01')", "max('today', 'b')"])
def test_other_words_pass(allowed: Path, source: str) -> None:
    """A fixed date, or the same words anywhere else, pass, and are what they were."""
    import numpy as np

    tree = ast.fix_missing_locations(closed_clock.WatchCalls().visit(ast.parse(source, mode="eval")))
    watched = eval(compile(tree, "<cell>", "eval"), {"np": np, closed_clock.CALLED: closed_clock.watched})
    assert repr(watched) == repr(eval(source, {"np": np}))


def test_a_refusal_is_an_error_of_the_site() -> None:
    """A refusal reads like every other problem: stage, code, thing, next step."""
    assert issubclass(HermeticityError, SiteError)
    with pytest.raises(HermeticityError, match=r"guard: 1 problem\n  \[refused\] thing\. Mend it\."):
        refuse("thing", "Mend it.")
