"""The one grammar of what a text cites, resolutions and documents, for covers as for mentions."""
