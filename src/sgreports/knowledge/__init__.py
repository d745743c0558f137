"""What is known beforehand, read from data files and validated."""
