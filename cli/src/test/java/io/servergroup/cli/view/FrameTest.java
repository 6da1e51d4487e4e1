package io.servergroup.cli.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.cli.ScriptedRehearsal;
import io.servergroup.simulator.rehearsal.RehearsalObserver.Progress;
import io.servergroup.simulator.rehearsal.RehearsalObserver.ServerState;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FrameTest {
  private static final Frame FRAME = new Frame(Glyphs.ASCII);
  private static final Duration SINCE = Duration.ofSeconds(485);

  @Test
  void aSmallClusterIsShownWhole() {
    Progress progress = ScriptedRehearsal.picture(SINCE, "Waiting", 3, 2, "Terminating:Wait", 4);

    assertEquals(
        """

         0:08:06  batch 3  Waiting
         ###############...............  new 2/4  healthy 3  floor 3
            server  zone        address    instance             version  state             classic   targets   health
            0       us-east-1a  10.0.0.10  i-00000000000000b00  new      InService         healthy   healthy   healthy
            1       us-east-1b  10.0.1.10  i-00000000000000b01  new      InService         healthy   healthy   healthy
         >  2       us-east-1c  10.0.2.10  i-000000000000000a2  old      Terminating:Wait  draining  draining  not in service
            3       us-east-1a  10.0.0.11  i-000000000000000a3  old      InService         healthy   healthy   healthy

        what happened last
        """,
        text(FRAME.lines(progress, SINCE.plusSeconds(1), news(), 140, 24)));
  }

  @Test
  void ofALargeClusterTheBatchAndWhatIsNextToItAreShown() {
    Progress progress = ScriptedRehearsal.picture(SINCE, "Waiting", 801, 800, "Pending:Wait", 999);

    assertEquals(
        """

         0:08:05  batch 801  Waiting
         ########################......  new 800/999  healthy 998  floor 998
            server  address     instance   version  state         health
            799     10.0.1.276  ...000e1f  new      InService     healthy
         >  800     10.0.2.276  ...000e20  new      Pending:Wait  not in service
            801     10.0.0.277  ...0003c1  old      InService     healthy
         ... and 996 more
        """,
        text(FRAME.lines(progress, SINCE, List.of(), 79, 9)));
  }

  @Test
  void aTerminalOfFortyColumnsShowsWhatEachServerDoesAndHowItIs() {
    Progress progress = ScriptedRehearsal.picture(SINCE, "Waiting", 3, 2, "Terminating:Wait", 4);

    assertEquals(
        """

         0:08:05  batch 3  Waiting
         ####.....  new 2/4  healthy 3  floor 3
            #       state             health
            0  new  InService         healthy
            1  new  InService         healthy
         >  2  old  Terminating:Wait  not in...
            3  old  InService         healthy
        """,
        text(FRAME.lines(progress, SINCE, List.of(), 39, 24)));
  }

  @Test
  void betweenBatchesALargeClusterIsShownWhereTheRolloutIs() {
    Progress progress = ScriptedRehearsal.picture(SINCE, "Healthy", 501, -1, "", 999);

    String text = text(FRAME.lines(progress, SINCE, List.of(), 79, 9));

    assertTrue(text.contains("\n    499 ") && text.contains("\n    501 "), text);
  }

  @Test
  void whereSomeServersAreAskedForTheBarAndTheRowsAreAboutThem() {
    Progress progress = only(ScriptedRehearsal.picture(SINCE, "Waiting", 1, -1, "", 999), 800, 801);

    List<String> lines = text(FRAME.lines(progress, SINCE, List.of(), 79, 9)).lines().toList();

    assertTrue(lines.get(2).contains("  new 0/2  healthy 999"), lines.get(2));
    assertTrue(lines.get(5).contains(" 800 "), lines.get(5));
  }

  @Test
  void thePictureNeverOutgrowsTheTerminal() {
    Progress progress = ScriptedRehearsal.picture(SINCE, "Waiting", 3, 2, "Pending:Wait", 40);

    for (int height = 1; height < 60; height++) {
      List<Line> lines = FRAME.lines(progress, SINCE, news(), 20, height);
      assertTrue(lines.size() <= height, lines.size() + " lines in " + height);
      assertTrue(lines.stream().allMatch(line -> line.width() <= 20));
    }
  }

  @Test
  void coloursSayNewAndBusyAndGood() {
    Progress progress = ScriptedRehearsal.picture(SINCE, "Waiting", 2, 1, "Pending:Wait", 2);

    String painted = FRAME.lines(progress, SINCE, news(), 140, 24).get(5).render(true);

    assertTrue(painted.contains("\u001b[36mnew\u001b[0m"), painted);
    assertTrue(painted.contains("\u001b[33mPending:Wait\u001b[0m"), painted);
  }

  private static List<Line> news() {
    return List.of(Line.of("what happened last"));
  }

  private static String text(List<Line> lines) {
    return lines.stream().map(Line::text).map(line -> line + "\n").collect(Collectors.joining());
  }

  private static Progress only(Progress all, Integer... servers) {
    return new Progress(
        all.since(),
        all.phase(),
        all.batch(),
        all.healthy(),
        all.floor(),
        all.servers().stream()
            .map(server -> concerned(server, List.of(servers).contains(server.server())))
            .toList());
  }

  private static ServerState concerned(ServerState server, boolean concerned) {
    return new ServerState(
        server.server(),
        server.zone(),
        server.instance(),
        server.state(),
        server.balancers(),
        server.health(),
        server.address(),
        server.holder(),
        concerned,
        server.current(),
        server.healthy(),
        server.inBatch());
  }
}
