"""The quote check, an optional part: what can be quoted, and whether a quotation still stands."""
