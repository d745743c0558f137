"""A report in, what it says out: mentions, then relations between them."""

from sgreports.finding.find import find

__all__ = ["find"]
