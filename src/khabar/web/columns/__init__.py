"""The whole record in columns of numbers, for a page that filters and draws it without asking again."""
