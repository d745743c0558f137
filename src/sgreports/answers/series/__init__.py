"""One measure over the years: what recurs in the reports of a series, with each value's source."""
