"""Changes between two states of the project, each with its cause.

Modules in the order the data flow: :mod:`states` (what is compared), :mod:`factors` (what differs between their
inputs), :mod:`rebuild` (a state with some factors taken from the other), :mod:`differences` (what differs between
their results), :mod:`causes` (which factors moved what), :mod:`weigh` (what is consequential), :mod:`sentences` (plain
words), :mod:`find` (calls them in order), :mod:`archive` (writes ``docs/history/``).
"""
