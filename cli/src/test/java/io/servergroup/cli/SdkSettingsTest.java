package io.servergroup.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** Whoever has wrong settings of AWS is told which, and not that the command is defective. */
class SdkSettingsTest {
  /** Each is {@code AWS_...} in the environment. */
  private static final List<String> SETTINGS =
      List.of(
          "aws.maxAttempts",
          "aws.useFipsEndpoint",
          "aws.defaultsMode",
          "aws.endpointUrl",
          "aws.region");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @AfterEach
  void asBefore() {
    SETTINGS.forEach(System::clearProperty);
  }

  @ParameterizedTest
  @CsvSource({
    "aws.maxAttempts, abc, abc",
    "aws.useFipsEndpoint, maybe, maybe",
    "aws.defaultsMode, nope, nope",
  })
  void aSettingThatIsNoneIsNamed(String setting, String value, String named) {
    System.setProperty(setting, value);

    told(guarded(() -> client().close()), named);
  }

  @Test
  void anAddressThatIsNoneIsNotAsked() {
    System.setProperty("aws.endpointUrl", "nonsense");

    told(guarded(() -> client().describeRegions()), "protocol");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[default]\naws_access_key_id = a\n",
        "[default]\nsource_profile = none\nrole_arn = arn:aws:iam::123456789012:role/a\n",
        "[default]\nsource_profile = default\nrole_arn = arn:aws:iam::123456789012:role/a\n",
        "[default]\ncredential_process = false\n",
        "[default]\nsso_session = none\nsso_account_id = 1\nsso_role_name = a\n",
        "[default]\nlogin_session = arn:aws:iam::123456789012:user/a\n",
      })
  void aProfileThatDoesNotWorkIsNoDefect(String config) {
    told(guarded(() -> credentials(config)), "");
  }

  @Test
  void aConsoleSessionThatHasEndedIsToBeSignedInAnew() {
    System.setProperty("aws.region", "eu-west-1");

    told(
        guarded(
            () -> credentials("[default]\nlogin_session = arn:aws:iam::123456789012:user/gone\n")),
        "arn:aws:iam::123456789012:user/gone` not found. You must re-authenticate");
  }

  @Test
  void whatBreaksInTheCommandIsItsDefect() {
    int exitCode =
        guarded(
            () -> {
              throw new IllegalStateException("of the command", new NumberFormatException("abc"));
            });

    assertEquals(ExitCode.INTERNAL, exitCode);
    assertTrue(err.toString().contains("this is a defect"), err::toString);
  }

  private static void credentials(String config) {
    var _ =
        ProfileCredentialsProvider.builder()
            .profileFile(
                ProfileFile.builder().content(config).type(ProfileFile.Type.CONFIGURATION).build())
            .profileName("default")
            .build()
            .resolveCredentials();
  }

  private void told(int exitCode, String named) {
    assertEquals(ExitCode.UNREADABLE, exitCode, err::toString);
    assertEquals(1, err.toString().lines().count(), err::toString);
    assertTrue(
        err.toString().startsWith("rollout: the AWS SDK cannot use its settings ("), err::toString);
    assertTrue(err.toString().contains(named), err::toString);
    assertTrue(err.toString().contains("AWS_..., ~/.aws/config"), err::toString);
    assertEquals("", out.toString());
  }

  private int guarded(Runnable work) {
    return Guard.run(
        CommandRun.surroundings(out, err),
        "the command",
        () -> {
          work.run();
          return ExitCode.GOOD;
        });
  }

  private static Ec2Client client() {
    return Ec2Client.builder()
        .region(Region.EU_WEST_1)
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .build();
  }
}
