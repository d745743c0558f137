"""The `sgreports` command, also as `python -m sgreports`. Ctrl-C during imports gives the usual message."""

import sys


def main() -> None:
    """Runs the command line."""
    try:
        from sgreports.cli.app import main as command
    except KeyboardInterrupt:
        sys.stderr.write("sgreports: stopped\n")
        sys.exit(130)
    command()


if __name__ == "__main__":
    main()
