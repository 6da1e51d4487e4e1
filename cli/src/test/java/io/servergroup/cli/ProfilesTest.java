package io.servergroup.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfilesTest {
  @TempDir private Path home;
  private Path config;
  private Path credentials;

  @BeforeEach
  void files() {
    config = home.resolve("config");
    credentials = home.resolve("credentials");
  }

  @Test
  void aProfileThatEitherFileHasIsRight() throws IOException {
    Files.writeString(config, "[default]\nregion = eu-west-1\n[profile production]\n");
    Files.writeString(credentials, "[testing]\naws_access_key_id = a\naws_secret_access_key = b\n");

    for (String name : List.of("default", "production", "testing")) {
      assertEquals(List.of(), findings(Optional.of(name), Optional.empty()));
      assertEquals(List.of(), findings(Optional.empty(), Optional.of(name)));
    }
  }

  @Test
  void whoeverMistypesAProfileIsToldWhichThereAre() throws IOException {
    Files.writeString(config, "[default]\n[profile production]\n");

    assertEquals(
        List.of(
            "--profile: found 'prodution', which neither %s nor %s has; right is one of default, production; did you mean production?"
                .formatted(config, credentials)),
        findings(Optional.of("prodution"), Optional.of("nor this")));
    assertEquals(
        List.of(
            "AWS_PROFILE: found 'staging', which neither %s nor %s has; right is one of default, production"
                .formatted(config, credentials)),
        findings(Optional.empty(), Optional.of("staging")));
  }

  @Test
  void whoeverHasNoProfileIsToldHowToMakeOne() {
    assertEquals(
        List.of(
            "--profile: found 'production', which neither %s nor %s has; right is to make one with `aws configure --profile NAME`: there is none"
                .formatted(config, credentials)),
        findings(Optional.of("production"), Optional.empty()));
  }

  @Test
  void nobodyNeedsAProfile() {
    assertEquals(List.of(), findings(Optional.empty(), Optional.empty()));
  }

  @Test
  void whereNoProfileIsNamedNoneHasToExist() {
    assumeTrue(System.getenv("AWS_PROFILE") == null, "this machine names one");
    assumeTrue(System.getenv("AWS_ACCESS_KEY_ID") == null, "this machine has keys");

    assertEquals(Optional.empty(), UsualAccounts.namedProfile());
    System.setProperty("aws.profile", "production");
    try {
      assertEquals(Optional.of("production"), UsualAccounts.namedProfile());
    } finally {
      System.clearProperty("aws.profile");
    }
  }

  @Test
  void anAddressWithoutAProtocolIsNamedWithTheVariableThatHasIt() {
    assertEquals(
        List.of(
            "AWS_ENDPOINT_URL: found 'localhost:4566'; right is an address with its protocol, for"
                + " example AWS_ENDPOINT_URL=http://127.0.0.1:4566"),
        UsualAccounts.wrongAddress("localhost:4566"));
    assertEquals(List.of(), UsualAccounts.wrongAddress("http://localhost:4566"));
    assertEquals(List.of(), UsualAccounts.wrongAddress(""));
    assertEquals(List.of(), UsualAccounts.wrongAddress(null));
  }

  @Test
  void aFileThatIsNoneIsNamedWhicheverProfileIsWanted() throws IOException {
    Files.writeString(config, "region: eu-west-1\n");

    String named =
        "%s: found something else than profiles (Expected a profile definition on line 1); right is what `aws configure` writes"
            .formatted(config);
    assertEquals(List.of(named), findings(Optional.empty(), Optional.empty()));
    assertEquals(List.of(named), findings(Optional.of("production"), Optional.empty()));
  }

  private List<String> findings(Optional<String> asked, Optional<String> usual) {
    return Profiles.in(config, credentials).findings(asked, usual);
  }
}
