"""Is a JSON value what a JSON Schema describes? The keywords that spec/schemas/ uses, and no others."""

import re

TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}
KNOWN = {"$schema", "$defs", "$ref", "title", "type", "const", "enum", "pattern", "minLength", "minimum", "required",
         "properties", "additionalProperties", "items", "minItems", "oneOf"}


def problems_of(value, schema, root=None, at="$"):
    """What is wrong, one sentence each; nothing where the value fits."""
    root = root or schema
    unknown = set(schema) - KNOWN
    if unknown:
        raise ValueError(f"{at}: this validator does not know {', '.join(sorted(unknown))}")
    if "$ref" in schema:
        yield from problems_of(value, definition(root, schema["$ref"]), root, at)
    yield from problems_of_value(value, schema, at)
    if "oneOf" in schema:
        fitting = sum(not list(problems_of(value, one, root, at)) for one in schema["oneOf"])
        if fitting != 1:
            yield f"{at}: fits {fitting} of the alternatives"
    if isinstance(value, dict):
        yield from problems_of_object(value, schema, root, at)
    if isinstance(value, list) and len(value) < schema.get("minItems", 0):
        yield f"{at}: less than {schema['minItems']} of them"
    if isinstance(value, list) and "items" in schema:
        for i, item in enumerate(value):
            yield from problems_of(item, schema["items"], root, f"{at}[{i}]")


def definition(root, reference):
    for step in reference.removeprefix("#/").split("/"):
        root = root[step]
    return root


def has_type(value, name):
    if name in ("integer", "number"):
        return isinstance(value, int if name == "integer" else (int, float)) and not isinstance(value, bool)
    return isinstance(value, TYPES[name])


def problems_of_value(value, schema, at):
    types = schema.get("type", [])
    types = types if isinstance(types, list) else [types]
    if types and not any(has_type(value, name) for name in types):
        yield f"{at}: {value!r} is no {' or '.join(types)}"
    if "const" in schema and value != schema["const"]:
        yield f"{at}: {value!r} is not {schema['const']!r}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {value!r} is none of {schema['enum']}"
    if "minimum" in schema and has_type(value, "integer") and value < schema["minimum"]:
        yield f"{at}: {value} is less than {schema['minimum']}"
    if isinstance(value, str) and len(value) < schema.get("minLength", 0):
        yield f"{at}: an empty text"
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        yield f"{at}: {value!r} does not look like {schema['pattern']}"


def problems_of_object(value, schema, root, at):
    known = schema.get("properties", {})
    for name in schema.get("required", []):
        if name not in value:
            yield f"{at}: `{name}` is missing"
    for name, member in value.items():
        if name in known:
            yield from problems_of(member, known[name], root, f"{at}.{name}")
        elif schema.get("additionalProperties") is False:
            yield f"{at}: nobody knows `{name}`"
        elif "additionalProperties" in schema:
            yield from problems_of(member, schema["additionalProperties"], root, f"{at}.{name}")
