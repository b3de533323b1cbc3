"""The pipeline: the stages in the order the data flow. Only this module composes them.

1. data: read once, validated, all failures together
2. evidence: checks and links run, a status for each claim, frameworks and theses
3. execute: each notebook in a fresh kernel, or its result reused where nothing that it depends on has changed
4. figures: what the notebooks publish is extracted, drawn and described
5. record: today's results beside what was published
6. render: pages and files, every number in a text bound
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from .data.loading import load_data
from .data.project import Project
from .data.validate import accept_data, data_drift
from .evidence.audit import register_digest, register_of, run_audit
from .evidence.audit_tables import AuditTables, audit_tables
from .evidence.frameworks import Framework, read_frameworks
from .evidence.records import Audit, Register
from .evidence.theses import Thesis, check_documents, read_theses
from .execute.cache import will_run
from .execute.repeated import repeated_problems
from .execute.run import Reports, execute_notebooks, prepare_kernels
from .figures.ahead import DrawingAhead
from .model.count_noun import count_noun
from .model.errors import InputsError, Problem, RecordError, SiteError
from .model.files import ProjectFiles
from .model.inputs import changed_problems, page_paths, read_inputs, refuse_changed
from .model.locks import locked
from .model.own_cache import refuse_tracked_cache
from .model.records import Drift, Entry, ExecutedNotebook, Picture
from .model.settings import Settings
from .record.asked import ids_of
from .record.compare import compare, drift_problems
from .record.site_input import SiteInput
from .record.store import entries_of, load_record, write_record

if TYPE_CHECKING:
    from .figures.draw import DrawJob

Progress = Callable[[str], None]
Early = Callable[[SiteInput, frozenset[str]], None]
"""Given results without pictures, of one analysis as soon as it has run or at the end of all, and which of them ran."""


@dataclass(frozen=True)
class Waiting:
    """Who waits for a part of the results.

    Attributes
    ----------
    early : callable, optional
        Given what the notebooks publish, as soon as it is there.
    first : callable
        Returns the analyses that run before the others.
    """

    early: Early | None = None
    first: Callable[[], Collection[str]] = tuple


def _quiet(_: str) -> None:
    return None


def _load_record(settings: Settings, lenient: bool, progress: Progress) -> dict[str, Entry]:
    try:
        return load_record(settings.root, settings.record)
    except RecordError as err:
        if not lenient:
            raise
        progress(f"{err}\nthe record is taken as empty")
        return {}


def _run_evidence(project: Project) -> tuple[Audit, AuditTables]:
    """Return the audit of a project's claims, and its tables for notebooks."""
    register = register_of(project)
    audit = run_audit(project.files, register)
    return audit, _tables_of(audit, register, project)


def _tables_of(audit: Audit, register: Register, project: Project) -> AuditTables:
    """Return what notebooks may load of an audit."""
    return audit_tables(audit, register, register_digest(project.files), project.settings.audit_source)


def _read_arguments(project: Project) -> tuple[tuple[Framework, ...], tuple[Thesis, ...]]:
    """Return the documents' frameworks and theses."""
    frameworks = read_frameworks(project.settings, project.claims, project.files)
    theses = read_theses(project.files, project.claims)
    check_documents(frameworks, theses, project.sources)
    return frameworks, theses


def _run_notebooks(
    results: SiteInput, tables: AuditTables, fresh: bool, progress: Progress, how: Waiting
) -> tuple[SiteInput, frozenset[str]]:
    """Return results with what the notebooks publish, executed anew where they have to be, and which ran."""
    from .figures.analyses import analyses_of

    project = results.project
    ahead = DrawingAhead(project, first=how.early is not None)

    def done(result: ExecutedNotebook) -> None:
        ran = "unchanged, reused" if result.reused else f"executed in {result.seconds:.1f} s"
        progress(f"{result.path}: {ran}")
        if how.early is not None and not result.reused:
            ahead.wait()
            with suppress(SiteError):  # told with all others, once every notebook has run
                one = replace(results, analyses=analyses_of((result,), project, tables))
                how.early(one, frozenset({result.analysis}))

    with ahead:
        reports = Reports(done, ahead.take)
        executed = execute_notebooks(project, tables, fresh=fresh, first=how.first(), reports=reports)
    results = replace(results, analyses=analyses_of(executed, project, tables))
    return results, frozenset(result.analysis for result in executed if not result.reused)


