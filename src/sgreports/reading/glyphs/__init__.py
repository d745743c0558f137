"""Characters → rows → segments → lines of text."""
