package io.servergroup.aws;

/** What a slot consists of; each kind is read by a request of its own. */
public enum SlotPart {
  INTERFACES,
  VOLUMES
}
