"""Position: are we all right, what changed, what needs me. The first page, and a page for each measure."""