def compute(
    settings: Settings,
    files: ProjectFiles | None = None,
    *,
    fresh: bool = False,
    lenient: bool = False,
    progress: Progress = _quiet,
    waiting: Waiting = Waiting(),
) -> SiteInput:
    """Run every stage up to the comparison with the record.

    Parameters
    ----------
    settings : Settings
        The project.
    files : ProjectFiles, optional
        Its files as the caller has read them, who then asks what has changed meanwhile.
    fresh : bool
        Reuse no executed notebook.
    lenient : bool
        Take a record that cannot be read as empty, to write it anew.
    progress : callable
        Told what has been done, a line at a time.
    waiting : Waiting
        Who waits for a part of it.

    Raises
    ------
    SiteError
        Whatever a stage found, all of that stage together.
    """
    refuse_tracked_cache(settings)
    inputs = files or read_inputs(settings)
    if fresh or will_run(settings, inputs):
        prepare_kernels(settings)  # its imports go on while the data are read
    project = load_data(settings, inputs)
    counts = {"table": project.tables, "claim": project.claims, "source": project.sources}
    told = ", ".join(count_noun(len(items), noun) for noun, items in counts.items())
    progress(f"data: {told} are valid")
    audit, tables = _run_evidence(project)
    frameworks, theses = _read_arguments(project)
    progress(f"audit: {len(audit.checks)} checks, {len(audit.links)} links, {len(frameworks)} frameworks")
    record = _load_record(settings, lenient, progress)
    results = SiteInput(project, audit, frameworks, theses, (), record=record)
    results, ran = _run_notebooks(results, tables, fresh, progress, waiting)
    if waiting.early is not None:
        waiting.early(results, ran)
    results = _drawn(results, progress)
    if files is None:
        refuse_changed(inputs)
    return replace(results, drifts=(*data_drift(project.files), *compare(record, results.entries)))


def _drawn(results: SiteInput, progress: Progress) -> SiteInput:
    """Return results with their pictures, held to the titles, and what the record would hold of them."""
    from .figures import jobs, titles

    analyses, claims, settings = results.analyses, results.claims, results.settings
    resolve = jobs.resolver(analyses, claims)
    pictures = _draw_all(jobs.picture_orders(analyses, resolve, results.sources, settings), settings)
    progress(f"figures: {len(pictures)} drawn")
    titles.check_titles(analyses, pictures, resolve, results.project)
    return replace(results, pictures=pictures, entries=entries_of(analyses, pictures, claims, resolve))


def _draw_all(orders: list[DrawJob], settings: Settings) -> dict[str, Picture]:
    """Draw every figure whose pictures are not in the cache."""
    from .figures.kept import draw_changed  # its libraries take long to import

    return draw_changed(orders, settings)


def compare_outputs(results: SiteInput, kept: Settings | None = None) -> list[Problem]:
    """Return each cell whose output is another in another run.

    Parameters
    ----------
    results : SiteInput
        Whose notebooks have just been executed.
    kept : Settings, optional
        Of the same project, with the cache of the other run. Without it every notebook runs again: a proof believes no
        cache that it has not made.
    """
    tables = _tables_of(results.audit, register_of(results.project), results.project)
    return repeated_problems(results.analyses, results.project, tables, kept)


def check_record(results: SiteInput) -> None:
    """Refuse results that differ from the record.

    Raises
    ------
    RecordError
        Naming each figure, row and column with old and new.
    """
    if problems := drift_problems(results.drifts):
        raise RecordError(problems)


def read_documents(settings: Settings, files: ProjectFiles | None = None) -> dict[str, str]:
    """Return the hand-written pages by path below ``docs/``, the record and the past left out."""
    files = files or ProjectFiles(settings.root)
    return {path.removeprefix("docs/"): files.text(path) for path in page_paths(files)}


