"""A run against gold: pairs of rows, figures with intervals, the page of errors, the gate."""
