"""Contradictions in the reports: numbers that do not fit one another, and what is cited or dated wrongly."""
