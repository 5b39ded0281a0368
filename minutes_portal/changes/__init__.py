"""The journal of public changes: what readers got to see when, what of it changed, and what is gone."""
