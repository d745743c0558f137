"""A Word file (.docx) becomes lines: numbers as Word shows them, notes, tables, tracked changes accepted."""
