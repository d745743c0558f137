"""Commands about what readers decide of rows."""
