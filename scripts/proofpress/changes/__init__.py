"""Changes between two states of the project, each with its cause.

Modules in the order the data flow: :mod:`revisions` (what is compared), :mod:`factors` (what differs between their
inputs), :mod:`rebuild` (a revision with some factors taken from the other), :mod:`differences` (what differs between
their results), :mod:`causes` (which factors moved what), :mod:`consequence` (what a reader must be told),
:mod:`sentences` (plain words), :mod:`attribute` (calls them in order), :mod:`archive` (writes ``docs/history/``).
"""
