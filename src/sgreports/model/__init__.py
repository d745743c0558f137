"""The frozen types that every stage shares. Imports nothing else of sgreports."""
