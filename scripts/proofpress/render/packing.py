"""Files to take away as one archive: the same bytes whenever it is built."""

from __future__ import annotations

import io
import json
import keyword
import zipfile
from collections.abc import Mapping
from typing import Any

from ..data.parquet import SUFFIX

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of each file in the archive, the same whenever it is built; nothing is packed, since libraries differ."""
DESCRIPTOR = "datapackage.json"
README = "README.md"
OF_R = frozenset(("function", "next", "repeat", "NULL", "TRUE", "FALSE", "Inf", "NaN", "NA"))
"""Words that R reserves and Python does not."""


def load_lines(name: str, file: str) -> dict[str, str]:
    """Return a line that loads a file under a name, by language: CSV, or Parquet by its ending.

    A word that means something else in a language is no name.

    Examples
    --------
    >>> load_lines("next", "next.csv")["R"]
    'next_data <- read.csv("next.csv")'
    >>> load_lines("trade", "trade.parquet")["Python"]
    'import pandas; trade = pandas.read_parquet("trade.parquet")'
    """
    called = name.replace("-", "_")
    called = f"data_{called}" if called[:1].isdigit() else called
    called = f"{called}_data" if keyword.iskeyword(called) or called in OF_R else called
    python, r = ("read_parquet", "arrow::read_parquet") if file.endswith(SUFFIX) else ("read_csv", "read.csv")
    return {"Python": f'import pandas; {called} = pandas.{python}("{file}")', "R": f'{called} <- {r}("{file}")'}


def load_all_lines() -> dict[str, str]:
    """Return a line that loads every CSV file of a package, each by its name, by language."""
    files = 'sorted(pathlib.Path().glob("*.csv"))'
    return {
        "Python": f"import pandas, pathlib; data = {{file.stem: pandas.read_csv(file) for file in {files}}}",
        "R": 'files <- list.files(pattern = "[.]csv$"); '
        "data <- setNames(lapply(files, read.csv), tools::file_path_sans_ext(files))",
    }


def told_lines(lines: Mapping[str, str]) -> str:
    """Return lines that load a file, by language, as a README tells them."""
    return "\n\n".join(f"{language}: `{line}`" for language, line in lines.items())


def readme(title: str, parts: Mapping[str, str]) -> bytes:
    """Return a README: a title, and sections of which one without a heading comes first."""
    texts = [f"## {heading}\n\n{text}" if heading else text for heading, text in parts.items()]
    return ("\n\n".join([f"# {title}", *texts]).rstrip("\n") + "\n").encode()


def packed(descriptor: Mapping[str, Any], about: bytes, files: Mapping[str, bytes]) -> bytes:
    """Return a ZIP file that is a data package: its descriptor, its README, and what both speak of.

    Parameters
    ----------
    descriptor : mapping
        The data package's, as JSON has it.
    about : bytes
        The README.
    files : mapping of str to bytes
        The further files by name.
    """
    told = (json.dumps(descriptor, indent=1, ensure_ascii=False) + "\n").encode()
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w") as archive:
        for name, content in sorted({**files, README: about, DESCRIPTOR: told}.items()):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return result.getvalue()
