"""Who did what with which child's record, when and why: written with the change itself, in a chain nobody can mend."""
