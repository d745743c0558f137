"""A PDF page's content, read by either of two engines: pdfium or pdfplumber. Nothing else in `reading/` knows which."""
