"""Web pages: the lines that a page shows, the article among them, and nothing of what stands around it."""
