"""Questions put to a dataset: totals of counts, series over the years, contradictions, two reports compared."""
