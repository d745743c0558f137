"""What readers say of rows of `counts`: kept in files line by line, put on a run, asked and answered in packets."""
