"""The search of everything published."""
