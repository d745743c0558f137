"""Text made from a document by a tool → pages of lines as a PDF gives them: furniture, notes, tables recognized."""
