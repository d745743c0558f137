"""The command line: `app.py` has its commands."""
