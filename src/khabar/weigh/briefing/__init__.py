"""The analyst's page: what a brief says, and how it is written down."""
