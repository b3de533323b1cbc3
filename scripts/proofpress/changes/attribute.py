"""Two states in, their changes with causes out: the only module of the package that calls the others in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from ..data.history import Cause, Change
from ..model.errors import HistoryError, Problem
from ..model.records import Entry
from ..model.scratch import temporary_folder
from ..model.settings import Settings
from ..model.slug import slugify
from ..record.asked import analysis_of
from ..record.store import load_record
from .causes import Finding, Outcome, Trial, find_causes
from .consequence import Facts, figure_turns, prominent, turning_point
from .differences import Difference, cell_count, differing, figure_cells, find_differences, is_number, parts_of
from .factors import LOCK, Factor, find_factors, split_lock
from .rebuild import (
    STATUS,
    Environments,
    Rebuilder,
    RebuildResult,
    Runner,
    SwappedRevision,
    install_environment,
    subset,
)
from .revisions import Revision, open_revision
from .sentences import detail, sentence

Progress = Callable[[str], None]


def _quiet(_: str) -> None:
    return None


@dataclass(frozen=True)
class Comparison:
    """What changed between two states.

    Attributes
    ----------
    origin, to : Settings
        The two states' settings, which name their releases.
    names : tuple of str
        What the reader called them.
    changes : tuple of Change
        The most consequential first.
    old, new : mapping of str to Entry
        What the two states publish.
    rebuilt : int
        States that were built to find the causes; those known from an earlier comparison do not count.
    """

    origin: Settings
    to: Settings
    names: tuple[str, str]
    changes: tuple[Change, ...]
    old: Mapping[str, Entry] = field(repr=False)
    new: Mapping[str, Entry] = field(repr=False)
    rebuilt: int = 0


def find_changes(
    settings: Settings,
    origin: str,
    to: str,
    *,
    environments: Environments | None = None,
    runner: Runner | None = None,
    tell: Progress = _quiet,
) -> Comparison:
    """Find each figure and value that differs between two states, and why.

    Parameters
    ----------
    settings : Settings
        The project.
    origin, to : str
        The earlier and the later state: a release, a commit, or ``.`` for the working tree.
    environments : callable, optional
        Gives an interpreter for a lock file; installs it below the cache when missing.
    runner : callable, optional
        Computes a state; by default each in a process of its own.
    tell : callable
        Told what is being done, a line at a time.

    Raises
    ------
    HistoryError
        If a state does not exist, holds no project, or cannot be read or built.
    """
    with temporary_folder() as work:
        revisions = []
        for number, asked in enumerate((origin, to)):
            folder = work / str(number)
            folder.mkdir()
            revisions.append(open_revision(settings, asked, folder))
        rebuilder = Rebuilder(settings, environments or install_environment(settings.cache, tell), tell, runner)
        return _compare(revisions[0], revisions[1], rebuilder)


def _published(state: Revision, rebuilder: Rebuilder) -> Mapping[str, Entry]:
    """Return what a state publishes: of a commit its record, which its checks have proved; of a working tree anew."""
    if state.commit:
        return load_record(state.root, state.settings.record)
    slugs = frozenset(slugify(path.stem) for path in state.settings.notebook_paths())
    built = rebuilder.build(SwappedRevision(state, state, (), slugs))
    if built.refused:
        fix = "Mend it, or compare two commits."
        problems = [Problem("cannot-build", state.name, "cannot be built", got=item, fix=fix) for item in built.refused]
        raise HistoryError(problems)
    return {key: entry for key, entry in built.entries.items() if analysis_of(key) != STATUS}


def _declared(state: Revision) -> dict[str, str]:
    """Return the renames that notebooks' headers declare, new id to old id: ``renamed: {new-name: old-name}``."""
    import jupytext

    result: dict[str, str] = {}
    for path in state.settings.notebook_paths():
        header = jupytext.reads(path.read_text(encoding="utf-8-sig"), fmt="py:percent").metadata
        slug = slugify(path.stem)
        for name, before in (header.get("proofpress", {}).get("renamed") or {}).items():
            result |= {f"{slug}{mark}{name}": f"{slug}{mark}{before}" for mark in "/."}
    return result


def _compare(old: Revision, new: Revision, rebuilder: Rebuilder) -> Comparison:
    before, after = _published(old, rebuilder), _published(new, rebuilder)
    differences = _once(find_differences(before, after, _declared(new)))
    factors = find_factors(old, new)
    touched = frozenset(analysis_of(difference.id) for difference in differences)
    built = [rebuilder.build(SwappedRevision(state, other, (), touched)) for state, other in ((old, new), (new, old))]
    differences += _statuses(*built)
    trials = _Trials(old, new, factors, (built[0], built[1]), rebuilder)
    trials.run(differences, (before, after))
    findings = {difference.id: find_causes(*_sides(difference), trials.of(difference)) for difference in differences}
    findings |= trials.by_package(differences, findings)
    facts = [build.analyses for build in built]
    changes = _changes(differences, findings, {factor.key: factor for factor in trials.factors}, (facts[0], facts[1]))
    names = (old.name, new.name)
    return Comparison(old.settings, new.settings, names, changes, before, after, rebuilder.built)


