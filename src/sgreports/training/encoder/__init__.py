"""Training of the encoder: examples of gold, the network and its heads, the fit, the mix with other witnesses."""
