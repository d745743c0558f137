"""What a report is about as a whole: its countries, its mission, the series that it belongs to."""
