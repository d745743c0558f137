"""Totals: which columns each is over, by rules and by sums, and whether it is the sum of rows over it."""
