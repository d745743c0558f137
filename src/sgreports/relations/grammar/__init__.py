"""The parse read as grammar: subjects, nouns, prepositions, clauses, lists, pronouns."""
