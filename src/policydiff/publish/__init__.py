"""Publishing: one small module a format."""
