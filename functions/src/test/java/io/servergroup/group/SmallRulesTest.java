package io.servergroup.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.servergroup.health.SampleGroup;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules of a snapshot too small for a story of their own: names, words, states, attachments. */
class SmallRulesTest {
  @ParameterizedTest
  @CsvSource({
    "0.tools.example.com, 0.tools.example.com",
    "0.Tools.Example.COM., 0.tools.example.com",
    "\\052.example.com., *.example.com",
    "a\\137b.example.com, a_b.example.com",
    "a\\044b.example.com, a$b.example.com",
    "a\\9.example.com, a\\9.example.com"
  })
  void aNameHasOneSpellingWhateverRoute53MakesOfIt(String written, String plain) {
    assertEquals(plain, DnsName.plain(written));
  }

  @ParameterizedTest
  @CsvSource({"Z1, Z1", "/hostedzone/Z1, Z1", "hostedzone/Z1, Z1"})
  void aZoneIsKnownByItsIdAlone(String written, String id) {
    assertEquals(id, DnsName.zoneId(written));
  }

  @Test
  void whatIsReleasedEarlyIsSaidInOneOfThreeWords() {
    assertEquals("nothing, interface, everything", EarlyRelease.words());
    assertEquals(Optional.of(EarlyRelease.INTERFACE), EarlyRelease.of("interface"));
    assertEquals(Optional.of(EarlyRelease.EVERYTHING), EarlyRelease.of("everything"));
    assertEquals(Optional.empty(), EarlyRelease.of("Interface"));
  }

  @ParameterizedTest
  @EnumSource(LifecycleState.class)
  void everyStateOfALifeCycleIsReadAsItIsWritten(LifecycleState state) {
    assertEquals(state, LifecycleState.of(state.text()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "inservice", "Terminating:Proceeding"})
  void aStateNobodyKnowsIsUnknown(String text) {
    assertEquals(LifecycleState.UNKNOWN, LifecycleState.of(text));
    assertEquals(LifecycleState.UNKNOWN, LifecycleState.of(null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lt-0abc:7", "l:1"})
  void aTemplateVersionIsReadAsItIsWritten(String text) {
    assertEquals(text, TemplateVersion.of(text).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {":7", "7", "", "lt-1:x"})
  void whatNamesNoTemplateOrNoNumberIsNoVersion(String text) {
    assertThrows(IllegalArgumentException.class, () -> TemplateVersion.of(text));
  }

  @ParameterizedTest
  @CsvSource({"7, 7", "0, 0", "$Latest,", "$Default,", "7a,", "'',", "1234567890123456789,"})
  void aReferenceThatNamesANumberStandsForItForGood(String version, Long number) {
    assertEquals(
        number == null ? OptionalLong.empty() : OptionalLong.of(number),
        new TemplateReference("lt-1", version).number());
  }

  @Test
  void aLaterReadingOfOneGroupTakesThePlaceOfTheFormerOne() {
    ServerGroup before = SampleGroup.of(3).group();
    AutoScalingGroup later =
        SampleGroup.of(3).replace(1, "i-new", 2).group().autoScalingGroups().get(1);

    ServerGroup after = before.with("web-1", Optional.of(later));

    assertEquals(
        List.of(before.autoScalingGroups().getFirst(), later, before.autoScalingGroups().get(2)),
        after.autoScalingGroups());
    assertEquals(before, after.with("web-1", Optional.of(before.autoScalingGroups().get(1))));
    assertEquals(2, before.with("web-1", Optional.empty()).size(), "it is not there any more");
  }

  @ParameterizedTest
  @CsvSource({
    "attaching, true, false",
    "attached, true, true",
    "detaching, true, false",
    "busy, true, false",
    "detached, false, false"
  })
  void whoeverIsBeingGivenOrLosesSomethingHoldsIt(
      String status, boolean isHeld, boolean isAttached) {
    Volume volume =
        new Volume(
            "vol-1",
            "zone-a",
            "/dev/sdf",
            "in-use",
            Optional.of(new Volume.Attachment("i-1", "/dev/sdf", status, false)),
            Optional.empty());
    NetworkInterface networkInterface =
        eni("in-use", Optional.of(new NetworkInterface.Attachment("a-1", "i-1", 1, status, false)));

    Optional<String> holder = isHeld ? Optional.of("i-1") : Optional.empty();
    assertEquals(holder, volume.holder());
    assertEquals(holder, networkInterface.holder());
    assertEquals(isAttached, volume.isAttachedTo("i-1"));
    assertEquals(isAttached, networkInterface.isAttachedTo("i-1"));
    assertEquals(
        List.of(false, false),
        List.of(volume.isAttachedTo("i-2"), networkInterface.isAttachedTo("i-2")));
  }

  @ParameterizedTest
  @CsvSource({"in-use, true", "associated, true", "available, false", "detaching, false"})
  void whatNoInstanceHasMayBeInTheHandsOfSomethingElse(String status, boolean used) {
    assertEquals(used, eni(status, Optional.empty()).isUsedOtherwise());
    assertFalse(
        eni(
                status,
                Optional.of(new NetworkInterface.Attachment("a-1", "i-1", 1, "attached", false)))
            .isUsedOtherwise());
  }

  private static NetworkInterface eni(
      String status, Optional<NetworkInterface.Attachment> attachment) {
    return new NetworkInterface(
        "eni-1", "vpc-1", "subnet-1", "zone-a", "10.0.0.1", Optional.empty(), status, attachment);
  }

  @Test
  void aFindingSaysWhatItIsAboutAndWhetherItKeepsInstancesFromTheirSlot() {
    OptionalInt one = OptionalInt.of(1);

    assertEquals(
        List.of(
            new SlotFinding("eni-1", one, true, FindingKind.DRIFTED, "m"),
            new SlotFinding("eni-1", one, true, FindingKind.MISSING, "m"),
            new SlotFinding("eni-1", one, true, FindingKind.DUPLICATE, "m"),
            new SlotFinding("eni-1", one, false, FindingKind.DRIFTED, "m")),
        List.of(
            SlotFinding.blocking("eni-1", one, "m"),
            SlotFinding.missing("eni-1", one, "m"),
            SlotFinding.duplicate("eni-1", one, "m"),
            SlotFinding.minor("eni-1", one, "m")));
    assertEquals("eni-1: two of them", SlotFinding.minor("eni-1", one, "two of them").toString());
  }
}
