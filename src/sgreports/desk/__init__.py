"""The annotators' desk: a page in the browser, on one's own machine, to read and correct gold (`sgreports review`)."""
