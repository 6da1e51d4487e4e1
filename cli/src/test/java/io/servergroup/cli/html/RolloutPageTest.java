package io.servergroup.cli.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.cli.story.Capacity;
import io.servergroup.cli.story.RolloutStory;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RolloutPageTest {
  private static final String HOSTILE = "</title></style><script>alert('x')</script>\"&";

  @ParameterizedTest
  @ValueSource(ints = {1, 6, 26, 100})
  void isReadableByEverybodyWhateverTheSizeOfTheGroup(int servers) {
    ParsedPage page = page(SmallStory.of(servers, "tools"));

    page.check();
    assertEquals(servers, page.count("//g[@class='server-row']"));
    assertEquals((servers + 24) / 25 + 1, page.count("//svg[@role='img']"));
    assertEquals(servers, page.count("//section[@id='batches']//tbody/tr"));
    assertEquals(2 * servers, page.count("//section[@id='servers']//tbody/tr"));
  }

  @Test
  void theOutcomeComesFirstInOneSentence() {
    ParsedPage page = page(SmallStory.of(6, "tools"));

    assertEquals("Rollout of tools", page.text("/html/body/header/h1"));
    assertEquals(
        "6 of 6 servers replaced in 12 min; never fewer than 5 healthy, and the floor is 5.",
        page.text("/html/body/header//p[@class='sentence']"));
    assertEquals("Succeeded: rollout of tools", page.text("/html/head/title"));
  }

  /** After a canary, say, the largest batch so far is smaller than those to come. */
  @Test
  void aBatchMayHaveAsManyServersAsTheFloorLeaves() {
    assertTrue(figures(OptionalInt.of(3)).contains("at most 3 servers"));
    assertTrue(figures(OptionalInt.empty()).contains("at most 1 server"));
  }

  private static List<String> figures(OptionalInt floor) {
    RolloutStory story = SmallStory.of(6, "tools");
    return page(new RolloutStory(
            story.group(),
            story.origin(),
            story.ending(),
            story.lasted(),
            story.shown(),
            story.servers(),
            new Capacity(6, floor, story.capacity().levels()),
            story.batches(),
            story.marks(),
            story.decisions(),
            story.figures(),
            story.tallies(),
            story.violations(),
            story.gaps()))
        .texts("/html/body/header//*");
  }

  @Test
  void whatOthersWroteIsTextAndNothingElse() {
    ParsedPage page = page(SmallStory.of(2, HOSTILE));

    page.check();
    assertEquals("Rollout of " + HOSTILE, page.text("//h1"));
    assertTrue(page.texts("//section[@id='decisions']//td").contains(HOSTILE));
  }

  @Test
  void thePicturesHaveTheirNumbersInTables() {
    ParsedPage page = page(SmallStory.of(2, "tools"));

    assertEquals(
        List.of("2", "0:02:10", "0:03:50", "1 min 40 s", "40 s", "–", "40 s", "–", "40 s"),
        page.texts("(//section[@id='servers']//table)[1]/tbody/tr[2]/td"));
    assertEquals(
        List.of("0", "0:00:10", "1 min 40 s", "1 of 2", "replaced and healthy"),
        page.texts("//section[@id='batches']//tbody/tr[1]/td"));
  }

  @Test
  void whileTwoInstancesOfAServerAreThereEachHasHalfOfTheRow() {
    ParsedPage page = page(SmallStory.of(1, "tools"));

    // It drains alone, then both are there, then the new one boots alone.
    assertEquals(2, page.count(row("draining")));
    assertEquals(2, page.count(row("booting")));
    assertEquals(1, page.count(row("draining") + "[@height='16']"));
    assertEquals(1, page.count(row("booting") + "[@height='16']"));
    assertEquals(1, page.count(row("serving-target")));
  }

  private static String row(String look) {
    return "//g[@class='server-row']//rect[@class='phase " + look + "']";
  }

  @Test
  void everyLookThatIsUsedIsExplained() {
    ParsedPage page = page(SmallStory.of(1, "tools"));

    assertEquals(
        List.of(
            "phase serving-before",
            "phase draining",
            "phase booting",
            "phase checking",
            "phase serving-target"),
        page.values("//ul[@class='legend']/li//rect", "class"));
  }

  @Test
  void aMarkIsNumberedInThePictureAndExplainedBelow() {
    ParsedPage page = page(SmallStory.of(2, "somebody came"));

    assertEquals(List.of("1"), page.texts("//text[@class='flag-number']"));
    assertEquals(
        List.of("0:00:30", "person", "0", "somebody came"),
        page.texts("//section[@id='marks']//tbody/tr/td"));
  }

  private static ParsedPage page(RolloutStory story) {
    return new ParsedPage(RolloutPage.of(story));
  }
}
