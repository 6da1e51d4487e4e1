"""Tells which Python and which boto3 there are, and of which files boto3 consists.

Prints the path of Python, the versions, the path of the authorities that botocore trusts; then every file of boto3 and of
what comes with it, behind "+ " when the handlers need it and behind "- " when not. Needed is all code, and of botocore's
data that of the services which are called, with what every client reads.
"""

import importlib.util
import platform
import sys
from pathlib import Path

PACKAGES = ("boto3", "botocore", "s3transfer", "jmespath", "dateutil", "urllib3", "six")
SERVICES = {"autoscaling", "ec2", "elb", "elbv2", "route53"}
COMMON = ("endpoints.json", "partitions.json", "_retry.json", "sdk-default-configuration.json")


def main() -> None:
    if importlib.util.find_spec("boto3") is None:
        sys.exit(f"{sys.executable} has no boto3; install it: python3 -m pip install boto3")
    import boto3
    import botocore
    from botocore.httpsession import get_cert_path

    print(sys.executable)
    print(f"Python {platform.python_version()}, boto3 {boto3.__version__}, botocore {botocore.__version__}")
    print(get_cert_path(True))
    for package in PACKAGES:
        for file in _files(package):
            print("+" if _is_needed(file) else "-", file)


def _files(package: str) -> list[Path]:
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        return []
    origin = Path(spec.origin)
    files = sorted(origin.parent.rglob("*")) if origin.name == "__init__.py" else [origin]
    return [file for file in files if file.is_file() and "__pycache__" not in file.parts]


def _is_needed(file: Path) -> bool:
    if "data" not in file.parts:
        return True
    below = file.parts[file.parts.index("data") + 1:]
    if file.parts[file.parts.index("data") - 1] != "botocore":
        return False
    return below[0] in SERVICES or below[0].removesuffix(".gz") in COMMON


if __name__ == "__main__":
    main()
