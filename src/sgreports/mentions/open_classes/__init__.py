"""The trained component for the open classes: bodies, programmes and texts that no list has and no rule found.

    spans → features → component (weights) → merge with what the rules found

Candidates are detected by capitals, quotation marks and italics (`spans`); each span becomes indices into one
table of weights (`features`), which gives a probability for each label and for none (`component`); `merge` adds what
the rules left unmarked. It needs numpy and the parse that is there already, no library for learning.
"""
