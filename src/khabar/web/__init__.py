"""The workbench's server: the record as a JSON API and as a page, for the one who started it.

Nothing is imported here: the process that makes what is made of a whole record needs nothing of the server.
"""
