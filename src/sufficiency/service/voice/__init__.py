"""What children and young people say to the I statements: rounds of asking, links without an account, what was heard."""
