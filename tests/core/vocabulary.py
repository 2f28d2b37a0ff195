"""Whether a JSON-LD object keeps to the part of schema.org's vocabulary in `schema_org.yml`."""

import re
from pathlib import Path

import yaml

VOCABULARY = yaml.safe_load(Path(__file__).with_name("schema_org.yml").read_text(encoding="utf-8"))
PLAIN = {
    "Text": re.compile(r"(?s).+"),
    "URL": re.compile(r"https?://\S+"),
    "Date": re.compile(r"\d{4}(-\d{2}(-\d{2})?)?"),
    "Duration": re.compile(r"P(\d+D)?(T(\d+H)?(\d+M)?(\d+S)?)?"),
}


def kinds_of(type_):
    """The type and everything it is a kind of."""
    return {type_}.union(*map(kinds_of, VOCABULARY["types"][type_]))


def faults(data, where="", through_role=None):
    """What is wrong with an object, in words."""
    type_ = data.get("@type")
    if type_ not in VOCABULARY["types"]:
        return [f"{where}: no type {type_}"]
    found = []
    for name, value in data.items():
        if name.startswith("@"):
            continue
        rule = VOCABULARY["properties"].get(name)
        # A role repeats the property it stands in: https://schema.org/Role.
        if rule is None or not (set(rule["domain"]) & kinds_of(type_) or name == through_role):
            found.append(f"{where}: {type_} has no {name}")
            continue
        for each in value if isinstance(value, list) else [value]:
            found += faults_of_value(each, name, rule["range"], f"{where}/{name}")
    return found


def faults_of_value(value, name, allowed, where):
    if isinstance(value, dict):
        is_role = value.get("@type") == "Role"
        inner = faults(value, where, through_role=name if is_role else None)
        fits = is_role or set(allowed) & kinds_of(value["@type"])
        return inner if fits else [*inner, f"{where}: {value['@type']} is none of {allowed}"]
    plain = [PLAIN[kind] for kind in allowed if kind in PLAIN]
    return [] if any(each.fullmatch(value) for each in plain) else [f"{where}: {value!r}"]
