"""A moto server that is recorded, with the few things that our functions need of AWS and moto lacks.

What is added here speaks through moto's own serialisers, so the wire format is that of AWS's service models; how it behaves
is documented with each.
"""

import json
import logging
import threading
from typing import Any

import boto3
from moto.autoscaling.models import autoscaling_backends
from moto.autoscaling.responses import AutoScalingResponse
from moto.cloudformation.models import cloudformation_backends
from moto.core.responses import ActionResult, EmptyResult
from moto.ec2.models import ec2_backends
from moto.ec2.responses.elastic_network_interfaces import ElasticNetworkInterfaces
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server

from .lambda_process import ACCOUNT, REGION
from .recorder import Recorder


def _describe_instance_refreshes(response: AutoScalingResponse) -> ActionResult:
    """No group has ever had an instance refresh."""
    return ActionResult({"InstanceRefreshes": []})


def _complete_lifecycle_action(response: AutoScalingResponse) -> ActionResult:
    """The instance goes on to InService, or away."""
    group = response._get_param("AutoScalingGroupName")
    for state in groups()[group].instance_states:
        if state.instance.id == response._get_param("InstanceId") and state.lifecycle_state.endswith(":Wait"):
            continues = response._get_param("LifecycleActionResult") == "CONTINUE"
            launches = state.lifecycle_state.startswith("Pending") and continues
            state.lifecycle_state = "InService" if launches else "Terminating:Proceed"
    return EmptyResult()


def _record_lifecycle_action_heartbeat(response: AutoScalingResponse) -> ActionResult:
    """Nothing to see: lifecycle actions of moto have no timeout."""
    return EmptyResult()


# Operation, and why it is answered by this check: what the functions sent is proven, what AWS answers is not.
ANSWERED_HERE = {
    ("autoscaling", "DescribeInstanceRefreshes"): _describe_instance_refreshes,
    ("autoscaling", "CompleteLifecycleAction"): _complete_lifecycle_action,
    ("autoscaling", "RecordLifecycleActionHeartbeat"): _record_lifecycle_action_heartbeat,
}


_modify_interface = ElasticNetworkInterfaces.modify_network_interface_attribute


def _modify_interface_and_attachment(response: ElasticNetworkInterfaces) -> ActionResult:
    """moto heeds everything but what an attachment is to become."""
    attachment = response._get_param("Attachment", {})
    if "DeleteOnTermination" in attachment:
        interface = ec2_backends[ACCOUNT][REGION].get_network_interface(response._get_param("NetworkInterfaceId"))
        interface.delete_on_termination = attachment["DeleteOnTermination"]
    return _modify_interface(response)


def groups() -> dict[str, Any]:
    """moto's Auto Scaling groups, whose instances never wait and whose maintenance policies it forgets."""
    found: dict[str, Any] = autoscaling_backends[ACCOUNT][REGION].autoscaling_groups
    return found


def stack_becomes(stack: str, status: str) -> None:
    """Puts a stack into a status, which in moto only creations and updates that succeed do."""
    cloudformation_backends[ACCOUNT][REGION].stacks[stack].status = status


class MotoServer:
    """Started at once, on a free port of this machine; close() ends it."""

    def __init__(self) -> None:
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        for (_, operation), method in ANSWERED_HERE.items():
            name = "".join("_" + c.lower() if c.isupper() else c for c in operation).lstrip("_")
            assert not hasattr(AutoScalingResponse, name), f"moto has {operation} by now: remove it from ANSWERED_HERE"
            setattr(AutoScalingResponse, name, method)
        ElasticNetworkInterfaces.modify_network_interface_attribute = (  # type: ignore[method-assign]
            _modify_interface_and_attachment)
        self.recorder = Recorder(DomainDispatcherApplication(create_backend_app))
        self._server = make_server("127.0.0.1", 0, self.recorder, threaded=True)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.endpoint = f"http://127.0.0.1:{self._server.server_port}"
        self._session = boto3.Session("testing", "testing", region_name=REGION)
        self._session = self._administrator()

    def client(self, service: str) -> Any:
        return self._session.client(service, endpoint_url=self.endpoint)  # type: ignore[call-overload]

    def _administrator(self) -> boto3.Session:
        """Somebody who may do everything, also where permissions are enforced."""
        iam = self.client("iam")
        iam.create_user(UserName="administrator")
        iam.put_user_policy(UserName="administrator", PolicyName="everything", PolicyDocument=json.dumps({
            "Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}))
        key = iam.create_access_key(UserName="administrator")["AccessKey"]
        return boto3.Session(key["AccessKeyId"], key["SecretAccessKey"], region_name=REGION)

    def close(self) -> None:
        self._server.shutdown()
