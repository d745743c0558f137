"""What a PDF holds and its printed pages do not show: hidden text, attached files, other digits than are printed."""
