"""The options of the plugin ``proofpress`` in ``mkdocs.yml``: their names, types, defaults and rules, written once.

MkDocs and the command line read them here, so that both refuse the same options in the same words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, get_type_hints

from .characters import check_texts
from .errors import Problem, nearest
from .house_rules import EXPECTED, HouseRules, rules_from
from .timelines import EXPECTED as EXPECTED_TIMELINES
from .timelines import Timeline, timelines_from

PLUGIN = "proofpress"
FONT = "Site Sans"
"""The shipped typeface by its name on a site that gives it none: its licence keeps the original name for itself."""
ALLOWED = "allowed"
"""The value of `page_scripts` that lets pages bring scripts."""
SHOWN = 60
"""Characters up to which a message quotes what was given; of a longer text it says how long it is."""
PLACE = f"plugins.{PLUGIN}"
"""How messages call the place of an option in ``mkdocs.yml``."""


def is_date(text: str) -> bool:
    """Whether a text is an ISO date of the calendar, by year, month and day; weeks are ISO's too."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _matches(pattern: str) -> Callable[[str], bool]:
    return lambda text: re.fullmatch(pattern, text) is not None


def option(default: Any, expected: str, rule: Callable[[str], bool] | None = None, fix: str = "") -> Any:
    """Return the field of an option: its default, what it must be in words, and the rule that a text must keep."""
    return field(default=default, metadata={"expected": expected, "rule": rule, "fix": fix})


