"""The encoder: a small pretrained network that reads a paragraph with its mentions, one more witness for decisions."""
