"""Hold the generator to outside tests: ``python scripts/bench/compatibility``.

Notebooks of jupytext's, nbclient's and nbconvert's own tests, from their source distributions; Altair's gallery, of a
checkout that is named; frictionless's faulty tables; public data packages of a folder that is named. Each is run as a
site would run it. Prints a tally and each refusal's reason, and leaves with 1 where an outcome is another than the one
listed in ``expected.json``.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import gallery  # noqa: E402
import notebooks  # noqa: E402
import tables  # noqa: E402
from outside import Trial  # noqa: E402

EXPECTED = HERE / "expected.json"
KINDS = (notebooks.KIND, gallery.KIND, tables.TABLE, tables.PACKAGE)


def arguments() -> argparse.Namespace:
    """Return the command line's arguments."""
    parser = argparse.ArgumentParser(prog="compatibility", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", choices=KINDS, action="append", help="try only this; may be given several times")
    parser.add_argument("--gallery", type=Path, metavar="DIR", help="examples of a checkout of Altair")
    parser.add_argument("--packages", type=Path, metavar="DIR", help="folders that hold a data package each")
    parser.add_argument("--renew", action="store_true", help="take today's outcomes as the expected ones")
    return parser.parse_args()


def tried(options: argparse.Namespace, folder: Path) -> Iterator[Trial]:
    """Yield every trial that was asked for."""
    wanted = options.only or KINDS
    if notebooks.KIND in wanted:
        yield from notebooks.trials(folder)
    if gallery.KIND in wanted:
        yield from gallery.trials(folder, options.gallery)
    if tables.TABLE in wanted:
        yield from tables.faulty(folder)
    if tables.PACKAGE in wanted:
        yield from tables.packages(folder, options.packages)


def main() -> int:
    """Try, print, and compare with what was expected."""
    options = arguments()
    expected = json.loads(EXPECTED.read_text(encoding="utf-8")) if EXPECTED.exists() else {}
    with tempfile.TemporaryDirectory(prefix="compatibility-") as name:
        trials = sorted(tried(options, Path(name)))
    for trial in trials:
        print(f"{trial.kind} {trial.name}: {trial.outcome}{f' ({trial.reason})' if trial.reason else ''}")
    print()
    for kind in KINDS:
        counts = Counter(trial.outcome for trial in trials if trial.kind == kind)
        tally = ", ".join(f"{count} {outcome}" for outcome, count in counts.most_common()) or "nothing was reached"
        print(f"{kind}s, {sum(counts.values())}: {tally}")
    now = {f"{trial.kind} {trial.name}": trial.outcome for trial in trials}
    if options.renew:
        EXPECTED.write_text(json.dumps(dict(sorted({**expected, **now}.items())), indent=1) + "\n", encoding="utf-8")
        return 0
    other = [
        f"{key}: {now[key]}, expected {expected.get(key, 'nothing')}" for key in now if now[key] != expected.get(key)
    ]
    print("\n".join(["", *other]) if other else "each as expected")
    return 1 if other else 0


if __name__ == "__main__":
    sys.exit(main())
