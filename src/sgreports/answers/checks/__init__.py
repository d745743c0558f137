"""Contradictions in the reports, and questions with true answers."""
