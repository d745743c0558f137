"""Finds mentions in parsed paragraphs: candidates of all finders, one overlap policy, then the discourse."""
