"""The embedded PostgreSQL server, the public role and the published views."""
