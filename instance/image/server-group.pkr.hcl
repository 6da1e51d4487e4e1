# An image of a server, with Packer:
#
#   mvn -B package -f instance/health-checker
#   packer init instance/image
#   packer build -var architecture=arm64 instance/image \
#     -var health_checker_sha256="$(sha256sum instance/health-checker/target/health-checker.jar | cut -d' ' -f1)"
#
# image-builder.yaml makes the same without Packer, by the same install.sh.

packer {
  required_version = ">= 1.9.0"
  required_plugins {
    amazon = {
      source  = "github.com/hashicorp/amazon"
      version = "~> 1.3"
    }
  }
}

variable "architecture" {
  type        = string
  default     = "x86_64"
  description = "x86_64, or arm64 for Graviton; as the instance type of the cluster has it."

  validation {
    condition     = contains(["x86_64", "arm64"], var.architecture)
    error_message = "The architecture has to be x86_64 or arm64."
  }
}

variable "health_checker_sha256" {
  type        = string
  description = "The SHA-256 of instance/health-checker/target/health-checker.jar."

  validation {
    condition     = can(regex("^[0-9a-f]{64}$", var.health_checker_sha256))
    error_message = "The checksum has to be 64 hexadecimal digits."
  }
}

variable "region" {
  type        = string
  default     = null
  description = "Where the image is made; that of your AWS settings when it is left out."
}

variable "subnet_id" {
  type        = string
  default     = null
  description = "A subnet from which packages.confluent.io can be reached; one of the default VPC when it is left out."
}

variable "kms_key_id" {
  type        = string
  default     = null
  description = "Encrypts the image; the account's own key for EBS when it is left out."
}

locals {
  name     = "server-group-${var.architecture}-${formatdate("YYYYMMDDhhmmss", timestamp())}"
  jar      = "${path.root}/../health-checker/target/health-checker.jar"
  builders = { x86_64 = "t3.medium", arm64 = "t4g.medium" }
}

source "amazon-ebs" "server" {
  ami_name        = local.name
  ami_description = "Schema Registry, REST Proxy, Kafka Connect and their health checker on Amazon Linux 2023"
  region          = var.region
  subnet_id       = var.subnet_id
  instance_type   = local.builders[var.architecture]
  ssh_username    = "ec2-user"
  encrypt_boot    = true
  kms_key_id      = var.kms_key_id
  # The image refuses version 1 of the metadata service, and so do the machines that make it.
  imds_support = "v2.0"

  metadata_options {
    http_endpoint = "enabled"
    http_tokens   = "required"
  }

  source_ami_filter {
    owners      = ["amazon"]
    most_recent = true
    filters = {
      name                = "al2023-ami-2023.*-kernel-*-${var.architecture}"
      architecture        = var.architecture
      root-device-type    = "ebs"
      virtualization-type = "hvm"
    }
  }

  tags = {
    Name      = local.name
    BaseImage = "{{ .SourceAMIName }}"
  }
}

build {
  sources = ["source.amazon-ebs.server"]

  provisioner "shell" {
    inline = ["mkdir -p /tmp/instance/health-checker/target"]
  }

  provisioner "file" {
    sources     = ["${path.root}/../image", "${path.root}/../boot"]
    destination = "/tmp/instance/"
  }

  provisioner "file" {
    source      = "${path.root}/../health-checker/health-checker"
    destination = "/tmp/instance/health-checker/health-checker"
  }

  provisioner "file" {
    source      = local.jar
    destination = "/tmp/instance/health-checker/target/health-checker.jar"
  }

  provisioner "shell" {
    # -e, since bash takes no options from the script's first line then: an image is not made of what failed to be installed.
    execute_command = "sudo {{ .Vars }} bash -e '{{ .Path }}'"
    inline = [
      "bash /tmp/instance/image/install.sh --source /tmp/instance --health-checker-sha256 ${var.health_checker_sha256}",
      "rm -rf /tmp/instance",
    ]
  }

  post-processor "manifest" {
    output     = "server-group-image.json"
    strip_path = true
  }
}
