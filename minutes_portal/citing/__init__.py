"""Citing: short permanent addresses of meetings, items, paragraphs and resolutions, and what machines are told of a page."""
