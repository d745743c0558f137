"""YEAR: the grammar of dates, missing years, EDTF."""
