"""What a notebook tries and is refused, whatever call or thread it takes; and what an honest one needs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from proofpress.execute.run import execute_notebooks
from proofpress.model.errors import NotebookError
from tests.integration.test_bad_notebooks import FIRST, project

pytestmark = pytest.mark.slow

POOL = "from concurrent.futures import ThreadPoolExecutor\nwith ThreadPoolExecutor(1) as pool: "
FILES = {
    "open": "open('/etc/hostname').read()",
    "a path that climbs": "open('notes.txt', 'w').write('x'); open('../x').read()",
    "pathlib": "from pathlib import Path\nPath('/etc/hostname').read_text()",
    "listing": "import os\nos.listdir('/etc')",
    "pandas": "pd.read_csv('/etc/hostname')",
    "the project's own data": (
        "from proofpress.notebook.session import session\n"
        "open(session().files.root / 'data' / 'tables' / 'plants.csv').read()"
    ),
    "a link": "import os\nos.symlink('/etc/hostname', 'mine.txt'); open('mine.txt').read()",
    "a pool": POOL + "pool.submit(lambda: open('/etc/hostname').read()).result()",
    "to_thread": "import asyncio\n"
    + POOL
    + "pool.submit(asyncio.run, asyncio.to_thread(open, '/etc/hostname')).result()",
    "sqlite": "import sqlite3\nsqlite3.connect('../x.db')",
    "sqlite's address": "import sqlite3\nsqlite3.connect('file:///tmp/x.db?mode=rwc', uri=True)",
    "shutil": "import shutil\nshutil.copyfile('/etc/hostname', 'copy.txt')",
    "rename": "import os\nopen('a', 'w').close(); os.rename('a', '/tmp/a')",
    "remove": "import os\nos.remove('/etc/hostname')",
    "mkdir": "from pathlib import Path\nPath('/tmp/proofpress-x').mkdir()",
    "its age": "import os\nos.path.getmtime('/etc/hostname')",
    "whether it is there": "from pathlib import Path\nPath('/etc/hostname').exists()",
    "glob": "import glob\nglob.glob('/etc/host*')",
    "a database of its own": "import duckdb\nduckdb.read_csv('/etc/hostname')",
    "the same by another name": "__import__('_duckdb')",
    "dbm": "import dbm\ndbm.open('/tmp/x', 'c')",
    "the system's library": "import ctypes\nctypes.CDLL(None).system(b'date')",
    "the system's library by name": "import ctypes\nctypes.CDLL('libc.so.6').time(None)",
    "the interpreter's library": "import ctypes\nctypes.pythonapi.system",
    "%%writefile": "get_ipython().run_cell_magic('writefile', '../x.txt', 'x')",
}
NETWORK = {
    "socket": "import socket\nsocket.create_connection(('192.0.2.1', 80), timeout=1)",
    "name": "import socket\nsocket.gethostbyname('data.example')",
    "urllib": "import urllib.request\nurllib.request.urlopen('http://192.0.2.1/')",
    "a socket in a pool": POOL + "pool.submit(__import__('socket').create_connection, ('192.0.2.1', 80)).result()",
}
PROCESSES = {
    "system": "import os\nos.system('date')",
    "popen": "import os\nos.popen('date').read()",
    "a process pool": (
        "import multiprocessing, concurrent.futures as cf\n"
        "with cf.ProcessPoolExecutor(1, multiprocessing.get_context('fork')) as pool: list(pool.map(abs, [1]))"
    ),
    "spawn": "import multiprocessing\nmultiprocessing.get_context('spawn').Process(target=print).start()",
    "%%bash": "get_ipython().run_cell_magic('bash', '', 'date')",
    "%%script": "get_ipython().run_cell_magic('script', 'perl', 'print 1')",
    "!date": "get_ipython().getoutput('date')",
}
CLOCK = {
    "time": "import time\ntime.time()",
    "another name": "from time import time as clock\nclock()",
    "strftime": "import time\ntime.strftime('%Y')",
    "asctime": "import time\ntime.asctime()",
    "gmtime": "import time\ntime.gmtime(None)",
    "perf_counter": "import time\ntime.perf_counter_ns()",
    "timeit": "import timeit\ntimeit.default_timer()",
    "now": "from datetime import datetime\ndatetime.now()",
    "today": "from datetime import date\ndate.today()",
    "now in a pool": "from datetime import datetime\n" + POOL + "pool.submit(datetime.now).result()",
    "email": "import email.utils\nemail.utils.formatdate()",
    "uuid1": "import uuid\nuuid.uuid1()",
    "Timestamp.now": "pd.Timestamp.now()",
    "Timestamp of a word": "word = 'now'\npd.Timestamp(word)",
    "to_datetime": "pd.to_datetime(['2024-01-01', 'today'])",
    "date_range": "pd.date_range(end='today', periods=2)",
    "Series.astype": "pd.Series(['now']).astype('datetime64[ns]')",
    "an hour without a day": "pd.to_datetime('10:00')",
    "datetime64": "import numpy as np\nword = 'now'\nnp.datetime64(word)",
    "ndarray.astype": "import numpy as np\nnp.array(['now']).astype('M8[s]')",
    "full": "import numpy as np\nnp.full(2, 'today', dtype='M8[D]')",
    "busday": "import numpy as np\nnp.busday_count('today', '2030-01-01')",
}
CHANCE = {
    "uuid4": "import uuid\nuuid.uuid4()",
    "secrets": "import secrets\nsecrets.token_hex(4)",
    "urandom": "import os\nos.urandom(4)",
    "SystemRandom": "import random\nrandom.SystemRandom().random()",
    "the bytes of ssl": "import ssl\nssl.RAND_bytes(4)",
    "RandomState": "import numpy as np\nnp.random.RandomState()",
    "PCG64": "import numpy as np\nnp.random.Generator(np.random.PCG64())",
    "id": "id(plants)",
    "sorted by id": "sorted([object(), object()], key=id)",
    "hash": "hash(object())",
    "a set of objects": "[x for x in {object(), object()}]",
    "a loop over classes": "for x in {int, str, float}: pass",
    "a list of functions": "list({len, max, min})",
    "a set without all": "class A: pass\nlist({A: 1}.keys() | {None, int})",
    "a number that is none": "[*{float('nan'), 1.0}]",
    "a tuple of a class": "tuple({(1, int), (2, str)})",
    "a set taken apart": "a, b = {int, str}",
    "a set that gives one": "{int, str}.pop()",
    "a set that is shown": "print({len, max})",
    "a set in a text": "f'{frozenset([int, str])}'",
    "an own class": "class A: pass\nenumerate({A(), A()})",
    "site code's habit": "import itertools\nlist(itertools.chain({int, str}, [1]))",
    "handed on": "def f(): yield from {int, str}\nlist(f())",
}
MACHINE = {
    "uptime": "open('/proc/uptime').read()",
    "getpid": "import os\nos.getpid()",
    "who runs it": "import getpass\ngetpass.getuser()",
    "getuid": "import os\nos.getuid()",
    "a loop's time": "import asyncio\nasyncio.new_event_loop().time()",
    "node": "import platform\nplatform.node()",
    "gethostname": "import socket\nsocket.gethostname()",
    "%time": "get_ipython().run_line_magic('time', '1 + 1')",
}
REFUSED = {
    "reads or writes the file|calls the system's library": FILES,
    "uses the network": NETWORK,
    "starts or ends a process": PROCESSES,
    "asks the clock": CLOCK,
    "asks for chance|asks for an address": CHANCE,
    "asks the machine|reads or writes the file|uses the network": MACHINE,
}
ALLOWED = {
    "own folder": "open('notes.txt', 'w').write('x'); assert open('notes.txt').read() == 'x'",
    "a temporary file": "import tempfile\nwith tempfile.NamedTemporaryFile() as file: file.write(b'x')",
    "a database in memory": "import sqlite3\nassert list(sqlite3.connect(':memory:').execute('select 1')) == [(1,)]",
    "a given time": "import time; assert time.strftime('%Y', time.gmtime(0)) == '1970' and time.ctime(0)",
    "a fixed date": "import datetime; assert datetime.date(2024, 5, 1).isoformat() == '2024-05-01'",
    "dates as classes": "from datetime import datetime\nassert type(datetime(2024, 1, 1)) is datetime",
    "words": "import numpy as np\nassert list(np.array(['now', 'then'])) == ['now', 'then']",
    "parsed dates": (
        "import numpy as np, dateutil.parser\n"
        "assert pd.Timestamp('1 Jan 2020') == pd.Timestamp('2020-01-01') == pd.to_datetime('1/1/2020')\n"
        "assert np.array(['2020-01-01'], dtype='M8[D]')[0] == np.datetime64('2020-01-01')\n"
        "assert dateutil.parser.parse('2020-01-01').year == 2020"
    ),
    "a time zone": "import zoneinfo\nzoneinfo.ZoneInfo('Europe/Paris')",
    "a sleep": "import time; time.sleep(0.01)",
    "waiting": "import threading; assert not threading.Event().wait(0.01)",
    "a pool": POOL + "assert pool.submit(sum, [1, 2]).result() == 3",
    "asyncio": "import asyncio\n" + POOL + "assert pool.submit(asyncio.run, asyncio.sleep(0.01, 5)).result() == 5",
    "a log": "import logging\nlogging.warning('careful')",
    "an archive": "import io, zipfile\nzipfile.ZipFile(io.BytesIO(), 'w').writestr('a', 'b')",
    "late import": "import colorsys, wave, plistlib",
    "chance": "import random; assert random.random() == random.Random(0).random() == random.Random().random()",
    "numpy's chance": "from numpy.random import default_rng\nassert default_rng().random() == default_rng(0).random()",
    "a style": "assert '<table' in plants.style.to_html()",
    "a copy": "import copy; assert copy.deepcopy([[1]]) == [[1]]",
    "a hash": "assert hash('a') == hash('a') and hash((1, 2))",
    "sets of texts and numbers": (
        "assert [x for x in {'a', 'b', 3}] and list({1, 2}) and f'{ {1.5} }' and ', '.join({'x', 'y'})\n"
        "a, b = {'a', 'b'}\nprint({('a', 1), ('b', 2)}, {(1, 2): 3}.keys() | {(3, 4)})"
    ),
    "asking a set": "assert int in {int, float} and len({len, max}) == 2 and {int} <= {int, str} - {str}",
    "sorting a set": "assert [f.__name__ for f in sorted({len, max}, key=lambda f: f.__name__)] == ['len', 'max']",
    "counting in a set": "assert any(x is int for x in {int, str}) and len({x.__name__ for x in {int, str}}) == 2",
    "a set of one": "assert [x for x in {int}] == [int]",
    "own texts": (
        "from enum import Enum\nfrom dataclasses import dataclass\nK = Enum('K', 'A B')\n"
        "@dataclass(frozen=True)\nclass P:\n    x: int\nassert len([*{K.A, K.B}]) == len(list({P(1), P(2)})) == 2"
    ),
    "starred names": "first, *others = [1, 2, 3]\nassert others == [2, 3] and [*others, *(4, 5)] == [2, 3, 4, 5]",
    "the environment": (
        "import os\nassert 'HOME' in os.environ\n"
        "assert not [name for name in os.environ if name.startswith(('PATH', 'PYTHONP', 'PYTHOND', 'JPY'))]\n"
        "assert 'PROOFPRESS_PARENT' not in os.environ"
    ),
    "super": "class A(dict):\n    def __init__(self): super().__init__(a=1)\nassert A()['a'] == 1",
}


def tries() -> str:
    """Return a notebook that makes each attempt and prints what it was told."""
    lines = [FIRST, "import traceback\n"]
    refused = {name: source for attempts in REFUSED.values() for name, source in attempts.items()}
    for name, source in [*refused.items(), *((f"allowed: {name}", source) for name, source in ALLOWED.items())]:
        body = "\n".join(f"    {line}" for line in source.split("\n"))
        lines.append(f"# %%\ntry:\n{body}\n    print({f'<<{name}|passed>>'!r})\n")
        lines.append(f"except Exception as err:\n    print({f'<<{name}|'!r} + ' '.join(str(err).split()) + '>>')\n")
    lines.append("# %%\nfrom proofpress.notebook.guard_state import STATE\nSTATE.escaped.clear()\n")
    return "".join(lines)


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Give what a kernel answered to each attempt."""
    given = project(tmp_path_factory.mktemp("tried") / "project", {"tries": tries()})
    [done] = execute_notebooks(given)
    printed = "".join(output.get("text", "") for cell in done.notebook["cells"] for output in cell.get("outputs", ()))
    return dict(re.findall(r"<<(.*?)\|(.*?)>>", printed, re.DOTALL))


