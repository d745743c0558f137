"""The code blocks of README.md and docs/, and how they are run on sample data (tests/test_documentation.py).

`sh` blocks have commands. `console` blocks have commands after `$` with all that they print. A comment at the end of a
line (`# exit code 1`) says with which code a command ends, if not with 0. `python` blocks of a page share their names.
`sql` blocks are queries of outputs/run. A block after `<!-- not run: REASON -->` is not run.
"""
