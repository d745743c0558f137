"""A report's own abbreviations and short forms, and what each stands for."""
