package io.servergroup.group;

/** Where it stands what an Auto Scaling group launches. */
public enum TemplateNaming {
  /** In the group itself, if anywhere. */
  GROUP,
  /** In its mixed instances policy, once for all instance types. */
  POLICY,
  /** In its mixed instances policy, and for some instance types another template there. */
  POLICY_BY_TYPE
}
