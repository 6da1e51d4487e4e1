package io.servergroup.checker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as systemd and a load balancer see it. */
class ProgramTest {
  private static final Pattern LISTENING = Pattern.compile("listening on 127\\.0\\.0\\.1:(\\d+) ");

  @TempDir private Path folder;

  @Test
  void aLoadBalancerIsAnsweredUntilTheServiceIsStoppedAndItEndsWithZero() throws Exception {
    Path drain = folder.resolve("drain");
    ServerSocket tool = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    try (tool;
        Program program =
            start(
                "--port",
                "" + tool.getLocalPort(),
                "--set",
                "check.never.kind=script",
                "--set",
                "check.never.target=/bin/false",
                "--set",
                "check.never.for=ready",
                "--cache",
                "0",
                "--drain-file",
                drain.toString())) {
      assertTrue(program.get("/").startsWith("HTTP/1.1 200 OK\r\n"));
      assertTrue(program.get("/health").contains("\"endpoint\":\"live\",\"status\":\"healthy\""));
      String ready = program.get("/ready");
      assertTrue(ready.startsWith("HTTP/1.1 503 Service Unavailable\r\n"), ready);
      assertTrue(ready.contains("\"message\":\"exit status 1\""), ready);
      assertTrue(program.ask("HEAD / HTTP/1.1\r\n\r\n").endsWith("\r\n\r\n"));
      assertTrue(program.ask("POST / HTTP/1.1\r\nContent-Length: 4\r\n\r\nbody").contains(" 200 "));
      assertTrue(program.ask("hello\r\n\r\n").startsWith("HTTP/1.1 400 "));

      Files.createFile(drain);
      assertTrue(program.get("/").contains("\"status\":\"draining\""));
      Files.delete(drain);
      assertTrue(program.get("/").startsWith("HTTP/1.1 200 "));
      stop(tool);
      assertTrue(program.get("/").startsWith("HTTP/1.1 503 "));

      program.process().toHandle().destroy();
      assertEquals(0, program.process().waitFor());
      List<String> log = program.rest();
      assertEquals(
          1, log.stream().filter(line -> line.contains("INFO draining")).count(), log::toString);
      assertTrue(log.getLast().endsWith(" INFO stopped"), log::toString);
    }
  }

  @Test
  void gruntworksStatusAndBodyAreThereForWhoeverRelyOnThem() throws Exception {
    try (Program program =
        start("--script", "/bin/false", "--failure-status", "504", "--body", "text")) {
      String answer = program.get("/");
      assertTrue(answer.startsWith("HTTP/1.1 504 Gateway Timeout\r\n"), answer);
      assertTrue(answer.endsWith("\r\n\r\nAt least one health check failed"), answer);
    }
  }

  @Test
  void stoppingTheServiceEndsScriptsThatRun() throws Exception {
    Path pid = folder.resolve("pid");
    String script =
        "sh -c 'sh -c \"trap : TERM; echo \\$\\$ >"
            + pid
            + "; while :; do sleep 600; done\" & wait'";
    try (Program program = start("--script", script, "--script-timeout", "600")) {
      Thread request = Thread.startVirtualThread(() -> program.quietly("/"));
      while (!Files.exists(pid) || !Files.readString(pid).endsWith("\n")) {
        Thread.sleep(5);
      }
      ProcessHandle grandchild =
          ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();

      program.process().toHandle().destroy();

      assertEquals(0, program.process().waitFor());
      grandchild.onExit().get(20, TimeUnit.SECONDS);
      request.join();
    }
  }

  @Test
  void exitStatusesSayWhatIsWrong() throws Exception {
    assertEquals("0", once("--check", "--script", "/bin/true"));
    assertEquals("1", once("--check", "--script", "/bin/false"));
    assertEquals("0", once("--version"));
    assertEquals("0", once("--help"));
    assertEquals("2", once("--check", "--scirpt", "/bin/true"));
    Path file = folder.resolve("ready.properties");
    Files.writeString(
        file, "check.a.kind = script\ncheck.a.target = /bin/false\ncheck.a.for = ready\n");
    assertEquals("1", once("--config", file.toString(), "--check"));
    assertEquals("0", once("--config", file.toString(), "--check=live"));
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      assertEquals("3", once("--port", "1", "--listener", "127.0.0.1:" + taken.getLocalPort()));
    }
  }

  @Test
  void aFileOfCertificatesThatHoldsNoneIsFoundBeforeAnythingListens() throws Exception {
    Path ca = Files.writeString(folder.resolve("ca.pem"), "-----BEGIN NOTHING-----\n");
    Process process =
        process(
                "--tls",
                "kafka=localhost:1",
                "--set",
                "check.kafka.ca=" + ca,
                "--listener",
                "127.0.0.1:0")
            .start();

    assertEquals(2, process.waitFor());
    assertEquals(
        "health-checker: the check kafka: " + ca + " holds no certificate that is trusted\n",
        new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
  }

  private static void stop(ServerSocket tool) throws IOException {
    tool.close();
  }

  private static String once(String... flags) throws Exception {
    Process process = process(flags).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    assertFalse(said.isBlank());
    return "" + status;
  }

  private static ProcessBuilder process(String... flags) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-cp", "target/classes", Main.class.getName()));
    command.addAll(List.of(flags));
    return new ProcessBuilder(command);
  }

  private static Program start(String... flags) throws IOException {
    List<String> all = new ArrayList<>(List.of(flags));
    all.addAll(List.of("--listener", "127.0.0.1:0"));
    Process process = process(all.toArray(String[]::new)).redirectErrorStream(true).start();
    BufferedReader log =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String first = log.readLine();
    Matcher listening = LISTENING.matcher("" + first);
    assertTrue(listening.find(), first);
    return new Program(process, Integer.parseInt(listening.group(1)), log);
  }

  private record Program(Process process, int port, BufferedReader log) implements AutoCloseable {
    String get(String path) throws IOException {
      return ask("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }

    String ask(String request) throws IOException {
      try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      }
    }

    void quietly(String path) {
      try {
        get(path);
      } catch (IOException e) {
        // It was stopped while it was asked.
        return;
      }
    }

    List<String> rest() throws IOException {
      return log.readAllLines();
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
