"""Everything that the functions need around them, put together: used by the checks that run them."""

import contextlib
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from .cluster import NAME, Cluster
from .functions import configurations
from .installation import install
from .lambda_process import Configuration, Installation
from .moto_server import MotoServer
from .runtime_api import Credentials
from .stage import Stage, staged

# Who gets which credentials, made when the cluster is there.
Issuer = Callable[[MotoServer, Cluster, list[Configuration]], dict[str, Credentials]]


@contextlib.contextmanager
def laboratory(issue: Issuer) -> Iterator[tuple[Stage, Installation]]:
    """The functions of template.yaml, started and ready; and what they were started from."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        installation = install(work)
        moto = MotoServer()
        cluster = Cluster(moto)
        functions = configurations("template.yaml", environment(cluster))
        with staged(installation, functions, work, moto, cluster, issue(moto, cluster, functions)) as stage:
            yield stage, installation
        moto.close()


def environment(cluster: Cluster) -> dict[str, str]:
    """A value for every variable that the template gives to functions."""
    return {
        "LOCK_TABLE": cluster.lock_table, "SERVER_GROUP_NAME": NAME, "CHECK_PERIOD_SECONDS": "300",
        "EARLY_RELEASE": "interface", "WAIT_FOR_DNS": "false", "LAUNCH_BUDGET_SECONDS": "3600",
        "DEAD_LETTER_QUEUE_URL": cluster.letters, "PROGRESS_TOPIC_ARN": cluster.topic, "PROGRESS_EVENT_BUS": "default",
        "STACK_ROLLOUT_ARN": cluster.stack_machine, "ROLLING_DEPLOY_ARN": cluster.machine}
