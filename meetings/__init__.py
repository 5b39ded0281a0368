"""Boroughs, committees, people, meetings, agenda items, the minutes themselves and documents."""
