"""Parts of speech and dependency labels that several steps test, as spaCy's English pipelines name them (ClearNLP)."""

VERBAL = ("VERB", "AUX")
NOMINAL = ("NOUN", "PROPN")
NOUNLIKE = (*NOMINAL, "NUM", "PRON", "SYM", "DET", "ADJ")
MODIFIERS = ("compound", "amod", "nmod", "nummod", "poss", "quantmod", "advmod")
SUBJECTS = ("nsubj", "nsubjpass")
FINITE = ("VBD", "VBZ", "VBP")
FINITE_OR_MODAL = (*FINITE, "MD")
