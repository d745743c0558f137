"""Words that structure a report on paper: furniture, captions, symbols, headings."""
