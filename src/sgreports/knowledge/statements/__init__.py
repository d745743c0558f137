"""How things are said: relations, predicates, quantities, weights of evidence."""
