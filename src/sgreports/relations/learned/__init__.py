"""The learned relations: features of a pair of mentions, a linear model over them, and one decision with the rules."""
