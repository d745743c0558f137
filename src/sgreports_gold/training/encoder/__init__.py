"""Training of the encoder: gold examples, the network and its heads, fine-tuning, export, and its weights beside the
other models."""