def _once(differences: Iterable[Difference]) -> list[Difference]:
    """Return the differences with each claim once, however many analyses use it."""
    result, seen = [], set()
    for difference in differences:
        _, is_claim, claim = difference.id.partition(".claim.")
        if is_claim and difference.kind != "changed":
            continue  # an analysis came to use a claim, or ceased to; the claim itself is the same
        if not is_claim or claim not in seen:
            result.append(difference)
        seen.add(claim)
    return result


def _statuses(old: RebuildResult, new: RebuildResult) -> list[Difference]:
    """Return the claims whose status differs; none if one of the two audits could not be run."""
    if old.refused or new.refused:
        return []
    return [
        Difference(key, "changed", old.entries[key], entry)
        for key, entry in new.entries.items()
        if analysis_of(key) == STATUS and key in old.entries and old.entries[key].fields != entry.fields
    ]


def _sides(difference: Difference) -> tuple[Entry | None, Entry | None]:
    """Return the two sides that experiments are compared with; of a renamed entry, whether its new name is there."""
    return (None, difference.new) if difference.kind == "renamed" else (difference.old, difference.new)


class _Trials:
    """The experiments: which factors could have moved an analysis, and what each gives by itself."""

    def __init__(
        self,
        old: Revision,
        new: Revision,
        factors: tuple[Factor, ...],
        built: tuple[RebuildResult, RebuildResult],
        rebuilder: Rebuilder,
    ) -> None:
        self.old, self.new = old, new
        self.factors = factors
        self.built = built
        self.rebuilder = rebuilder
        self.alone: dict[str, RebuildResult] = {}
        self.without: dict[str, RebuildResult] = {}
        self.unsteady: dict[str, str] = {}

    def candidates(self, analysis: str) -> list[Factor]:
        """Return the factors that could have moved an analysis: what it read in either state, and what runs it."""
        read: set[str] = set()
        register = analysis == STATUS
        known = True
        for built in self.built:
            facts = built.analyses.get(analysis)
            known = known and (facts is not None or register or not built.refused)
            for kind, _, path in facts["inputs"] if facts else ():
                read.add(path)
                register = register or kind == "register"
        return [factor for factor in self.factors if _bears_on(factor, analysis, read, register or not known)]

    def run(self, differences: Iterable[Difference], published: tuple[Mapping[str, Entry], ...]) -> None:
        """Build what is needed: for each analysis with several candidates, each of them put in and taken out."""
        analyses = {analysis_of(difference.id) for difference in differences}
        self._check_steady(analyses, published)
        wanted: dict[str, set[str]] = {}
        for analysis in sorted(analyses):
            candidates = self.candidates(analysis)
            if len(candidates) > 1:
                for factor in candidates:
                    wanted.setdefault(factor.key, set()).add(analysis)
        for factor in self.factors:
            slugs = frozenset(wanted.get(factor.key, set()) - {STATUS})
            if factor.key in wanted:
                self.alone[factor.key] = self.rebuilder.build(SwappedRevision(self.old, self.new, (factor,), slugs))
                self.without[factor.key] = self.rebuilder.build(SwappedRevision(self.new, self.old, (factor,), slugs))

    def _check_steady(self, analyses: Iterable[str], published: tuple[Mapping[str, Entry], ...]) -> None:
        """Note the analyses that do not give here what a state published: of them no experiment tells anything."""
        for state, built, entries in zip((self.old, self.new), self.built, published, strict=True):
            for analysis in analyses if not built.refused else ():
                if analysis == STATUS:
                    continue
                before, again = (subset(item, {analysis}) for item in (entries, built.entries))
                if find_differences(before, again):
                    self.unsteady[analysis] = f"rebuilding {state.name} here does not give what it published"

    def by_package(self, differences: Iterable[Difference], findings: Mapping[str, Finding]) -> dict[str, Finding]:
        """Return the findings that name a lock of several packages, with the packages in its place as far as known."""
        lock = next((factor for factor in self.factors if factor.is_lock), None)
        moved = [
            difference for difference in differences if lock is not None and lock.key in findings[difference.id].shares
        ]
        if lock is None or not moved:
            return {}
        texts = [(state.root / LOCK).read_text(encoding="utf-8") for state in (self.old, self.new)]
        parts = split_lock(lock, texts[0], texts[1])
        if len(parts) < 2:
            return {}
        slugs = frozenset(analysis_of(item.id) for item in moved) - {STATUS}
        whole = self.rebuilder.build(SwappedRevision(self.old, self.new, (lock,), slugs))
        single = {part.key: self.rebuilder.build(SwappedRevision(self.old, self.new, (part,), slugs)) for part in parts}
        self.factors = (*self.factors, *parts)
        result = {}
        for entry in moved:
            reached = _outcome(whole, entry)
            trials = [Trial(key, _outcome(built, entry), Outcome(known=False)) for key, built in single.items()]
            causes = (
                find_causes(_sides(entry)[0], reached.entry, trials) if reached.known else Finding(unknown="no build")
            )
            if not causes.unknown:
                result[entry.id] = _in_place_of(lock.key, causes, findings[entry.id])
        return result

    def of(self, difference: Difference) -> list[Trial]:
        """Return the experiments for one figure or value."""
        analysis = analysis_of(difference.id)
        candidates = self.candidates(analysis)
        if analysis in self.unsteady:
            dark = Outcome(known=False, reason=self.unsteady[analysis])
            return [Trial(key, dark, dark) for key in [*(factor.key for factor in candidates), ""]]
        return [
            Trial(
                factor.key,
                _outcome(self.alone.get(factor.key), difference),
                _outcome(self.without.get(factor.key), difference),
            )
            for factor in candidates
        ]


