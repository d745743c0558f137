"""Paragraphs parsed by spaCy. The only package that loads a language model."""