@dataclass(frozen=True, kw_only=True)
class Options:
    """What the plugin can be told.

    Attributes
    ----------
    release : str
        ``YYYY.MM`` or ``YYYY.MM.N``.
    released : str
        ISO date of the release; with it, builds need no clock.
    reason : str
        Why this release, in a line for readers.
    timeout : int
        Seconds a notebook may run.
    workers : int
        Notebooks that run at a time; as many as the machine has processors, four at most, when zero.
    kernel_memory_mb : int
        Megabytes that a notebook's kernel may use for its data.
    cell_output_kb : int
        Kilobytes that a cell may print or display.
    chart_rows : int
        Rows that a chart may draw.
    kernel : str
        ``forked``, or ``stock``: whether notebooks run in forks of one process or each in a stock kernel, which is
        slower and what they run in anyway where forking is unsafe; their results are the same.
    branch : str
        The git branch that releases are published on.
    repository : str
        The web address of the project's code.
    doi : str
        The release's DOI, such as ``10.5281/zenodo.1234567``; empty until it has one.
    abstract, keywords, licences : str, tuple of str, tuple of str
        What references and archives say of the site; licences as SPDX names, the last that of texts, figures and data.
    analyses : tuple of str
        The order of the analyses; those not named follow by name.
    topics : tuple of str
        The topics of the analyses, in the order of menu and home page; others follow. Without any, none is shown.
    rules : HouseRules
        What the site's editors ask of every analysis.
    timelines : tuple of Timeline
        Pages that list the rows of a table by date.
    font : str
        The family name of the shipped typeface on this site; no word of it may begin with a digit.
    citation_key : str
        What the keys of citations begin with; the site's name as a slug when empty.
    message : str
        The type of the messages by which an embedded figure tells its height; ``<site's slug>-figure`` when empty.
    audit_analysis : str
        The analysis that publishes what the checks compute, each value under its check's id; the checks have a page of
        their own when empty.
    contact : str
        Where faults that should not be told in public are reported: a mail or web address, published with the site.
    page_scripts : str
        ``refused``, or ``allowed``: whether hand-written pages and notebooks' texts may hold scripts, event handlers
        and other markup that runs; the policy of pages names those scripts.
    audit_source : str
        The registry's entry for what the audit finds; when the registry has none of that name, the generator says what
        it is.
    """

    release: str = option(
        "0000.00", "`YYYY.MM` or `YYYY.MM.N`", _matches(r"\d{4}\.\d{2}(\.\d+)?"), 'Put it in quotes, as in "2026.10".'
    )
    released: str = option("1980-01-01", "an ISO date", is_date)
    reason: str = option("", "a line of at most 160 characters", _matches(r"[^\n]{0,160}"))
    timeout: int = option(120, "a whole number of seconds", _matches(r"[1-9]\d*"))
    workers: int = option(0, "a whole number from one", _matches(r"[1-9]\d*"))
    kernel_memory_mb: int = option(4096, "a whole number of megabytes", _matches(r"[1-9]\d*"))
    cell_output_kb: int = option(1000, "a whole number of kilobytes", _matches(r"[1-9]\d*"))
    chart_rows: int = option(5000, "a whole number of rows", _matches(r"[1-9]\d*"))
    kernel: str = option("forked", "`forked` or `stock`", _matches("forked|stock"))
    branch: str = option(
        "gh-pages", "the name of a branch", _matches(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*")
    )
    repository: str = option("", "a web address", _matches(r"(https?://\S+)?"))
    doi: str = option(
        "",
        "a DOI such as `10.5281/zenodo.1234567`, without an address before it",
        _matches(r"(10\.\d{4,9}/[^\s{}]+)?"),
    )
    abstract: str = option("", "a text")
    keywords: tuple[str, ...] = option((), "a list of texts")
    licences: tuple[str, ...] = option(("CC-BY-4.0",), "a list of SPDX names", _matches(r"[A-Za-z0-9.+-]+"))
    analyses: tuple[str, ...] = option((), "a list of analyses, each named as its page")
    topics: tuple[str, ...] = option((), "a list of topics, each as the analyses' headers have it")
    rules: HouseRules = option(HouseRules(), EXPECTED)  # noqa: RUF009 - a frozen record, which no site can change
    timelines: tuple[Timeline, ...] = option((), EXPECTED_TIMELINES)
    font: str = option(FONT, "the name of a font family", _matches(r"[A-Za-z][A-Za-z0-9-]*( [A-Za-z][A-Za-z0-9-]*)*"))
    citation_key: str = option("", "a slug", _matches(r"([a-z0-9]+(-[a-z0-9]+)*)?"))
    message: str = option("", "a slug", _matches(r"([a-z0-9]+(-[a-z0-9]+)*)?"))
    audit_analysis: str = option("", "an analysis, named as its page")
    contact: str = option("", "`mailto:` or `https:` with an address", _matches(r"((mailto:|https://)[^\s<>\"]+)?"))
    page_scripts: str = option("refused", "`refused` or `allowed`", _matches("refused|allowed"))
    audit_source: str = option("claim-audit", "the id of a source", _matches(r"[a-z0-9]+(-[a-z0-9]+)*"))


def given_problems(name: str, text: str, place: str) -> list[Problem]:
    """Return what is wrong with a text that a command was given for an option, where it was given.

    A command that writes it into the settings checks it first: its user has not seen the file that would be refused.

    Examples
    --------
    >>> given_problems("released", "soon", "`--date`")[0].got
    "'soon'"
    """
    rules = {entry.name: entry.metadata for entry in fields(Options)}[name]
    if problems := check_texts({name: text}, place):
        return problems
    if rules["rule"](text):
        return []
    got = repr(text) if len(text) <= SHOWN else f"{len(text)} characters"
    return [Problem("bad-option", place, f"it cannot be `{name}`", rules["expected"], got, "Say it anew.")]


def read_options(given: Mapping[str, Any], place: str = "mkdocs.yml") -> tuple[Options, list[Problem]]:
    """Return the options of a site, and every problem with them.

    Parameters
    ----------
    given : mapping
        The options as YAML gives them; an empty one stands for the default.
    place : str
        The file that they stand in, for messages.

    Returns
    -------
    options : Options
        Those without a problem; the others have their default.
    problems : list of Problem
        Each bad option with what was expected and what stands there, each unknown one with the nearest name.
    """
    known = {entry.name: entry for entry in fields(Options)}
    types = get_type_hints(Options)
    read: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, raw in given.items():
        if name not in known:
            problems.append(_unknown(str(name), known, place))
            continue
        problems += check_texts({name: raw}, place)
        try:
            value = _converted(raw, types[name], known[name].metadata["rule"])
        except ValueError:
            problems.append(_bad(name, raw, known[name].metadata, place))
        else:
            if value is not None:
                read[name] = value
    return Options(**read), problems


def _converted(raw: Any, kind: Any, rule: Callable[[str], bool] | None) -> Any:
    """Return an option's value in its type, None for an empty one.

    Raises
    ------
    ValueError
        If it is of another type or breaks its rule.
    """
    if raw is None:
        return None
    if kind is HouseRules:
        return rules_from(raw)
    if kind == tuple[Timeline, ...]:
        return timelines_from(raw)
    if kind not in (str, int):
        if not isinstance(raw, list | tuple) or not all(isinstance(item, str | int | float) for item in raw):
            raise ValueError("no list")
        if rule and not all(rule(str(item)) for item in raw):
            raise ValueError("an entry breaks the rule")
        return tuple(str(item) for item in raw)
    if isinstance(raw, bool | list | tuple | dict):
        raise ValueError("no text")
    text = str(raw)
    if rule and not rule(text):
        raise ValueError("breaks its rule")
    return int(text) if kind is int else text


def _unknown(name: str, known: Mapping[str, Any], place: str) -> Problem:
    fix = nearest(name, known) or f"Known: {', '.join(known)}."
    return Problem("unknown-option", place, f"no option `{PLACE}.{name}`", fix=fix)


def _bad(name: str, raw: Any, rules: Mapping[str, Any], place: str) -> Problem:
    fix = rules["fix"] or f"Correct it in `{place}`."
    return Problem("bad-option", place, f"option `{PLACE}.{name}`", rules["expected"], repr(raw), fix)
