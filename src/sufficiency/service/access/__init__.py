"""People, their roles, the rules that say what each may do, and the record of who looked and who changed."""
