"""Two reports of one series compared: what is new, gone and changed."""
