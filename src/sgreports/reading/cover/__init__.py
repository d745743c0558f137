"""The masthead: symbols, date, title, mandates, period."""
