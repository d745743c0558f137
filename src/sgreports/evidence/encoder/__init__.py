"""The encoder: a small fine-tuned BERT that scores the mentions of a paragraph and pairs of them."""
