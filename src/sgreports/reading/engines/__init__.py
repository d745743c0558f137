"""A PDF page's content, read by pdfium: texts, drawings, links, and what is damaged or told wrongly."""
