"""A run as linked data: JSON-LD and Turtle, with W3C Web Annotations for mentions and PROV for the run."""
