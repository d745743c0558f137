"""Finds relations between the mentions of a paragraph: declared rules over the parse, then links of counts."""
