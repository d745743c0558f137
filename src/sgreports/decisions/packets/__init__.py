"""Packets: rows as questions for any reader, a colleague or a language model, and the answers as decisions."""
