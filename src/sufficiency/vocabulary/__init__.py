"""Code sets by collection year, groups, age, working days and places: what the words of a return mean."""
