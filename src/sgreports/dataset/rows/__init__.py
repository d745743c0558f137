"""From an extraction to rows of the tables."""
