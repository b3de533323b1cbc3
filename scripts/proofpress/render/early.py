"""A few pages of a site, for a preview that shows what a saved edit has changed before the whole site is rendered."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from ..data.glossary import explain_terms
from ..record.site_input import SiteInput
from ..text.binding import Namespace
from ..text.bound import bind_markdown
from .context import Page
from .prose_checks import check_analysis, check_documents
from .site import DEPTH_OF_ANALYSIS, analysis_page, names_of, root_of, with_documents


def early_pages(
    results: SiteInput, slugs: Collection[str], documents: Mapping[str, str], before: Mapping[str, str]
) -> dict[str, str]:
    """Return pages as the site will have them, by source path: some analyses', and hand-written ones that changed.

    One whose texts have problems is left out: the build that follows tells these with all others.

    Parameters
    ----------
    results : SiteInput
        All analyses; of those that are wanted, the pictures and entries as well.
    slugs : collection of str
        The analyses that are wanted.
    documents, before : mapping of str to str
        Hand-written pages by path below ``docs/``, now and as they are shown.
    """
    evidence = with_documents(results, documents)
    names = names_of(evidence)
    changed = {path: text for path, text in documents.items() if before.get(path) != text}
    pages = {**_analyses(evidence, slugs, names), **_written(evidence, changed, names)}
    return {path: explain_terms(text, evidence.glossary) for path, text in pages.items()}


def _analyses(evidence: SiteInput, slugs: Collection[str], names: Namespace) -> dict[str, str]:
    page = Page(DEPTH_OF_ANALYSIS, evidence, names)
    return {
        f"analyses/{analysis.slug}.md": analysis_page(analysis, page)
        for analysis in evidence.analyses
        if analysis.slug in slugs and not check_analysis(analysis, evidence, names)
    }


def _written(evidence: SiteInput, documents: Mapping[str, str], names: Namespace) -> dict[str, str]:
    return {
        path: bind_markdown(text, "", names, root_of(path))
        for path, text in documents.items()
        if not check_documents(evidence, {path: text}, names)
    }
