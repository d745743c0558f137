"""Training of the relation model: what gold says of pairs, weights, the second pass, roles, the learning curve."""
