"""Boards, panels and committees: who sits on them, when they meet, what they decide, and which papers they wait for."""
