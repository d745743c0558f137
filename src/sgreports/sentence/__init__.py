"""Grammar of a sentence without its mentions: noun phrases and counted nouns, clauses, coordination, totals."""
