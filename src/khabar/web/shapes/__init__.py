"""The shape of every answer, from which /api/openapi.json is made: `rows` of the record, `answers` made of them."""
