"""The officers' workspace: minutes text beside the record it becomes, confirmed, saved and published."""
