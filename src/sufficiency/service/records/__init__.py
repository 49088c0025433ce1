"""Records: the children behind a figure, and a child's page. Every look is recorded before it is given."""
