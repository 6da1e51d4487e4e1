"""Expands a template as a deploy does: first the language extensions, by cfn-lint's own expander, then SAM, by its translator."""

import copy
import logging
import os
from typing import Any

from .lambda_process import REGION

os.environ.setdefault("AWS_DEFAULT_REGION", REGION)

from cfnlint.decode.utils import convert_dict  # noqa: E402
from cfnlint.template import Template as LintTemplate  # noqa: E402
from cfnlint.template.transforms._language_extensions import language_extension  # noqa: E402
from samtranslator.parser.parser import Parser  # noqa: E402
from samtranslator.translator.translator import Translator  # noqa: E402

logging.getLogger("samtranslator").setLevel(logging.CRITICAL)

Json = dict[str, Any]

# What a package step leaves of folders and files.
UPLOADED = {
    "AWS::Serverless::Function": ("CodeUri", "s3://bucket/code"),
    "AWS::Serverless::StateMachine": ("DefinitionUri", "s3://bucket/definition"),
}


def parameters(template: Json, **values: str) -> dict[str, Any]:
    """The value of each parameter: what is given, else its default; a list for each kind of list."""
    found: dict[str, Any] = {}
    for name, parameter in template.get("Parameters", {}).items():
        value = values.get(name, parameter.get("Default"))
        if value is not None:
            is_list = parameter["Type"] == "CommaDelimitedList" or parameter["Type"].startswith("List<")
            found[name] = str(value).split(",") if is_list else str(value)
    return found


def without_loops(template: Json, **values: str) -> Json:
    """The language extensions are expanded; cfn-lint takes the values of parameters from their defaults."""
    given = copy.deepcopy(template)
    for name, value in values.items():
        given["Parameters"][name]["Default"] = value
    matches, expanded = language_extension(LintTemplate("template", given, regions=[REGION]))
    if matches:
        raise SystemExit("the language extensions do not expand: " + "; ".join(match.message for match in matches))
    plain: Json = convert_dict(expanded)
    return plain


def without_sam(template: Json) -> Json:
    """SAM's resources are translated, as after a package step; the template has no loops any more."""
    packaged = copy.deepcopy(template)
    for resource in packaged["Resources"].values():
        if resource.get("Type") in UPLOADED:
            property_name, uri = UPLOADED[resource["Type"]]
            resource["Properties"][property_name] = uri
    if "CodeUri" in packaged.get("Globals", {}).get("Function", {}):
        del packaged["Globals"]["Function"]["CodeUri"]
    translated: Json = convert_dict(Translator({}, Parser()).translate(
        packaged, {name: ",".join(v) if isinstance(v, list) else v for name, v in parameters(packaged).items()}))
    # The translator leaves out that there was any transform; loops and SAM are gone, so that is right.
    translated.pop("Transform", None)
    return translated
