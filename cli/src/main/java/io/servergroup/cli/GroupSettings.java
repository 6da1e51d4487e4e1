package io.servergroup.cli;

import io.servergroup.group.HookNames;
import io.servergroup.group.IdentityPolicy;
import io.servergroup.lambda.Settings;
import java.util.Optional;

/** The settings of functions as far as they decide what is read of a group. */
final class GroupSettings {
  private GroupSettings() {}

  /** Those of a group with this table of locks and these hooks. */
  static Settings of(String lockTable, HookNames hooks) {
    return new Settings(
        lockTable,
        Optional.empty(),
        hooks,
        IdentityPolicy.USUAL,
        Optional.empty(),
        Settings.USUAL_CHECK_PERIOD,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
