"""PDF pages: opened within limits, read in order, drawn for a reader."""
