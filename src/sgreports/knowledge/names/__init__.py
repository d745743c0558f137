"""Names with normal forms: countries, bodies, texts, Goals, short forms."""
