"""Gold on disk: the stand-off form, its checks, and its place in the text of a report."""
