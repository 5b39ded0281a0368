"""All that is published as files, to read elsewhere or to build a portal from (docs/decisions/0022-api.md)."""
