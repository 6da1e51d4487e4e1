"""One function as Lambda starts it: the runtime interface client on a JDK of its own, the function's folder as sam build
lays it out, the environment and the JVM's flags of the managed Java runtime."""

import os
import platform
import re
import subprocess
import threading
from dataclasses import dataclass
from pathlib import Path

from .runtime_api import Credentials, Failed, Outcome, RuntimeApi

ACCOUNT, REGION = "123456789012", "eu-west-1"
START_SECONDS = 60.0

# What a class that is missing, or does not fit, or cannot be read as JSON leaves on the standard error.
BROKEN = re.compile(
    r"ClassNotFoundException|NoClassDefFoundError|NoSuchMethodError|NoSuchFieldError|LinkageError|UnsatisfiedLinkError"
    r"|IncompatibleClassChangeError|AbstractMethodError|IllegalAccessError|VerifyError|UnsupportedClassVersionError"
    r"|ExceptionInInitializerError|InaccessibleObjectException|InvalidDefinitionException|JsonMappingException"
    r"|SLF4J: Failed|ServiceConfigurationError")


@dataclass(frozen=True)
class Installation:
    """What every function shares.

    java: of a JDK 25. runtime: folder of the runtime interface client's jars. task: folder of classes and lib/.
    native: the runtime interface client's library, which it would unpack to one path for all processes.
    """

    java: Path
    runtime: Path
    task: Path
    native: Path

    @staticmethod
    def native_name() -> str:
        architecture = {"x86_64": "x86_64", "aarch64": "aarch_64"}[platform.machine()]
        return f"libaws-lambda-jni.linux-{architecture}.so"


@dataclass(frozen=True)
class Configuration:
    """What the template says of one function."""

    name: str
    handler: str
    environment: dict[str, str]
    seconds: int
    snap_start: bool


class LambdaProcess:
    """Started by start(), then asked with invoke(), one event after the other; stop() ends it."""

    def __init__(self, installation: Installation, configuration: Configuration, endpoint: str, logs: Path) -> None:
        self.configuration = configuration
        self._installation = installation
        self._endpoint = endpoint
        self._log = logs / f"{configuration.name}.log"
        self._api = RuntimeApi(f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{configuration.name}:live")
        self._process: subprocess.Popen[bytes] | None = None

    def use(self, credentials: Credentials) -> None:
        """From the next time on that the SDK asks for credentials."""
        self._api.credentials = credentials

    def start(self) -> Failed | None:
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                self._command(), cwd=self._installation.task, env=self._environment(), stdin=subprocess.DEVNULL,
                stdout=log, stderr=subprocess.STDOUT)
        threading.Thread(target=self._watch, args=(self._process,), daemon=True).start()
        return self._api.started(START_SECONDS)

    def invoke(self, payload: object, seconds: float | None = None) -> Outcome:
        """seconds: that the function has; the template's when nothing is said."""
        return self._api.invoke(payload, seconds or self.configuration.seconds)

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._api.close()

    @property
    def sequence(self) -> list[str]:
        return self._api.sequence

    def log(self) -> str:
        return self._log.read_text(errors="replace") if self._log.exists() else ""

    def not_primed(self) -> list[str]:
        """Lines of the log that tell that the function was not ready before its snapshot."""
        return [line.strip() for line in self.log().splitlines() if '"not-primed"' in line]

    def broken(self) -> list[str]:
        """Lines of the log that tell of classes that do not fit together."""
        return [line.strip() for line in self.log().splitlines() if BROKEN.search(line)]

    def _watch(self, process: subprocess.Popen[bytes]) -> None:
        self._api.ended(process.wait())

    def _command(self) -> list[str]:
        # The managed runtime has the client alone on the class path; the client's own class loader adds the function's
        # folder and its lib/*.jar. The flags are those of benchmarks/function-start, for a function of 512 MB; with SnapStart
        # Lambda lets the second compiler work too.
        compilers = [] if self.configuration.snap_start else ["-XX:TieredStopAtLevel=1"]
        return [
            str(self._installation.java), "-XX:+UseSerialGC", *compilers, "-Xshare:auto", "-Xmx400m",
            "--enable-native-access=ALL-UNNAMED", "--add-opens=java.base/java.io=ALL-UNNAMED",
            "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
            "-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI="
            f"{self._installation.native}",
            "-cp", f"{self._installation.runtime}/*", "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
            self.configuration.handler]

    def _environment(self) -> dict[str, str]:
        own = self.configuration
        environment = {
            "PATH": os.environ["PATH"], "LANG": "en_US.UTF-8", "TZ": ":UTC",
            "_HANDLER": own.handler, "LAMBDA_TASK_ROOT": str(self._installation.task),
            "AWS_LAMBDA_RUNTIME_API": self._api.address, "AWS_EXECUTION_ENV": "AWS_Lambda_java25",
            "AWS_LAMBDA_FUNCTION_NAME": own.name, "AWS_LAMBDA_FUNCTION_VERSION": "1",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "512",
            "AWS_LAMBDA_LOG_GROUP_NAME": f"/aws/lambda/{own.name}", "AWS_LAMBDA_LOG_STREAM_NAME": "2026/01/05/[1]0",
            "AWS_REGION": REGION, "AWS_DEFAULT_REGION": REGION,
            "AWS_LAMBDA_INITIALIZATION_TYPE": "snap-start" if own.snap_start else "on-demand",
            # Answers are looked at here, not how fast they are.
            "PRIMING_SECONDS": "5",
            "AWS_CONTAINER_CREDENTIALS_FULL_URI": f"http://{self._api.address}/credentials",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN": self._api.authorization,
            # Where AWS is, and that nothing of this machine's own settings is used.
            "AWS_ENDPOINT_URL": self._endpoint, "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_CONFIG_FILE": "/dev/null", "AWS_SHARED_CREDENTIALS_FILE": "/dev/null"}
        return environment | own.environment