@pytest.mark.parametrize(
    ("words", "name"), [(words, name) for words, attempts in REFUSED.items() for name in attempts], ids=str
)
def test_a_kernel_is_closed(tried: dict[str, str], words: str, name: str) -> None:
    """Files, network, processes, clock, chance and machine are refused by whatever call or thread a notebook takes."""
    assert re.search(rf"\[refused\] the notebook (?:{words})", tried[name]), tried[name]


@pytest.mark.parametrize("name", sorted(ALLOWED))
def test_a_kernel_can_work(tried: dict[str, str], name: str) -> None:
    """What an honest notebook needs goes on as ever, and chance is seeded."""
    assert tried[f"allowed: {name}"] == "passed"


UNSEEN = {
    "a thread that nobody asks": (
        "from threading import Thread\nt = Thread(target=open, args=('/etc/hostname',))\nt.start(); t.join()"
    ),
    "a task in the background": (
        "import asyncio\n\nasync def later():\n    await asyncio.sleep(0)\n    open('/etc/hostname')\n\n"
        "task = asyncio.ensure_future(later())\n# %%\nawait asyncio.sleep(0.05)"
    ),
    "a callback": (
        "import asyncio\nasyncio.get_running_loop().call_later(0.01, open, '/etc/hostname')\n"
        "# %%\nawait asyncio.sleep(0.1)"
    ),
    "an object that goes": "class A:\n    def __del__(self): open('/etc/hostname')\n\na = A()\ndel a",
    "an object that goes later": (
        "class A:\n    def __init__(self): self.own = self\n    def __del__(self): open('/etc/hostname')\n\n"
        "a = A()\ndel a\n# %%\nimport gc\ngc.collect()"
    ),
    "a weak reference": (
        "import weakref\n\nclass A: pass\n\na = A()\nw = weakref.ref(a, lambda _: open('/etc/hostname'))\ndel a"
    ),
}


