"""Training of the model of names that no list has: its recipe, examples, fit, comparison and learning curve."""
