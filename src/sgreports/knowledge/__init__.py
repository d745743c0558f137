"""Knowledge read from data files and validated."""
