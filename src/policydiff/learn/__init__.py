"""Learning: scripts that rebuild the weights a language pack ships with, from annotated reports, deterministically."""
