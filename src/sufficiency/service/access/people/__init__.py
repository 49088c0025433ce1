"""The pages on which a system administrator keeps people: who may sign in, with which roles."""
