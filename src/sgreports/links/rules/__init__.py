"""Declared rules matched against a paragraph."""
