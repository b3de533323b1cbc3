"""``python -m proofpress.cli``: the command line where the command is not on the path."""

from . import main

main()
