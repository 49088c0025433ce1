"""Figures, tables, charts and words into committee papers: DOCX, tagged PDF, HTML and the data behind them.

This room knows no Django: a notebook can write a paper from an edition. What people keep in the service (the plan, what
young people say, decisions) comes in as the plain records of `plan` and `statements`.
"""
