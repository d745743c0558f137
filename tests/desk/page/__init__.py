"""A package, so that its browser ends with it: later tests run event loops of their own, which playwright forbids."""
