"""A dataset read back from its files."""
