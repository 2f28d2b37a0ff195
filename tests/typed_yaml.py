"""YAML as editors read it: plain scalars of the core schema of YAML 1.2 are typed."""

import re

import yaml

NULL = re.compile(r"~|null|Null|NULL|")
BOOL = re.compile(r"true|True|TRUE|false|False|FALSE")
INT = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")


def typed(text):
    """The values of a text, as what validates them against a JSON Schema sees them."""
    root = yaml.compose(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    return None if root is None else value(root)


def value(node):
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): value(item) for key, item in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [value(item) for item in node.value]
    return node.value if node.style else plain(node.value)


def plain(text):
    if NULL.fullmatch(text):
        return None
    if BOOL.fullmatch(text):
        return text.lower() == "true"
    if INT.fullmatch(text):
        return int(text, 0) if text.startswith(("0o", "0x")) else int(text)
    return float(text) if FLOAT.fullmatch(text) else text
