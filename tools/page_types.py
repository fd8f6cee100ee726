"""The API's documentation as the page's types: `python tools/page_types.py < openapi.json > web/src/schema.ts`.

The file is kept, so that the page is built without Python; a test in tests/page says when it is no longer true.
"""

from __future__ import annotations

import json
import sys
from typing import Any

HEAD = """/** What the API answers, made from /api/openapi.json by tools/page_types.py. Spans count code points. */
"""
_PLAIN = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}


def typescript(openapi: dict[str, Any]) -> str:
    """All shapes of the documentation, in the order of their names."""
    shapes = openapi["components"]["schemas"]
    return HEAD + "".join(_declared(name, shapes[name]) for name in sorted(shapes))


def _declared(name: str, shape: dict[str, Any]) -> str:
    told = f"\n/** {shape['description'].strip()} */" if "description" in shape else ""
    if "properties" not in shape:
        return f"{told}\nexport type {name} = {_type(shape)};\n"
    required = set(shape.get("required", ()))
    fields = "".join(
        f"  {field}{'' if field in required else '?'}: {_type(of)};\n" for field, of in shape["properties"].items()
    )
    return f"{told}\nexport interface {name} {{\n{fields}}}\n"


def _type(shape: dict[str, Any]) -> str:
    if "$ref" in shape:
        return str(shape["$ref"]).rpartition("/")[2]
    if "anyOf" in shape:
        return " | ".join(_type(each) for each in shape["anyOf"])
    if "enum" in shape:
        return " | ".join(json.dumps(value) for value in shape["enum"])
    if "prefixItems" in shape:
        return f"[{', '.join(map(_type, shape['prefixItems']))}]"
    if shape.get("type") == "array":
        of = _type(shape["items"])
        return f"({of})[]" if " | " in of else f"{of}[]"
    if shape.get("type") == "object":
        more = shape.get("additionalProperties")
        return f"Record<string, {_type(more) if isinstance(more, dict) else 'unknown'}>"
    return _PLAIN.get(shape.get("type", ""), "unknown")


if __name__ == "__main__":
    print(typescript(json.load(sys.stdin)), end="")
