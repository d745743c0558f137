"""Gold as a package of its own, without the texts of the reports, and with a scorer that needs Python alone."""
