package io.servergroup.checker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTest {
  @Test
  void aLoadBalancerAsksInOnePacketOrByteByByte() throws IOException {
    String text = "GET /ready?x=1 HTTP/1.1\r\nHost: 10.0.0.1:5500\r\nUser-Agent: ELB\r\n\r\nbody";
    Optional<Request> wanted = Optional.of(new Request("GET", "/ready"));

    assertEquals(wanted, read(stream(text)));
    assertEquals(wanted, read(new Dripping(stream(text))));
    assertEquals(wanted, read(stream(text.replace("\r", ""))));
    assertEquals(wanted, read(stream("GET http://x:1/ready HTTP/1.0\r\n\r\n")));
  }

  @Test
  void manyHeadersAreRead() throws IOException {
    String headers = "X: " + "y".repeat(5_000) + "\r\n";

    assertEquals(
        Optional.of(new Request("HEAD", "/")),
        read(stream("HEAD / HTTP/1.1\r\n" + headers + "\r\n")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "GET / HTTP/1.1\r\nHost: x\r\n",
        "GET /\r\n\r\n",
        "get / HTTP/1.1\r\n\r\n",
        "\u0016\u0003\u0001\u0002\r\n\r\n",
        "GET / HTTP/2.0\r\n\r\n"
      })
  void whatIsNoRequestIsNotAnswered(String text) throws IOException {
    assertTrue(read(stream(text)).isEmpty());
  }

  @Test
  void aRequestWithoutEndIsNotReadToTheEndOfMemory() throws IOException {
    assertTrue(read(stream("GET / HTTP/1.1\r\n" + "X: y\r\n".repeat(10_000))).isEmpty());
  }

  @Test
  void whoSendsAByteNowAndThenDoesNotHoldItsConnectionForHours() throws IOException {
    Duration[] time = {Duration.ZERO};
    InputStream slow =
        new Dripping(stream("GET / HTTP/1.1\r\n\r\n")) {
          @Override
          public int read(byte[] to, int from, int length) throws IOException {
            time[0] = time[0].plusSeconds(1);
            return super.read(to, from, length);
          }
        };

    assertTrue(Request.read(slow, () -> time[0].toNanos()).isEmpty());
    assertEquals(Duration.ofSeconds(5), time[0]);
  }

  private static Optional<Request> read(InputStream stream) throws IOException {
    return Request.read(stream, () -> 0);
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** A slow network. */
  private static class Dripping extends InputStream {
    private final InputStream source;

    Dripping(InputStream source) {
      this.source = source;
    }

    @Override
    public int read() throws IOException {
      return source.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return source.read(bytes, offset, Math.min(1, length));
    }
  }
}
