"""A sentence read once: noun phrases and what is counted, clauses, coordination, totals. It knows no names."""
