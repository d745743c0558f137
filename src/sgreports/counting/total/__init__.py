"""Totals and their parts: grammar, sums, breakdowns."""
