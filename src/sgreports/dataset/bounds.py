"""What a total with numbers that are not exact is: at least so many, at most so many, or about so many."""

SIGNS = {"exact": "", "at_least": ">", "at_most": "<", "about": "~"}
BOUND = """CASE WHEN count(*) FILTER (left_out IS NULL) = 0 THEN NULL
                    WHEN bool_and(comparator = '=') FILTER (left_out IS NULL) THEN 'exact'
                    WHEN bool_and(comparator IN ('=', '>', '>=')) FILTER (left_out IS NULL) THEN 'at_least'
                    WHEN bool_and(comparator IN ('=', '<', '<=')) FILTER (left_out IS NULL) THEN 'at_most'
                    ELSE 'about' END"""
"""The bound of a group of rows of the macro `selected`, as SQL."""
