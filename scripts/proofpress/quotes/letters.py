"""Names as the quote check compares them: without accents, and of several words as one."""

from __future__ import annotations

import re
import unicodedata


def without_accents(text: str) -> str:
    """Return a text with one form of each mark and its letters without accents.

    Examples
    --------
    >>> without_accents("Côte d’Or")
    "Cote d'Or"
    """
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").replace("‘", "'"))
    return re.sub("[\u0300-\u036f]", "", plain)


def token_of(name: str) -> str:
    """Return a subject's name as one word of plain letters, as texts are searched for it.

    Examples
    --------
    >>> token_of("Côte d'Or"), token_of("Rioja"), token_of("red wine")
    ('Cotedor', 'Rioja', 'redwine')
    """
    letters = re.sub("[^A-Za-z]", "", without_accents(name))
    return letters if letters == name else letters[:1] + letters[1:].lower()
