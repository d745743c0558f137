"""Lexicons of statements: relations, predicates, quantities, weights of evidence."""
