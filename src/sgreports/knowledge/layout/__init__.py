"""Words of a report's layout: furniture, captions, symbols, headings."""
