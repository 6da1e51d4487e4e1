"""Reads a template as it is written: short forms become Fn::..., nothing is expanded."""

from pathlib import Path
from typing import Any

from cfnlint.decode import cfn_yaml
from cfnlint.decode.utils import convert_dict

ROOT = Path(__file__).parents[2]
TEMPLATES = ("template.yaml", "control-plane.yaml")


def read(name: str) -> dict[str, Any]:
    template: dict[str, Any] = convert_dict(cfn_yaml.load(str(ROOT / name)))
    return template