def _in_place_of(key: str, parts: Finding, finding: Finding) -> Finding:
    """Return a finding with one cause replaced by the parts that it is made of."""
    share = finding.shares[key]
    split = {
        name: None if part is None or share is None else round(part * share, 4) for name, part in parts.shares.items()
    }
    others = {name: value for name, value in finding.shares.items() if name != key}
    return replace(finding, shares={**others, **split}, interaction=finding.interaction or parts.interaction)


def _bears_on(factor: Factor, analysis: str, read: set[str], everything: bool) -> bool:
    """Whether a factor can have moved an analysis that read some files, or ``everything`` of the data."""
    if factor.kind == "software":
        return True
    if factor.analysis:
        return factor.analysis == analysis
    if factor.is_code:
        return bool(read & set(factor.paths))
    return everything or bool(read & set(factor.paths))


def _outcome(built: RebuildResult | None, difference: Difference) -> Outcome:
    if built is None or built.refused:
        bound = built is not None and not built.unavailable
        return Outcome(known=False, reason=_in_short(built) if built else "", bound=bound)
    entry = built.entries.get(difference.id)
    return Outcome(known=True, entry=entry)


def _in_short(built: RebuildResult) -> str:
    """Return why a state could not be built, in one line."""
    lines = [" ".join(line.split()) for line in built.refused[0].splitlines() if line.strip()]
    return lines[0] if lines else "no message"


def _changes(
    differences: list[Difference],
    findings: Mapping[str, Finding],
    factors: Mapping[str, Factor],
    facts: tuple[Facts, Facts],
) -> tuple[Change, ...]:
    """Return the differences as changes, the most consequential first.

    The order: consequential changes; then what a page puts first (its title, takeaways and card); then figures whose
    finding reads differently; then the rest by relative size; equal ones by id.
    """
    old, new = facts
    first = prominent(new) | prominent(old)
    turned = {
        difference.id: words
        for difference in differences
        if (words := turning_point(difference, difference.id in first))
    }
    turned |= {
        difference.id: words for difference in differences if (words := figure_turns(difference, old, new, turned))
    }
    changes = [
        _change(difference, findings[difference.id], factors, {**old, **new}, turned.get(difference.id, ""))
        for difference in differences
    ]

    def rank(change: Change) -> tuple[bool, bool, bool, float, str]:
        retitled = change.what == "figure" and change.old_text != change.new_text
        return (not change.consequential, change.id not in first, not retitled, -(change.size or 0), change.id)

    return tuple(replace(change, order=number) for number, change in enumerate(sorted(changes, key=rank), 1))


def _change(
    difference: Difference, finding: Finding, factors: Mapping[str, Factor], facts: Facts, turned: str
) -> Change:
    old, new = (entry.fields if entry else {} for entry in (difference.old, difference.new))
    direction, size = _size(difference)
    text = "title" if difference.is_figure else "text"
    causes = tuple(
        Cause(factors[key].kind, factors[key].key, detail(factors[key], difference), share)
        for key, share in (*finding.shares.items(), *((key, None) for key in finding.words))
    )
    numbers = (
        (difference.before, difference.id) if difference.kind == "renamed" else (old.get("number"), new.get("number"))
    )
    return Change(
        id=difference.id,
        kind=difference.kind,
        what="figure" if difference.is_figure else "value",
        old=numbers[0],
        new=numbers[1],
        old_text=str(old.get(text, "")),
        new_text=str(new.get(text, "")),
        unit=str((new or old).get("unit", "")),
        direction=direction,
        size=size,
        sentence=sentence(difference, finding, factors, facts),
        consequential=bool(turned),
        threshold=turned,
        causes=causes,
        interaction=finding.interaction,
        order=1,
    )


def _size(difference: Difference) -> tuple[str, float | None]:
    """Return a change's direction and relative size: of a number over the old one, of a figure its changed cells."""
    if difference.old is None or difference.new is None:
        return "", None
    if difference.is_figure:
        moved = figure_cells(difference.old, difference.new)
        whole = max(cell_count(difference.old), cell_count(difference.new))
        return "", round(min(1, len(moved) / whole), 6) if whole else None
    before, after = difference.old.fields.get("number"), difference.new.fields.get("number")
    if not is_number(before) or not is_number(after):
        same = not differing(parts_of(difference.old), parts_of(difference.new))
        return "same" if same else "", None
    if before == after:
        return "same", 0.0
    return ("up" if after > before else "down"), round(abs(after - before) / abs(before), 6) if before else None
