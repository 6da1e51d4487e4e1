"""Holds samconfig.toml to the template: what SAM reads there is what the template takes."""

import json
import re
import shlex
import sys
import tomllib
from typing import Any

from .template_source import ROOT, read

# Commands that expand the template; without the language extensions sam crashes on its loops.
EXPANDING = ("build", "validate", "package", "deploy")
# What has a name of its own only with CAPABILITY_NAMED_IAM.
NAMES = {
    "AWS::IAM::Group": "GroupName", "AWS::IAM::InstanceProfile": "InstanceProfileName",
    "AWS::IAM::ManagedPolicy": "ManagedPolicyName", "AWS::IAM::Role": "RoleName", "AWS::IAM::User": "UserName"}
GUIDED = "sam deploy --guided"

Table = dict[str, Any]


def effective(environment: Table, command: str) -> Table:
    """What a command gets: its own section goes before the global one."""
    settings: Table = environment.get("global", {}).get("parameters", {}) | environment.get(command, {}).get("parameters", {})
    return settings


def without_extensions(name: str, environment: Table) -> list[str]:
    return [
        f"[{name}.{command}.parameters]: language_extensions is not true, so sam {command} cannot expand the template"
        for command in EXPANDING if effective(environment, command).get("language_extensions") is not True]


def overrides(settings: Table) -> dict[str, str]:
    """Parameters as sam takes them: a list, or one text, of NAME=VALUE with a shell's quotes."""
    given = settings.get("parameter_overrides", [])
    texts = [given] if isinstance(given, str) else given
    return dict(pair.split("=", 1) for text in texts for pair in shlex.split(text))


def wrong_values(name: str, given: dict[str, str], parameters: dict[str, Table]) -> list[str]:
    where = f"[{name}.deploy.parameters] parameter_overrides"
    wrong = [f"{where}: the template has no parameter {key}" for key in given.keys() - parameters.keys()]
    for key, value in given.items():
        parameter = parameters.get(key, {})
        each = value.split(",") if "List" in parameter.get("Type", "") else [value]
        if "AllowedPattern" in parameter and not all(re.fullmatch(parameter["AllowedPattern"], one) for one in each):
            wrong.append(f"{where}: {key} is '{value}'; right is: {parameter.get('ConstraintDescription')}")
        if "AllowedValues" in parameter and value not in map(str, parameter["AllowedValues"]):
            wrong.append(f"{where}: {key} is '{value}'; right is one of {parameter['AllowedValues']}")
        if parameter.get("Type") == "Number" and not _within(value, parameter):
            wrong.append(f"{where}: {key} is '{value}'; right is {parameter.get('MinValue')} to {parameter.get('MaxValue')}")
    if "RolloutOptions" in given:
        try:
            json.loads(given["RolloutOptions"])
        except ValueError as error:
            wrong.append(f"{where}: RolloutOptions is no JSON once sam has taken off its quotes: {error}")
    return wrong


def _within(value: str, parameter: Table) -> bool:
    return value.isdigit() and parameter.get("MinValue", 0) <= int(value) <= parameter.get("MaxValue", int(value))


def not_asked(name: str, given: dict[str, str], parameters: dict[str, Table]) -> list[str]:
    """Parameters without default and value, when nobody is told that --guided asks for them."""
    missing = [key for key, parameter in parameters.items() if "Default" not in parameter and key not in given]
    if not missing or not given and GUIDED in (ROOT / "README.md").read_text() + (ROOT / "docs/OPERATING.md").read_text():
        return []
    return [f"[{name}.deploy.parameters]: no value for {', '.join(missing)}, which the template requires"]


def main() -> None:
    config = tomllib.loads((ROOT / "samconfig.toml").read_text())
    template = read("template.yaml")
    named = any(
        NAMES.get(each.get("Type")) in each.get("Properties", {}) for each in template["Resources"].values()
        if isinstance(each, dict))
    needed = {"CAPABILITY_NAMED_IAM" if named else "CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"}
    wrong = [] if config.pop("version") == 0.1 else ["version: right is 0.1"]
    for name, environment in config.items():
        deploy = effective(environment, "deploy")
        given = overrides(deploy)
        wrong += without_extensions(name, environment) + wrong_values(name, given, template["Parameters"])
        wrong += not_asked(name, given, template["Parameters"])
        has = deploy.get("capabilities", "")
        if missing := needed - set(has.split() if isinstance(has, str) else has):
            wrong.append(f"[{name}.deploy.parameters]: capabilities lacks {', '.join(sorted(missing))}")
        if not re.fullmatch("[A-Za-z][A-Za-z0-9-]{0,127}", deploy.get("stack_name", "")):
            wrong.append(f"[{name}.global.parameters]: stack_name is '{deploy.get('stack_name')}', no name of a stack")
        print(f"  {name:12} {len(given):>2} of {len(template['Parameters'])} parameters given")
    if wrong:
        sys.exit("samconfig: FAILED\n- " + "\n- ".join(wrong))
    print("samconfig: PASSED")


if __name__ == "__main__":
    main()
