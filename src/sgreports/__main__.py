"""`python -m sgreports` is the `sgreports` command."""

from sgreports.cli import main

if __name__ == "__main__":
    main()
