"""Lists of the site in other forms: feed, sheet, JSON and calendar of what the page beside them shows."""
