"""``data/vocabulary.json``: the words of a site's field, which no generator can know. A site need not have the file."""

from __future__ import annotations

from ..model.errors import DataError
from ..model.files import Root, project_files
from ..model.vocabulary import Vocabulary, vocabulary_from
from .registers import read_json
from .shapes import shape_problems

VOCABULARY = "data/vocabulary.json"


def read_vocabulary(root: Root) -> Vocabulary:
    """Read a site's vocabulary; an empty one without the file.

    Raises
    ------
    DataError
        With all that is wrong with the file.
    """
    files = project_files(root)
    if not files.exists(VOCABULARY):
        return Vocabulary()
    content, problems = read_json(files, VOCABULARY)
    problems = problems or shape_problems(content, VOCABULARY, "vocabulary")
    if problems:
        raise DataError(problems)
    return vocabulary_from(content)
