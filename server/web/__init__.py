"""The HTTP edge: the API, the pages, and the description of both."""
