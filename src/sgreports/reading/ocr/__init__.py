"""Optical character recognition: pages without usable text become letters with places, as pdfium gives them."""
