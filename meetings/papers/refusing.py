"""What an officer is told when a file is not taken."""


class RefusedPaper(Exception):
    """A file that readers are not to be given; its words are a sentence for the officer that names the file."""
