"""Answers from a run's statements: who supports, leads, works with whom, and which sentences say so."""
