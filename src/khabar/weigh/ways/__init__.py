"""Routes and borders: whether one can pass, and what stands along the line."""
