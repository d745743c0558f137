"""The relation model: candidate pairs, features, a linear model over them, and its combination with the rules."""
