"""COUNT: the grammar of quantities, and what each counts."""
