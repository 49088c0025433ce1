"""How pages look: one file for each component, charts, form fields, and a gallery that shows them all."""
