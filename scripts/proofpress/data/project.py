"""The project: all data of a site, read once by a build and handed down.

Every later stage takes what it needs from this record instead of reading files again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..model.files import ProjectFiles
from ..model.records import Claim, Source, Table
from ..model.settings import Settings
from ..model.vocabulary import Vocabulary
from .claims import read_claims
from .corrections import Correction, read_corrections
from .glossary import Term, read_glossary
from .history import History
from .history_files import read_history
from .sources import with_audit_source
from .tables import read_rows, read_tables
from .timelines import check_timelines
from .vocabulary import read_vocabulary


@dataclass(frozen=True)
class Project:
    """A site's data as a build reads them, valid as far as :func:`proofpress.data.validate.validate_data` checks.

    Attributes
    ----------
    files : ProjectFiles
        Every file that was read, with its hash.
    sources, claims, tables : mapping
        By id or name.
    claim_paths : mapping of str to str
        The file of each claim.
    rows : mapping of str to mapping
        Each table row by its row id, as printed in the file.
    """

    settings: Settings
    files: ProjectFiles
    sources: Mapping[str, Source]
    claims: Mapping[str, Claim]
    claim_paths: Mapping[str, str]
    tables: Mapping[str, Table]
    rows: Mapping[str, Mapping[str, str]]
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    glossary: tuple[Term, ...] = ()
    corrections: tuple[Correction, ...] = ()
    history: History = field(default_factory=History)


def read_project(settings: Settings, files: ProjectFiles, sources: Mapping[str, Source]) -> Project:
    """Return a project's data, which have been validated.

    Parameters
    ----------
    settings : Settings
        Where the project is.
    files : ProjectFiles
        Its files; those that validation has read are not read again.
    sources : mapping of str to Source
        The sources registry.

    Raises
    ------
    DataError
        If the vocabulary, the glossary, the corrections or the timelines are not whole.
    HistoryError
        If the committed past is not whole.
    """
    claims = read_claims(files)
    if claims:
        sources = with_audit_source(sources, settings.audit_source, settings.site_name, settings.released)
    tables = read_tables(files)
    rows = read_rows(tables.values(), files)
    check_timelines(settings, tables, rows)
    return Project(
        settings=settings,
        files=files,
        sources=sources,
        claims={key: claim for key, (claim, _) in claims.items()},
        claim_paths={key: path for key, (_, path) in claims.items()},
        tables=tables,
        rows=rows,
        vocabulary=read_vocabulary(files),
        glossary=read_glossary(files),
        corrections=read_corrections(settings.root),
        history=read_history(settings),
    )
