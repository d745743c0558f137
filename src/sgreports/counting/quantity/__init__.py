"""Numbers that count something, and their grammar."""
