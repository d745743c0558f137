"""Gold in the forms of other tools: JSON Lines, Label Studio, spaCy."""