def render(results: SiteInput, **how: Any) -> Any:
    """Render the site from results; ``how`` may say what was rendered before.

    Raises
    ------
    ProseError
        If a text types a number or names what does not exist.
    """
    from .render.assets import site_assets
    from .render.site import render_site

    documents = read_documents(results.settings, results.project.files)
    return render_site(results, documents, site_assets(results.settings), **how)


@dataclass(frozen=True)
class Steps:
    """How the steps of a build are done for a caller who may have done some of them before.

    Attributes
    ----------
    computing : callable
        Given the parts of the site's key and how to compute the results; returns these.
    rendering : callable
        Given the results; returns the site.
    keeping : callable
        Given how to keep the site.
    waiting : Waiting
        Who waits for a part of it.
    """

    computing: Callable[[Mapping[str, str], Callable[[], SiteInput]], SiteInput] = lambda _, compute: compute()
    rendering: Callable[[SiteInput], Any] = render
    keeping: Callable[[Callable[[], None]], None] = lambda keep: keep()
    waiting: Waiting = Waiting()


def build(
    settings: Settings,
    files: ProjectFiles | None = None,
    *,
    strict: bool = True,
    progress: Progress = _quiet,
    steps: Steps | None = None,
) -> Any:
    """Return the site, proved; nothing has been written when this raises.

    Parameters
    ----------
    settings : Settings
        The project.
    files : ProjectFiles, optional
        Its files as the caller has read them.
    strict : bool
        Refuse results that differ from the record, or whose inputs changed meanwhile; otherwise tell and go on.
    progress : callable
        Told what has been done.
    steps : Steps, optional
        How its steps are done; each as it stands here where missing.

    Returns
    -------
    Site
        From the cache when nothing at all has changed since a build that passed every check.

    Raises
    ------
    SiteError
        Whatever a stage found.
    """
    from .render.kept_site import keep_site, recall_site, site_parts

    refuse_tracked_cache(settings)
    files = files or read_inputs(settings)
    parts = site_parts(settings, files)
    if (stored := recall_site(settings, parts)) is not None:
        progress("nothing has changed since the last build that passed every check")
        return stored
    steps = steps or Steps()
    results = steps.computing(parts, lambda: compute(settings, files, progress=progress, waiting=steps.waiting))
    if strict:
        check_record(results)
    elif results.drifts:
        for drift in results.drifts:
            progress(f"differs from the record: {drift}")
    site = steps.rendering(results)
    if (changed := changed_problems(files)) and strict:
        raise InputsError(changed)
    for problem in changed:
        progress(f"not kept: {problem}")
    if not (results.drifts or changed):
        steps.keeping(lambda: keep_site(site, settings, parts))
    return site


def accept(
    settings: Settings,
    ids: tuple[str, ...] = (),
    *,
    dry: bool = False,
    progress: Progress = _quiet,
    computed: Callable[[SiteInput], None] = lambda results: None,
) -> tuple[Drift, ...]:
    """Make today's results the record.

    Parameters
    ----------
    settings : Settings
        The project.
    ids : tuple of str
        Analyses, figures or values to accept; all when empty.
    dry : bool
        Only say what would move; write nothing.
    progress : callable
        Told what has been done.
    computed : callable
        Given the results before anything is written.

    Returns
    -------
    tuple of Drift
        What moved.

    Raises
    ------
    DataError
        If an id is neither in the results nor in the record.
    """
    from .render.prose_checks import check_drawable

    results = compute(settings, lenient=True, progress=progress)
    computed(results)
    wanted = ids_of(ids, results)
    if dry:
        return tuple(drift for drift in results.drifts if drift.id in wanted or drift.what == "data")
    check_drawable(results)
    with locked(settings.root):  # another `accept` may have written since: what it accepted stays
        record = _load_record(settings, True, _quiet)
        merged = {key: record[key] for key in record.keys() - wanted}
        merged |= {key: results.entries[key] for key in results.entries.keys() & wanted}
        moved = tuple(drift for drift in compare(record, results.entries) if drift.id in wanted)
        if moved or record.keys() != merged.keys():
            write_record(settings.record, dict(sorted(merged.items())))
        return (*accept_data(settings.root), *moved)
