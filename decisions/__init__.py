"""Resolutions, issues, recommendations and responses: what was decided and what became of it."""
