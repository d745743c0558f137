"""The annotation desk: a local web page to read and correct gold (`sgreports review`)."""
