"""Steps over the dependency parse: nouns, prepositions, clauses, lists, pronouns."""