def test_what_nobody_sees_fails_at_the_end(tmp_path: Path) -> None:
    """A refusal that ends in a thread, task or callback of its own fails the notebook all the same, and is told."""
    names = [f"unseen_{number}" for number in range(len(UNSEEN))]
    cells = {name: FIRST + source + "\n" for name, source in zip(names, UNSEEN.values(), strict=True)}
    with pytest.raises(NotebookError) as caught:
        execute_notebooks(project(tmp_path / "project", cells))
    text = {re.split(r"[/.]", problem.place)[1]: str(problem) for problem in caught.value.problems}
    assert sorted(text) == names
    for name in names:
        assert re.search(r"code cell \d: the notebook reads or writes the file `/etc/hostname`", text[name]), text[name]


def test_an_error_that_ends_a_thread_fails_the_notebook(tmp_path: Path) -> None:
    """No cell sees it: its traceback would stand on the page of a build that says all is well. Caught, it is none."""
    lost = "from threading import Thread\nt = Thread(target=int, args=('three',))\nt.start(); t.join()\n"
    caught = POOL + "assert isinstance(pool.submit(int, 'three').exception(), ValueError)\n"
    with pytest.raises(NotebookError) as told:
        execute_notebooks(project(tmp_path / "project", {"lost": FIRST + lost, "caught": FIRST + caught}))
    [problem] = told.value.problems
    assert problem.place == "notebooks/lost.py, at its end"
    assert "a thread of code cell 2: an error ended it, and no cell saw it; got ValueError: " in str(problem)
