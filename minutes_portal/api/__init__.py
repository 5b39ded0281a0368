"""What is published, for programs: the same objects one by one (/api/v1/) and all at once (docs/api.md)."""
