"""AGENCY: registered names, names by head noun, foreign names."""
