"""Commands of gold, of training, and those that serve a page."""
