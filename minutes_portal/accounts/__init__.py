"""Officers: who they are, what each may do where, and how they sign in."""
