"""Training of the models: examples of gold, the fit of each, what is left out of it (`sgreports train`)."""
