"""Answers from a run's counts: how many, by country, year, agent, and which sentences say so."""
