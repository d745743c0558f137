"""INSTRUMENT: citations, document symbols, named and titled texts, Goals."""
