"""Lines → parts, headings, numbered paragraphs, notes."""
