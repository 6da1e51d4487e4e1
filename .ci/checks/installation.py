"""Makes what `sam build` would give to Lambda, and fetches what Lambda adds to it."""

import os
import shutil
import subprocess
import zipfile
from pathlib import Path

from .lambda_process import Installation
from .template_source import ROOT

COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"


def install(work: Path) -> Installation:
    """Below the folder work: task/ with classes and lib/, runtime/ with the interface client's jars."""
    jdk = Path(subprocess.run(
        [str(ROOT / "rollout")], env=os.environ | {"ROLLOUT_PRINT_JDK": "yes"}, check=True, stdout=subprocess.PIPE,
        text=True).stdout.strip())
    task, runtime = work / "task", work / "runtime"
    # As SAM's builder for Maven does it: what the build leaves in target/classes.
    _maven(jdk, ["-pl", "functions", "-DskipTests", "package"])
    shutil.copytree(ROOT / "functions/target/classes", task)
    if [jar.name for jar in (task / "lib").iterdir()] != ["libraries.jar"]:
        raise SystemExit(f"{task / 'lib'} holds {sorted(os.listdir(task / 'lib'))}; right is libraries.jar alone")
    _maven(jdk, ["-f", ".ci/lambda-runtime/pom.xml", COPY, f"-DoutputDirectory={runtime}"])
    client = next(runtime.glob("aws-lambda-java-runtime-interface-client-*.jar"))
    name = Installation.native_name()
    with zipfile.ZipFile(client) as jar:
        (work / name).write_bytes(jar.read(f"jni/{name}"))
    return Installation(jdk / "bin/java", runtime, task, work / name)


def _maven(jdk: Path, arguments: list[str]) -> None:
    run = subprocess.run(
        ["mvn", "-B", "-q", "-DincludeScope=runtime", *arguments], cwd=ROOT, env=os.environ | {"JAVA_HOME": str(jdk)},
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if run.returncode:
        raise SystemExit(f"mvn {' '.join(arguments)} failed:\n{run.stdout}")
