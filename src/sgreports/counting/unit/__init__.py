"""What a quantity counts."""
