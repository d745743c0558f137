"""When it was: candidates, and times linked to counts."""
